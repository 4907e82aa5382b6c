import assert from 'node:assert/strict';
import { filesUnder, textOf } from './projectFiles';

/**
 * Every element of a spread becomes an argument on the stack, which ends the program at some 120,000 of them. Code for
 * lists of any length loops, or uses core/extremes.ts. `unshift` moves every element, so in a loop it is quadratic.
 */
const taking =
  /(?:\.(?:push|unshift|splice|concat|fromCharCode|fromCodePoint|hypot)|Math\.(?:max|min)|(?:fromCharCode|fromCodePoint)\.apply)\(/g;

describe('Lists of any length', () => {
  it('are never spread into arguments', () => {
    const sources = [...filesUnder('src', '.ts'), ...filesUnder('webview', '.ts')];
    assert.deepEqual(
      sources.flatMap((path) => spreadsIn(textOf(path)).map((call) => `${path}: ${call}`)),
      [],
    );
  });

  for (const [text, found] of [
    ['all.push(...more);', ['.push(']],
    ['Math.max(\n  0,\n  ...rows.map((row) => row.length),\n)', ['Math.max(']],
    ['String.fromCharCode(...codes)', ['.fromCharCode(']],
    ['String.fromCharCode.apply(null, codes)', ['fromCharCode.apply(']],
    ['list.unshift(first)', ['.unshift(']],
    ['all.push({ ...one }, [...two], f(...three))', []],
    ['all.push("(", ...more)', ['.push(']],
    ['all.push(`${a(")")}`, ...more)', ['.push(']],
  ] as const) {
    it(`are ${found.length === 0 ? 'not ' : ''}seen to be in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(spreadsIn(text), found);
    });
  }
});

/** Calls of the above with an argument that is spread, and every `unshift`. */
function spreadsIn(text: string): string[] {
  return [...text.matchAll(taking)].flatMap((match) => {
    const [call] = match;
    return call === '.unshift(' ||
      call.endsWith('.apply(') ||
      hasSpreadArgument(text, match.index + call.length)
      ? [call]
      : [];
  });
}

function hasSpreadArgument(text: string, start: number): boolean {
  let depth = 0;
  let begins = true;
  for (let at = start; at < text.length && depth >= 0; at += 1) {
    const character = text[at] ?? '';
    if (depth === 0 && begins && text.startsWith('...', at)) {
      return true;
    }
    if ('\'"`'.includes(character)) {
      at = endOfString(text, at);
    } else if ('([{'.includes(character)) {
      depth += 1;
    } else if (')]}'.includes(character)) {
      depth -= 1;
    }
    begins = character === ',' || (begins && /\s/.test(character));
  }
  return false;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text[at] === text[start]) {
      return at;
    }
  }
  return text.length;
}
