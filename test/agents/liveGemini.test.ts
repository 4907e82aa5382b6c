import assert from 'node:assert/strict';
import { assert as check, integer, property } from 'fast-check';
import { describe, it } from 'mocha';
import { geminiReader } from '../../src/agents/gemini/reader';
import { LiveTurns } from '../../src/agents/following/liveTurns';
import { GeminiTranscript } from '../fixtures/agents/geminiTranscript';
import { documentPrefixes, linePrefixes, type Line, type Prefix } from '../fixtures/agents/linePrefixes';
import { assertAgrees, assertEnd, type Expected } from '../fixtures/agents/liveAgreement';
import { geminiWorkday } from '../fixtures/agents/geminiFixture';

type Row = readonly [string, (session: GeminiTranscript) => unknown, Expected];

const called = (it: GeminiTranscript, name: string): GeminiTranscript =>
  it.prompt('go').respond(4_000, [{ name, waitMs: 60_000, runMs: 2_000 }]);

const rows: readonly Row[] = [
  ['a prompt', (it) => it.prompt('go'), 300_000],
  ['what the CLI sends on its own', (it) => it.trigger(), 300_000],
  ['an answer', (it) => it.prompt('go').respond(4_000), 'not said'],
  ['a shell’s result', (it) => called(it, 'run_shell_command'), 300_000],
  ['a file’s contents', (it) => called(it, 'read_file'), 300_000],
  ['its user’s answer to a question', (it) => called(it, 'ask_user'), 300_000],
  [
    'two results, of which one was turned down',
    (it) =>
      it
        .prompt('go')
        .respond(4_000, [{ name: 'ls' }, { name: 'write_file', waitMs: 9_000, status: 'cancelled' }]),
    300_000,
  ],
  [
    'all results turned down',
    (it) => it.prompt('go').respond(4_000, [{ name: 'replace', waitMs: 9_000, status: 'cancelled' }]),
    'not said',
  ],
  ['an answer after a result', (it) => called(it, 'ls').respond(3_000), 'not said'],
  ['the next prompt', (it) => called(it, 'ls').respond(3_000).wait(60_000).prompt('on'), 300_000],
  ['an error', (it) => it.prompt('go').wait(3_000).aside('API Error', 'error'), 'not said'],
  ['a turn that was stopped', (it) => it.prompt('go').wait(3_000).aside('Cancelled.', 'info'), 'not said'],
  ['a command of the CLI', (it) => called(it, 'ls').respond(1_000).wait(9_000).aside('/help'), 'not said'],
  ['going back to before a prompt', (it) => called(it, 'ls').wait(1_000).rewind(), 'not said'],
  ['going back and on', (it) => called(it, 'ls').wait(1_000).rewind().wait(1_000).prompt('so'), 300_000],
];

describe('what Gemini CLI does now is what its history will say', () => {
  for (const [form, prefixesOf] of [
    ['lines', lineForm],
    ['a whole file', documentForm],
  ] as const) {
    describe(`in ${form}, at the end of`, () => {
      for (const [name, write, expected] of rows) {
        // A whole file doesn't tell that its user went back: what was said after it isn't there.
        if (form === 'lines' || !name.startsWith('going back')) {
          it(`${name}: ${expected}`, () => {
            const session = new GeminiTranscript();
            write(session);
            assertEnd([...prefixesOf(session)], expected);
          });
        }
      }
    });

    it(`at every prefix of each of these, in ${form}`, () => {
      for (const [name, write] of rows) {
        const session = new GeminiTranscript();
        write(session);
        for (const prefix of prefixesOf(session)) {
          assertAgrees(prefix, ending, `${name}, after ${prefix.lines.length} lines`);
        }
      }
    });
  }

  it('at every prefix of a workday', () => {
    check(
      property(integer({ min: 1, max: 1_000_000 }), (seed) => {
        for (const [name, text] of geminiWorkday(seed).files) {
          const lines = linesOf(text).slice(0, 80);
          for (const prefix of linePrefixes(geminiReader.format(name), name, lines)) {
            assertAgrees(prefix, ending, `seed ${seed}, after ${prefix.lines.length}`);
          }
        }
      }),
      { numRuns: 6 },
    );
  });

  it('of a session that was taken on in another file, by the newer one, also where that one doesn’t say', () => {
    const older = new GeminiTranscript().prompt('go');
    const newer = new GeminiTranscript({ start: older.now }).prompt('go').respond(4_000);
    for (const order of [
      [older, newer],
      [newer, older],
    ]) {
      const turns = new LiveTurns();
      for (const session of order) {
        const part = [...lineForm(session)].at(-1)?.part;
        turns.take('it', session === older ? 'older' : 'newer', part ?? assert.fail());
      }
      assert.equal(turns.of('it'), undefined);
    }
  });

  it('of a subagent as well', () => {
    const agent = new GeminiTranscript({ parent: 'G' }).prompt('do your part');
    assertEnd([...lineForm(agent)], 300_000);
    assertEnd([...lineForm(agent.respond(4_000))], 'not said');
  });
});

function lineForm(session: GeminiTranscript): Generator<Prefix> {
  return linePrefixes(geminiReader.format(session.name), session.name, session.lines);
}

function documentForm(session: GeminiTranscript): Generator<Prefix> {
  const name = session.name.replace(/\.jsonl$/, '.json');
  const [header = {}, ...messages] = session.lines;
  return documentPrefixes(geminiReader.format(name), name, messages, (lines) => {
    const last = new Map(lines.filter(({ id }) => id !== undefined).map((each) => [each['id'], each]));
    return { ...header, messages: [...last.values()] };
  });
}

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));
}

/** The next thing that the model says. */
function ending(_lines: readonly Line[], at: number): Line[] {
  const timestamp = new Date(at).toISOString();
  return [{ id: 'next', timestamp, type: 'gemini', content: 'So.', model: 'm' }];
}
