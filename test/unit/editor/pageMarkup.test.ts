import assert from 'node:assert/strict';
import { pageMarkup, type PageLanguage } from '../../../src/editor/pages/pageMarkup';

describe('The markup of a page', () => {
  it('carries translations as data that nothing in them can end', () => {
    const bundle = { Undo: '</script><script>x</script><!-- Rückgängig' };
    const markup = markupIn({ tag: 'de', bundle });
    const data = /<script id="texts" type="application\/json">([^<]*)<\/script>/.exec(markup)?.[1] ?? '';
    assert.deepEqual(JSON.parse(data), bundle);
    assert.match(markup, /<html lang="de">/);
  });

  it('is in English where the extension has no translation for the language of the window', () => {
    const markup = markupIn({ tag: 'de', bundle: undefined });
    assert.match(markup, /<html lang="en">/);
    assert.doesNotMatch(markup, /application\/json/);
  });
});

function markupIn(language: PageLanguage): string {
  return pageMarkup({ page: 'record', nonce: 'n', cspSource: 'c', script: 's', style: 't', language });
}
