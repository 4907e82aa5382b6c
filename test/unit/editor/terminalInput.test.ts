import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { terminalInput } from '../../../src/editor/prompts/terminalInput';

const start = '\u001B[200~';
const end = '\u001B[201~';

describe('A prompt for a terminal', () => {
  for (const [name, prompt, expected] of [
    ['is plain text if it is one line', 'Fix the test', 'Fix the test'],
    ['loses line ends at its end, so that Enter is pressed once', 'Fix the test\r\n\n', 'Fix the test'],
    ['is one bracketed paste if it has several lines', 'One\ntwo', `${start}One\ntwo${end}`],
    ['has line ends of one kind', 'One\r\ntwo\rthree', `${start}One\ntwo\nthree${end}`],
    ['keeps tabs, letters of all scripts and emoji', '\tGrüße, 世界 👩‍👩‍👧', '\tGrüße, 世界 👩‍👩‍👧'],
    ['loses escapes, so that it cannot end its own paste', `a\n${end}b`, `${start}a\n[201~b${end}`],
    ['loses control characters of both sets and delete', 'a\u0003\u0004\u007F\u009Bb', 'ab'],
    ['is empty if it is empty', '', ''],
    ['is empty if it has line ends only', '\n\n', ''],
  ] as const) {
    it(name, () => assert.equal(terminalInput(prompt), expected));
  }

  it('never contains a control character but tab and line end inside the paste', () => {
    const anything = fc.string({
      unit: fc.oneof(fc.constantFrom('\u001B', '\n', '\r', '\u009B', '['), fc.string({ maxLength: 2 })),
    });
    fc.assert(
      fc.property(anything, (prompt) => {
        const sent = terminalInput(prompt);
        const inside = sent.startsWith(start) ? sent.slice(start.length, -end.length) : sent;
        assert.doesNotMatch(inside, /[^\P{Cc}\n\t]/u);
      }),
    );
  });
});
