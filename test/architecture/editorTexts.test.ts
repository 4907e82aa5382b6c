import assert from 'node:assert/strict';
import { literalsOf, type Literal } from './literals';
import { filesUnder, textOf } from './projectFiles';

/** Properties whose values VS Code or a form shows, one word or many. */
const shownProperties = new Set([
  'completeLabel',
  'description',
  'detail',
  'emptyMeans',
  'heading',
  'label',
  'openLabel',
  'placeHolder',
  'placeholder',
  'prompt',
  'result',
  'shown',
  'text',
  'title',
  'tooltip',
]);

/** Names, which are the same in every language. */
const names = new Set(['Leverage Record', 'Markdown', 'CSV', 'JSON', 'Toggl', 'Clockify', 'Tempo']);

/** Translated texts, and those that only the log or a developer reads. */
const unshownCalls = /^(?:l10n\.t|(?:.+\.)?log\.\w+|inBackground|neverThrows|Error|Symbol)$/;

describe('The texts of the editor', () => {
  const sources = ['src/editor', 'src/recorder', 'src/extension'].flatMap((folder) =>
    filesUnder(folder, '.ts'),
  );

  it('all go through l10n.t', () => {
    assert.deepEqual(
      [...sources, 'src/extension.ts'].flatMap((path) =>
        shownIn(textOf(path)).map(({ line, text }) => `${path}:${line} ${text}`),
      ),
      [],
    );
  });

  it('are not left out where core, the store and agents say what went wrong, nor why hooks are not called', () => {
    const below = ['src/core', 'src/store', 'src/agents'].flatMap((folder) => filesUnder(folder, '.ts'));
    const wrong = below.flatMap((path) =>
      literalsOf(textOf(path))
        .filter(({ call, text }) => /^(?:UserError|obstacles\.push)$/.test(call) && text.trim() !== '')
        .map(({ line, text }) => `${path}:${line} ${text}`),
    );
    assert.deepEqual(wrong, []);
  });

  for (const [source, found] of [
    [`throw new UserError('The disk is full.');`, ['The disk is full.']],
    ['throw new UserError(`${title} is closed.`);', [' is closed.']],
    [`void vscode.window.showErrorMessage('Failed');`, ['Failed']],
    [`box.placeholder = 'Type here';`, ['Type here']],
    [`pickOne(title, isNew ? 'A new one' : l10n.t('An old one'), [])`, ['A new one']],
    [`({ label: 'day', value: 'day' })`, ['day']],
    [`({ description: isToday ? 'today' : undefined, kind: 'day' })`, ['today']],
    [`({ description: [isToday ? 'today' : day].join(' · ') })`, ['today']],
    ['({ label: `$(add) ${isNew ? "New" : old}` })', ['New']],
    ['({ label: `$(add) Start` })', ['$(add) Start']],
    ['const html = `<p class="a b">No task</p>`;', ['<p class="a b">No task</p>']],
    [`throw new UserError(l10n.t('The disk is full.'));`, []],
    ['({ label: `$(add) ${l10n.t("Start Task")}` })', []],
    [`this.log.error('The status bar could not be drawn.', error);`, []],
    [`inBackground(work(), log, 'The work failed.');`, []],
    [`import { Thing } from 'Some Place';`, []],
    [`// It isn't "Shown here"`, []],
    [`const known = /["'] Two words/u;`, []],
    [`vscode.commands.executeCommand('setContext', 'leverageRecord.answered')`, []],
    ['const html = `<!-- Two words --><p class="a b">${text}</p>`;', []],
  ] as const) {
    it(`are ${found.length === 0 ? 'not ' : ''}seen in ${source}`, () =>
      assert.deepEqual(
        shownIn(source).map(({ text }) => text),
        found,
      ));
  }
});

function shownIn(source: string): Literal[] {
  return literalsOf(source).filter(({ text, call, property }) => {
    const words = text.replaceAll(/<!--[^]*?-->|<[^>]*>|\$\([a-z~-]+\)/gu, ' ').trim();
    const isProse = /\p{L}{2}[,.:;]? +\p{L}/u.test(words) || /^\p{Lu}\p{Ll}/u.test(words);
    const isShown = shownProperties.has(property) && /\p{L}/u.test(words);
    return (isProse || isShown) && !names.has(words) && !unshownCalls.test(call);
  });
}
