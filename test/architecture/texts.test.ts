import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as z from 'zod';
import { manifestTexts } from './manifest';
import { filesUnder, textOf } from './projectFiles';
import { syntaxNodes } from './syntaxNodes';

const bundlePath = 'l10n/bundle.l10n.json';
const textsSchema = z.record(z.string(), z.string());
const exported = textsSchema.parse(JSON.parse(textOf(bundlePath)));
const named = (name: string) => z.looseObject({ type: z.literal('Identifier'), name: z.literal(name) });
const l10nCall = z.looseObject({
  type: z.literal('CallExpression'),
  callee: z.looseObject({ object: named('l10n'), property: named('t') }),
  arguments: z.tuple([z.looseObject({ value: z.string() })]).rest(z.unknown()),
});
const sources = ['src', 'webview'].flatMap((folder) => filesUnder(folder, '.ts'));

describe('The texts of the code', () => {
  it(`are exported to ${bundlePath}: npm run l10n`, function () {
    this.timeout(120_000);
    const program = `
      import { exportedTexts } from './scripts/l10n/exportedTexts.mjs';
      process.stdout.write(await exportedTexts(process.cwd()));
    `;
    const now = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
    });
    assert.equal(textOf(bundlePath), now);
  }).timeout(120_000);

  it('are exported one and all, with nothing else', () => {
    const said = sources.filter((path) => !path.startsWith('src/cli')).flatMap(literalTexts);
    assert.deepEqual([...new Set(said)].sort(), Object.keys(exported).sort());
  });

  it('are literals, which alone can be exported', () => {
    const wrong = sources.flatMap((path) =>
      [...textOf(path).matchAll(/\bl10n\s*\.t\((?!\s*['"])[^\n]*/g)].map(([call]) => `${path}: ${call}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('number their placeholders from 0 without a gap', () => {
    for (const text of Object.keys(exported)) {
      const numbers = [...new Set(placeholdersOf(text))].sort();
      assert.deepEqual(
        numbers,
        numbers.map((_, index) => `{${index}}`),
        text,
      );
    }
  });
});

describe('A text', () => {
  it('is put into words when it is asked for, not when a module loads, before the language is known', () => {
    const program = `
      const l10n = require('@vscode/l10n');
      let asked;
      l10n.config({ contents: new Proxy({}, { get: (_, text) => { asked = text; } }) });
      for (const path of ${JSON.stringify(sources.filter((path) => /^src\/(core|recorder)\//.test(path)))}) {
        require('./' + path);
        if (asked !== undefined) throw new Error(path + ' asks for "' + String(asked) + '" when it loads.');
      }
      console.log(require('./src/core/figures/formatEvidence').formatEvidence('edited').word, asked);
    `;
    const [word, asked] = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', program], {
      encoding: 'utf8',
    }).split(/\s+/);
    assert.deepEqual([word, asked], ['Edited', 'Entered']);
  });
});

const forModels = new Set(['inputSchema', 'modelDescription']);

describe('The texts of the manifest', () => {
  // Models are spoken to in English.
  const manifest = JSON.stringify(
    JSON.parse(textOf('package.json'), (key, value: unknown) => (forModels.has(key) ? undefined : value)),
    undefined,
    2,
  );

  it('are those that it asks for', () => {
    const asked = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
    assert.deepEqual(asked, new Set(Object.keys(manifestTexts)));
  });

  it('all stand in package.nls.json, but for the name of the product', () => {
    const prose =
      /"(?:title|name|description|markdownDescription|patternErrorMessage|altText|contextualTitle|displayName)": "([^%"][^"]*)"/g;
    const left = new Set([...manifest.matchAll(prose)].map(([, text]) => text));
    const toolNames = ['leverageRecord_proposeTask', 'leverageRecord_dayRecord'];
    assert.deepEqual(left, new Set(['leverage-record', 'Leverage Record', ...toolNames]));
  });
});

describe('The translations', () => {
  const translations = [
    ...filesUnder('l10n', '.json')
      .filter((path) => path !== bundlePath)
      .map((path) => ({
        path,
        of: exported,
        language: /^l10n\/bundle\.l10n\.([\w-]+)\.json$/.exec(path)?.[1],
      })),
    ...languages().map((language) => ({ path: `package.nls.${language}.json`, of: manifestTexts, language })),
  ];

  for (const { path, of, language } of translations) {
    it(`have every text with its placeholders, commands and links, and no other: ${path}`, () => {
      assert.ok(language !== undefined && existsSync(`package.nls.${language}.json`), path);
      const translated = textsSchema.parse(JSON.parse(textOf(path)));
      assert.deepEqual(Object.keys(translated).sort(), Object.keys(of).sort());
      for (const [key, english] of Object.entries(of)) {
        assert.deepEqual(fixedParts(translated[key] ?? ''), fixedParts(english), key);
        assert.notEqual(translated[key], '', key);
      }
    });
  }

  function languages(): string[] {
    return filesUnder('l10n', '.json').flatMap((path) => /\.l10n\.([\w-]+)\.json$/.exec(path)?.[1] ?? []);
  }
});

/** What a source gives `l10n.t`. */
function literalTexts(path: string): string[] {
  return textOf(path).includes('l10n.t(')
    ? syntaxNodes(path).flatMap((node) => {
        const { success, data } = l10nCall.safeParse(node);
        return success ? [data.arguments[0].value] : [];
      })
    : [];
}

function placeholdersOf(text: string): string[] {
  return text.match(/\{\d+\}/g) ?? [];
}

/** The parts that a translation must leave unchanged. */
function fixedParts(text: string): string[] {
  return [
    ...placeholdersOf(text),
    ...(text.match(/`[^`]+`/g) ?? []),
    ...(text.match(/\(command:[^)]+\)/g) ?? []),
  ].sort();
}
