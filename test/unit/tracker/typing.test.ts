import assert from 'node:assert/strict';
import { isAgentPromptFile } from '../../../src/core/tracker/promptFile';
import { track } from '../../../src/core/tracker/track';
import { typedMsIn, untracked } from '../../../src/core/tracker/trackerState';
import {
  isTypedInChat,
  noSigns,
  seeEdit,
  seeKeyboardSelection,
  type DocumentEdit,
  type TypingJudgement,
} from '../../../src/core/tracker/typing';
import { defaultRules } from '../../fixtures/trackerRules';

const start = Date.UTC(2026, 4, 11, 9);

function edit(change: Partial<DocumentEdit> = {}): DocumentEdit {
  return {
    at: start,
    focused: true,
    active: true,
    undoOrRedo: false,
    single: true,
    inserted: 1,
    removed: 0,
    ...change,
  };
}

const key = { inserted: 1, removed: 0 };
const deletion = { inserted: 0, removed: 1 };
const paste = { inserted: 5000, removed: 0 };

/** An edit, then the selection event of a key `after` milliseconds later, if any; a key came `before` it, if any. */
function typed(
  given: Partial<DocumentEdit>,
  { before, after }: { before?: number; after?: number },
): boolean {
  const signs = before === undefined ? noSigns : seeKeyboardSelection(noSigns, start - before).signs;
  const seen = seeEdit(signs, edit(given));
  return seen.typed || (after !== undefined && seeKeyboardSelection(seen.signs, start + after).typed);
}

describe('Typing by the user', () => {
  const rows: readonly (readonly [
    name: string,
    given: Partial<DocumentEdit>,
    events: { before?: number; after?: number },
    typed: boolean,
  ])[] = [
    ['a key, shown by the selection right after it', {}, { after: 3 }, true],
    ['a key, shown by the selection right before it', {}, { before: 3 }, true],
    ['a key on a busy machine, shown by a late selection', {}, { after: 250 }, true],
    ['a key on a busy machine, shown by an early selection', {}, { before: 250 }, true],
    ['an agent’s key long after a selection', {}, { before: 251 }, false],
    ['Backspace after a clock that was set back', deletion, { before: -251 }, false],
    ['a paste, shown by the selection right after it', paste, { after: 3 }, true],
    ['Backspace shortly after a key', deletion, { before: 1500 }, true],
    ['Backspace long after a key', deletion, { before: 1501 }, false],
    ['an accepted suggestion while typing', { inserted: 20, removed: 3 }, { before: 900 }, true],
    ['an agent’s edit of much text while typing', paste, { before: 900 }, false],
    ['the largest accepted suggestion', { inserted: 64, removed: 64 }, { before: 900 }, true],
    [
      'an agent’s edit that takes much away while typing',
      { inserted: 0, removed: 65 },
      { before: 900 },
      false,
    ],
    [
      'an agent’s edit of a little into much while typing',
      { inserted: 65, removed: 1 },
      { before: 900 },
      false,
    ],
    ['an agent’s word while typing', { inserted: 5, removed: 0 }, { before: 900 }, false],
    ['an agent’s edit', {}, {}, false],
    ['an agent’s edit, and a key much later', {}, { after: 251 }, false],
    ['a formatter, at several places', { single: false }, { before: 10, after: 3 }, false],
    ['undo', { undoOrRedo: true }, { before: 10, after: 3 }, false],
    ['a window without focus', { focused: false }, { before: 10, after: 3 }, false],
    ['another document', { active: false }, { before: 10, after: 3 }, false],
    ['a clock set back between', {}, { before: -3_600_000 }, false],
  ];
  for (const [name, given, events, expected] of rows) {
    it(`${name}: ${expected ? 'counts' : 'does not count'}`, () =>
      assert.equal(typed(given, events), expected));
  }

  for (const [name, given, expected] of [
    ['a key', {}, true],
    ['Backspace', deletion, true],
    ['text put there', paste, false],
    ['undo', { undoOrRedo: true }, false],
    ['a window without focus', { focused: false }, false],
  ] as const) {
    it(`in the chat input: ${name} ${expected ? 'counts' : 'does not count'}`, () =>
      assert.equal(isTypedInChat(edit(given)), expected));
  }

  it('is measured within 5 % of a scripted typist’s time', () => {
    let signs = noSigns;
    let state = untracked;
    let ids = 0;
    let now = start;
    const context = { rules: defaultRules, newId: () => `span${ids++}` };
    const take = (judgement: TypingJudgement) => {
      signs = judgement.signs;
      if (judgement.typed) {
        state = track(state, { kind: 'typed', document: 'd', taskId: 'T' }, now, context).state;
      }
    };
    const press = (change: Partial<DocumentEdit>, keyboard: boolean) => {
      take(seeEdit(signs, edit({ at: now, ...change })));
      if (keyboard) {
        now += 2;
        take(seeKeyboardSelection(signs, now));
      }
    };
    const write = (keys: number) => {
      for (let count = 0; count < keys; count++) {
        now += 180;
        press(count % 10 === 9 ? deletion : key, count % 10 !== 9);
      }
    };
    write(300);
    now += 12_000;
    press(paste, true);
    write(100);
    now += 1800;
    take(seeEdit(signs, edit({ at: now, undoOrRedo: true })));
    write(100);
    const active = now - start;
    now += 60_000;
    for (let edits = 0; edits < 50; edits++) {
      now += 100;
      take(seeEdit(signs, edit({ at: now, inserted: 40 })));
    }
    now += 3 * 60_000 - 65_000;
    const second = now;
    write(200);
    const truth = active + (now - second);
    const measured = typedMsIn(state, 'd');
    assert.ok(Math.abs(measured - truth) <= truth / 20, `${measured} of ${truth} ms`);
  });
});

describe('The file in which an agent’s prompt is written', () => {
  const folders = ['/tmp', '/var/folders/ab/T/', 'C:\\Users\\me\\AppData\\Local\\Temp'];
  for (const [path, expected] of [
    ['/tmp/claude-prompt-0f8fad5b-d9cb-469f-a165-70867728950e.md', true],
    ['/tmp/claude-1000/claude-prompt-0f8fad5b-d9cb-469f-a165-70867728950e.md', true],
    ['/private/var/folders/ab/T/claude-prompt-0f8fad5b.md', true],
    ['C:\\Users\\me\\AppData\\Local\\Temp\\claude\\claude-prompt-0f8fad5b.md', true],
    ['c:\\users\\me\\appdata\\local\\temp\\claude-prompt-0f8fad5b.md', true],
    ['/tmp/.tmpa1B2c3.md', true],
    ['/tmp/gemini-edit-a1B2c3/buffer.txt', true],
    ['/tmp/notes.md', false],
    ['/tmp/.tmpa1B2c3.txt', false],
    ['/home/me/claude-prompt-0f8fad5b.md', false],
    ['/tmpfoo/claude-prompt-0f8fad5b.md', false],
    ['/home/me/gemini-edit-a1B2c3/buffer.txt', false],
    ['', false],
  ] as const) {
    it(`${path || 'no path'} ${expected ? 'is one' : 'is none'}`, () =>
      assert.equal(isAgentPromptFile(path, folders), expected));
  }
});
