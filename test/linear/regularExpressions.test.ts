import assert from 'node:assert/strict';
import { checkSync } from 'recheck';
import { filesUnder } from '../architecture/projectFiles';
import { syntaxNodes } from '../architecture/syntaxNodes';

/**
 * Those that take longer than linear on strings that can't come: what they meet is short, and this says why. A regular
 * expression with its file, since the same one elsewhere may meet anything.
 */
const boundedElsewhere: ReadonlyMap<string, string> = new Map([
  ...[
    'src/agents/claude/session.ts /([^/]+)\\.jsonl$/',
    'src/agents/claude/session.ts /([^/]+)\\/subagents\\//',
  ].map(aPath),
  ...['src/agents/gemini/reader.ts /(^|\\/)chats\\/(.*\\/)?[^/]+\\.jsonl?$/'].map(aPath),
  ...['src/agents/launcher/launcherPaths.ts /-\\d+\\.\\d+\\.\\d+[^/\\\\]*$/'].map(aPath),
  ...[
    'src/cli/zone/zoneFile.ts /(?:^|[\\\\/])zoneinfo[^\\\\/]*[\\\\/](?:(?:posix|right)[\\\\/])?(.+)$/u',
  ].map(aPath),
  [
    'src/agents/codex/turns.ts /duration_seconds\\\\?":\\s?([\\d.]{1,20})[^{}]{0,100}\\}\\s?\\}"?$/',
    'meets the last 300 characters of an output',
  ],
  [
    'src/agents/copilot/prompt.ts /\\[(?:Paste|Pasted text) #\\d{1,6}[^\\]\\n]{0,60}\\]/g',
    'looks 80 characters ahead at most, from each bracket',
  ],
  ['src/core/typed/durationText.ts /\\d\\s*e\\s*[+-]?\\s*\\d/', 'meets 100 characters at most'],
  [
    'src/core/exchange/table/commaMeaning.ts /\\d{1,3}(?:\\.\\d{3})+(?![\\d.])/gu',
    'meets 200 characters at most',
  ],
  [
    'src/core/exchange/table/readCells.ts /\\d\\s*[a-z]{0,7}\\s*(?:[-–—−]|to)\\s*\\d/iu',
    'meets 200 characters at most',
  ],
  [
    'src/core/typed/parseEstimate.ts /^([^\\s\\-–—−].*?) ?(?:[-–—−]|\\bto\\b) ?(.+)$/u',
    'meets 200 characters at most',
  ],
  ['src/core/figures/format.ts /\\B(?=(\\d{3})+$)/g', 'meets the digits of a number that was computed'],
]);

/** The system makes no path longer than some thousand characters, and a listing finds no other. */
function aPath(place: string): readonly [string, string] {
  return [place, 'meets the path of a file that is there'];
}

/** Long enough to find what isn't linear; a proof that takes longer counts as none. */
const patienceMs = 100_000;

// Repetitions up to a bound count as linear for an automaton, however many ways there are to share a text among them, so
// the fuzzer, which takes seconds for each, keeps those that repeat most.

/** The characters read decide, as they do in every run: on a busy machine, the clock made a safe expression look slow. */
const byCharactersRead = { timeout: patienceMs, attackTimeout: patienceMs, incubationTimeout: patienceMs };

interface Expression {
  readonly place: string;
  readonly pattern: string;
  readonly flags: string;
}

describe('regular expressions', () => {
  const expressions = ['src', 'webview']
    .flatMap((folder) => filesUnder(folder, '.ts'))
    .flatMap((path) => expressionsIn(path));

  it('are found in the sources', () => {
    assert.ok(expressions.length > 100, `${expressions.length}`);
    assert.ok(expressions.some(({ place }) => place.startsWith('src/agents/')));
  });

  it('take time in proportion to what they meet, however hostile it is', () => {
    const known = new Map<string, boolean>();
    const isSafe = ({ pattern, flags }: Expression): boolean => {
      const expression = `/${pattern}/${flags}`;
      const found =
        known.get(expression) ??
        checkSync(pattern, flags.replace('v', 'u'), byCharactersRead).status === 'safe';
      known.set(expression, found);
      return found;
    };
    const slow = expressions
      .filter(({ place }) => !boundedElsewhere.has(place))
      .filter((each) => !isSafe(each));
    assert.deepEqual(
      slow.map(({ place }) => place),
      [],
    );
  });

  it('that are excused are there, and would not pass', () => {
    for (const [excused, reason] of boundedElsewhere) {
      const found = expressions.find(({ place }) => place === excused);
      assert.ok(found, `${excused} is gone: take it off the list`);
      assert.notEqual(checkSync(found.pattern, found.flags, { timeout: patienceMs }).status, 'safe', excused);
      assert.ok(reason.length > 10);
    }
  });
});

function expressionsIn(path: string): readonly Expression[] {
  return syntaxNodes(path).flatMap((node) => {
    if (!('regex' in node) || !isRegex(node.regex)) {
      return [];
    }
    const { pattern, flags } = node.regex;
    return [{ place: `${path} /${pattern}/${flags}`, pattern, flags }];
  });
}

function isRegex(value: unknown): value is { readonly pattern: string; readonly flags: string } {
  return typeof value === 'object' && value !== null && 'pattern' in value && 'flags' in value;
}
