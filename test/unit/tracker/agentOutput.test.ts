import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { unionMs } from '../../../src/core/days/interval';
import { classify, silentOutput, type AgentOutput } from '../../../src/core/tracker/output/agentOutput';
import { track } from '../../../src/core/tracker/track';
import { untracked, type TrackerState } from '../../../src/core/tracker/trackerState';
import { scriptedAgents, type ScriptedAgent } from './scriptedAgents';
import { defaultRules } from '../../fixtures/trackerRules';

const esc = '\u001b';
const start = Date.UTC(2026, 4, 11, 9);

interface Chunk {
  readonly at: number;
  readonly text: string;
}

type Phase =
  | { readonly kind: 'busy'; readonly ms: number }
  | { readonly kind: 'wait'; readonly ms: number; readonly keys: readonly Key[] };
interface Key {
  readonly afterMs: number;
  readonly typed: string;
}

interface Script {
  readonly chunks: readonly Chunk[];
  readonly busy: readonly { readonly start: number; readonly end: number }[];
  readonly end: number;
}

function scripted(agent: ScriptedAgent, phases: readonly Phase[]): Script {
  let now = start;
  const chunks: Chunk[] = [{ at: now, text: agent.banner }];
  const busy: { start: number; end: number }[] = [];
  for (const phase of phases) {
    const until = now + phase.ms;
    if (phase.kind === 'busy') {
      busy.push({ start: now, end: until });
      for (let ms = 0; ms < phase.ms; ms += agent.frameMs) {
        chunks.push({ at: now + ms, text: agent.working(ms) });
      }
      chunks.push({ at: until, text: agent.finished(phase.ms) });
    } else {
      let text = '';
      let at = now + 4000;
      for (const { afterMs, typed } of phase.keys) {
        at += afterMs;
        if (at >= until - 4000) {
          break;
        }
        text = typed === 'backspace' ? text.slice(0, -1) : text + typed;
        chunks.push({ at, text: agent.echo(text) });
        chunks.push({ at: at + 3, text: `${esc}[?25l${esc}[?25h${esc}]0;project\u0007` });
      }
    }
    now = until;
  }
  return { chunks, busy, end: now };
}

/** The tracker's measurement of the chunks, each of them cut by `cuts`. */
function measured({ chunks, end }: Script, cut: (text: string) => readonly string[]) {
  let output: AgentOutput = silentOutput;
  let ids = 0;
  const context = { rules: defaultRules, newId: () => `span${ids++}` };
  let state: TrackerState = untracked;
  const spans: { start: number; end: number }[] = [];
  const observe = (observation: Parameters<typeof track>[1], now: number) => {
    const tracked = track(state, observation, now, context);
    state = tracked.state;
    for (const change of tracked.changes) {
      if (change.entity === 'span' && change.kind === 'set') {
        spans.push({ start: change.fields.start ?? Number.NaN, end: change.fields.end ?? Number.NaN });
      }
    }
  };
  observe(
    {
      kind: 'session-started',
      sessionId: 'S',
      mode: 'interactive',
      agent: 'x',
      folder: null,
      taskId: null,
      terminal: 't',
    },
    start,
  );
  let tick = start + 1000;
  for (const { at, text } of chunks) {
    for (; tick < at; tick += 1000) {
      observe({ kind: 'tick' }, tick);
    }
    for (const part of cut(text)) {
      const classified = classify(output, part);
      output = classified.output;
      if (classified.working) {
        observe({ kind: 'working', terminal: 't' }, at);
      }
    }
  }
  observe({ kind: 'session-ended', terminal: 't', exitCode: 0 }, end + 10_000);
  return spans;
}

const total = (spans: readonly { start: number; end: number }[]) => unionMs(spans);

function overlap(
  spans: readonly { readonly start: number; readonly end: number }[],
  from: number,
  to: number,
): number {
  return unionMs(spans.map((span) => ({ start: Math.max(span.start, from), end: Math.min(span.end, to) })));
}

const uncut = (text: string) => [text];

function keysOf(text: string, afterMs = 150): readonly Key[] {
  return Array.from(text, (typed) => ({ afterMs, typed }));
}

const prose = 'please look at src/core/track.ts - it is 12 lines * 3 and (esc to interrupt) > 5? ';
const longWait: Phase = {
  kind: 'wait',
  ms: 40 * 60_000,
  keys: [
    ...keysOf('/config'),
    ...Array.from({ length: 7 }, () => ({ afterMs: 200, typed: 'backspace' })),
    ...keysOf(prose.repeat(4)),
    { afterMs: 60_000, typed: 'a pasted line of text that is rather long, much longer than keys' },
    ...keysOf('1234567890 '.repeat(8), 90),
    ...keysOf(prose.repeat(60), 300),
  ],
};

describe('The output of an interactive agent', () => {
  for (const make of scriptedAgents) {
    const { name } = make();

    it(`${name}: busy 10 s, 40 minutes of waiting with typing, busy 5 s`, () => {
      const script = scripted(make(), [
        { kind: 'busy', ms: 10_000 },
        longWait,
        { kind: 'busy', ms: 5000 },
        { kind: 'wait', ms: 60_000, keys: [] },
      ]);
      const spans = measured(script, uncut);
      const [first, second] = script.busy;
      assert.ok(first && second);
      assert.ok(Math.abs(total(spans) - 15_000) <= 1500, `${total(spans)} ms`);
      assert.equal(overlap(spans, first.end + 1, second.start - 1), 0);
    });

    it(`${name}: any script, cut into any chunks, is within 10 %`, () => {
      const key = fc.record({
        afterMs: fc.integer({ min: 60, max: 4000 }),
        typed: fc.oneof(
          { weight: 12, arbitrary: fc.constantFrom(...'abcdefgh ijkl123*-/.,>'.split('')) },
          { weight: 2, arbitrary: fc.constant('backspace') },
          { weight: 1, arbitrary: fc.constantFrom('/', '@src', '𝒳', 'a paste of several words at once') },
        ),
      });
      const busy = fc.record({
        kind: fc.constant('busy' as const),
        ms: fc.integer({ min: 5000, max: 60_000 }),
      });
      const wait = fc.record({
        kind: fc.constant('wait' as const),
        ms: fc.integer({ min: 20_000, max: 600_000 }),
        keys: fc.array(key, { maxLength: 120 }),
      });
      const phases = fc
        .array(fc.tuple(busy, wait), { minLength: 1, maxLength: 4 })
        .map((pairs): readonly Phase[] => pairs.flat());
      const cuts = fc.infiniteStream(fc.integer({ min: 1, max: 400 }));
      fc.assert(
        fc.property(phases, cuts, (each, sizes) => {
          const script = scripted(make(), each);
          const spans = measured(script, (text) => {
            const parts = [];
            for (let at = 0; at < text.length;) {
              const size: number = sizes.next().value ?? 1;
              parts.push(text.slice(at, at + size));
              at += size;
            }
            return parts;
          });
          const truth = total(script.busy);
          assert.ok(Math.abs(total(spans) - truth) <= truth / 10, `${total(spans)} of ${truth} ms`);
        }),
        { numRuns: 25 },
      );
    });
  }

  const rows: readonly (readonly [name: string, chunks: readonly string[], working: boolean])[] = [
    ['nothing', ['', ''], false],
    ['a blinking cursor', [`${esc}[?25l`, `${esc}[?25h`, `${esc}[?12l${esc}[?25h`], false],
    ['titles', [`${esc}]0;⠂ Claude\u0007`, `${esc}]0;⠐ Claude\u0007`, `${esc}]2;x${esc}\\`], false],
    ['a title cut in two', [`${esc}]0;a long title that is no`, `t text at all\u0007`], false],
    ['keys', ['h', 'e', 'l', 'l', 'o'], false],
    ['a key outside the basic plane, cut in two', ['\ud835', '\udcb3'], false],
    ['digits typed', [`${esc}[5;7H1`, `${esc}[5;8H2`, `${esc}[5;9H3`, `${esc}[5;10H `], false],
    [
      'the same status again',
      ['✻ Thinking… (1s)\r\n', '✻ Thinking… (1s)\r\n', '✻ Thinking… (1s)\r\n'],
      false,
    ],
    ['a spinner’s next glyph', ['✻ Thinking…\r\n', '✽ Thinking…\r\n'], true],
    [
      'a spinner’s next second',
      ['✻ Thinking… (1s · esc to interrupt)\r\n', '✻ Thinking… (2s · esc to interrupt)\r\n'],
      true,
    ],
    ['braille', ['\r⠋ Thinking...', '\r⠙ Thinking...', '\r⠹ Thinking...'], true],
    ['a lone glyph', [`${esc}[3A\r✻${esc}[3B`, `${esc}[3A\r✽${esc}[3B`], true],
    ['a clock at its place', [`${esc}[20;12H4`, `${esc}[20;12H5`, `${esc}[1;1H`], true],
    ['streamed text', ['The answer to ', 'your question'], true],
    ['a streamed line', ['The ', 'ans', 'wer', '\r\n'], true],
    ['codex', ['• Working (3s • esc to interrupt)\r\n', '• Working (4s • esc to interrupt)\r\n'], true],
    [
      'typing the words of a status',
      ['> ✻ Thinking… (1s\r', '> ✻ Thinking… (2s\r', '> ✻ Thinking… (3s\r'],
      false,
    ],
    ['a flood', ['x\r\n'.repeat(10), 'some line 1\r\n'.repeat(500_000)], true],
  ];
  for (const [name, chunks, working] of rows) {
    it(`${name} ${working ? 'shows work' : 'shows no work'}`, () => {
      let output = silentOutput;
      let shown = false;
      for (const [index, chunk] of chunks.entries()) {
        const classified = classify(output, chunk);
        output = classified.output;
        shown ||= classified.working && (index > 0 || chunks.length === 1);
      }
      assert.equal(shown, working);
    });
  }

  it('uses little memory and time, however much is printed', () => {
    const chunk = `${'a line of a huge file that is printed 0123456789 '.repeat(1500)}\r\n`;
    let output = silentOutput;
    const began = process.cpuUsage();
    const chunks = 2000;
    for (let index = 0; index < chunks; index++) {
      output = classify(output, `${index}${chunk}`).output;
    }
    const seconds = process.cpuUsage(began).user / 1e6;
    const megabytes = (chunks * chunk.length) / 1e6;
    assert.ok(megabytes / seconds > 50, `${(megabytes / seconds).toFixed(0)} MB/s`);
    assert.ok(JSON.stringify({ ...output, lines: [...output.lines] }).length < 100_000);
  });

  it('accepts any bytes', () => {
    const part = fc.constantFrom(
      esc,
      '[',
      ']',
      '?',
      '1',
      ';',
      'm',
      'H',
      'A',
      'K',
      '\r',
      '\n',
      '\b',
      '\u0007',
      'x',
      '✻',
      '\ud800',
      '> ',
      '\u009b',
    );
    fc.assert(
      fc.property(fc.array(fc.array(part).map((parts) => parts.join(''))), (chunks) => {
        let output = silentOutput;
        for (const chunk of chunks) {
          output = classify(output, chunk).output;
        }
        assert.ok(output.lines.size <= 80 && output.statuses.size <= 8);
      }),
    );
  });

  it('does not change its input', () => {
    const before = JSON.stringify(silentOutput);
    classify(silentOutput, '✻ Thinking… (1s)\r\nsome text\r\n');
    assert.equal(JSON.stringify(silentOutput), before);
    assert.equal(silentOutput.lines.size, 0);
  });
});
