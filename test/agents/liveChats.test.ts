import { assert as check, integer, property } from 'fast-check';
import { describe, it } from 'mocha';
import { copilotChatReader } from '../../src/agents/copilot/chat/reader';
import { isRecord, records } from '../../src/agents/json/jsonValues';
import { believedSilenceMs } from '../../src/core/transcript/parts/liveTurn';
import { documentPrefixes, linePrefixes, type Line, type Prefix } from '../fixtures/agents/linePrefixes';
import { assertAgrees, assertEnd, type Expected } from '../fixtures/agents/liveAgreement';
import { chatWorkday } from '../fixtures/agents/copilotChatFixture';

type Row = readonly [string, readonly Line[], Expected];

const begun = Date.UTC(2026, 5, 1, 8);
const format = copilotChatReader.format('V1.jsonl');

const opened: Line = { kind: 0, v: { sessionId: 'V1', creationDate: begun, requests: [] } };
const asked = (state: object | null, at = begun + 1_000): Line => ({
  kind: 2,
  k: ['requests'],
  v: [
    {
      requestId: `r${at}`,
      timestamp: at,
      message: { text: 'go' },
      // By mistake: a moment, not how long.
      timeSpentWaiting: at,
      ...(state ? { modelState: state } : {}),
    },
  ],
});
const becomes = (value: number, more: object = {}): Line => ({
  kind: 1,
  k: ['requests', 0, 'modelState'],
  v: { value, ...more },
});
const tookMs = (totalElapsed: number): Line => ({
  kind: 1,
  k: ['requests', 0, 'result'],
  v: { timings: { totalElapsed } },
});
const answered = [
  opened,
  asked({ value: 0 }),
  becomes(1, { completedAt: begun + 9_000 }),
  tookMs(8_000),
] as const;

const log: readonly Row[] = [
  ['a chat that was opened', [opened], 'not said'],
  ['a request whose answer hasn’t begun', [opened, asked(null)], 'not said'],
  ['a request', [opened, asked({ value: 0 })], believedSilenceMs],
  ['a request that needs its user', [opened, asked({ value: 0 }), becomes(4)], 'waiting'],
  ['a request that was confirmed', [opened, asked({ value: 4 }), becomes(0)], believedSilenceMs],
  ['an answer', answered, 'idle'],
  [
    'an answer whose length isn’t written yet',
    [opened, asked({ value: 0 }), becomes(1, { completedAt: begun + 9_000 })],
    'idle',
  ],
  ['a failure', [opened, asked({ value: 0 }), becomes(3), tookMs(8_000)], 'idle'],
  ['a request that was stopped', [opened, asked({ value: 0 }), becomes(2), tookMs(8_000)], 'idle'],
  [
    'a request that was closed when its window was opened again',
    [opened, asked({ value: 0 }), becomes(2, { completedAt: begun + 900_000 })],
    'not said',
  ],
  ['the next request', [...answered, asked({ value: 0 }, begun + 60_000)], believedSilenceMs],
  ['a state of tomorrow', [opened, asked({ value: 'running' })], 'not said'],
];

/** The versions of a whole file: each has its one request as it then was. */
const whole: readonly Row[] = [
  [
    'a request, which it calls cancelled',
    [{ modelState: { value: 2, completedAt: begun + 5_000 } }],
    'not said',
  ],
  ['a request of older versions', [{ isCanceled: false }], 'not said'],
  ['an answer', [{ modelState: { value: 1 }, result: { timings: { totalElapsed: 8_000 } } }], 'idle'],
  ['a request that it tells as pending', [{ modelState: { value: 0 } }], believedSilenceMs],
  ['a request that it tells to need its user', [{ modelState: { value: 4 } }], 'waiting'],
];

let events = 0;
const event = (type: string, seconds: number, data: object = {}): Line => {
  events += 1;
  return { type, data, id: `e${events}`, timestamp: new Date(begun + seconds * 1_000).toISOString() };
};
const start = event('session.start', 0, { sessionId: 'V1', version: 1 });
const prompt = event('user.message', 1, { content: 'go', attachments: [] });
const round = (turnId = '0'): Line => event('assistant.turn_start', 1, { turnId });
const says = (seconds: number, ...tools: readonly string[]): Line =>
  event('assistant.message', seconds, {
    content: 'So.',
    toolRequests: tools.map((name) => ({ toolCallId: `${name}__vscode-1`, name, arguments: '{}' })),
  });
const runs = (seconds: number, toolName: string): Line =>
  event('tool.execution_start', seconds, { toolCallId: toolName, toolName, arguments: {} });
const ran = (seconds: number, toolName: string): Line =>
  event('tool.execution_complete', seconds, { toolCallId: toolName, success: true });
const calling = (...tools: readonly string[]): readonly Line[] => [start, prompt, round(), says(3, ...tools)];

const transcript: readonly Row[] = [
  ['a session that was opened', [start], 'not said'],
  ['a prompt', [start, prompt], 300_000],
  ['the beginning of a round', [start, prompt, round()], 300_000],
  ['an answer', calling(), 'idle'],
  ['the end of a round without calls', [...calling(), event('assistant.turn_end', 3)], 'idle'],
  ['a command', calling('run_in_terminal'), 15_000],
  ['a command that was allowed', [...calling('run_in_terminal'), runs(9, 'run_in_terminal')], 15_000],
  ['an edit', calling('replace_string_in_file'), 1_000],
  ['a search', calling('semantic_search'), 20_000],
  ['an agent', calling('runSubagent'), 180_000],
  ['a question', calling('vscode_askQuestions'), 'waiting'],
  ['a question that is shown', [...calling('askQuestions'), runs(4, 'askQuestions')], 'waiting'],
  ['a confirmation beside a command', calling('run_in_terminal', 'vscode_get_confirmation'), 'waiting'],
  ['a plan to look at', calling('vscode_reviewPlan'), 'waiting'],
  ['a result', [...calling('read_file'), runs(4, 'read_file'), ran(5, 'read_file')], 300_000],
  [
    'the end of a round with calls',
    [...calling('read_file'), ran(5, 'read_file'), event('assistant.turn_end', 5)],
    300_000,
  ],
  ['a round of an older chat', [start, prompt, round('0.0')], 'not said'],
  [
    'an older chat',
    [start, prompt, round('0.0'), says(1, 'run_in_terminal'), event('assistant.turn_end', 1)],
    'not said',
  ],
];

describe('what a chat of VS Code does now is what its history will say', () => {
  for (const [form, rows, prefixesOf, ending] of [
    ['a log of mutations', log, lineForm, logEnding],
    ['a whole file', whole, wholeForm, wholeEnding],
    ['events', transcript, lineForm, eventsEnding],
  ] as const) {
    describe(`in ${form}, at the end of`, () => {
      for (const [name, lines, expected] of rows) {
        it(`${name}: ${expected}`, () => assertEnd([...prefixesOf(lines)], expected));
      }
    });

    it(`at every prefix of each of these, in ${form}`, () => {
      for (const [name, lines] of rows) {
        for (const prefix of prefixesOf(lines)) {
          assertAgrees(prefix, ending, `${name}, after ${prefix.lines.length} lines`);
        }
      }
    });
  }

  it('at every prefix of a workday', () => {
    check(
      property(integer({ min: 1, max: 1_000_000 }), (seed) => {
        for (const text of chatWorkday(seed, false).files.values()) {
          for (const prefix of lineForm(linesOf(text).slice(0, 80))) {
            assertAgrees(prefix, logEnding, `seed ${seed}, after ${prefix.lines.length}`);
          }
        }
      }),
      { numRuns: 6 },
    );
  });
});

function lineForm(lines: readonly Line[]): Generator<Prefix> {
  return linePrefixes(format, 'V1.jsonl', lines);
}

function wholeForm(versions: readonly Line[]): Generator<Prefix> {
  const request = { requestId: 'r', timestamp: begun + 1_000, message: { text: 'go' } };
  return documentPrefixes(copilotChatReader.format('V1.json'), 'V1.json', versions, (lines) => ({
    sessionId: 'V1',
    creationDate: begun,
    requests: [{ ...request, ...lines.at(-1) }],
  }));
}

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));
}

/** The last request is complete. Where it needed its user, that was all of its time. */
function logEnding(lines: readonly Line[], at: number): Line[] {
  const requests = lines.flatMap(({ kind, k, v }) =>
    kind === 2 && Array.isArray(k) && k.length === 1
      ? records(v)
      : kind === 0 && isRecord(v)
        ? records(v['requests'])
        : [],
  );
  const last = requests.length - 1;
  const since = Number(requests.at(-1)?.['timestamp']);
  const told = lines.findLast(({ k }) => Array.isArray(k) && k[1] === last && k[2] === 'modelState');
  const state = told?.['v'] ?? requests.at(-1)?.['modelState'];
  const needsUser = isRecord(state) && state['value'] === 4;
  const set = (name: string, v: unknown): Line => ({ kind: 1, k: ['requests', last, name], v });
  return [
    set('modelState', { value: 1, completedAt: at }),
    set('result', { timings: { totalElapsed: at - since } }),
    set('timeSpentWaiting', needsUser ? at - since : 0),
  ];
}

function wholeEnding(versions: readonly Line[], at: number): Line[] {
  const elapsedMs = at - begun - 1_000;
  const state = versions.at(-1)?.['modelState'];
  const timeSpentWaiting = isRecord(state) && state['value'] === 4 ? elapsedMs : 0;
  return [{ modelState: { value: 1, completedAt: at }, elapsedMs, timeSpentWaiting }];
}

/** The results of all that was called, and the next thing that the model says. */
function eventsEnding(lines: readonly Line[], at: number): Line[] {
  const seconds = (at - begun) / 1_000;
  const called = lines.flatMap(({ type, data }) =>
    isRecord(data)
      ? type === 'tool.execution_start'
        ? [data['toolCallId']]
        : records(data['toolRequests']).map(({ toolCallId }) => toolCallId)
      : [],
  );
  const results = called.map((toolCallId) => event('tool.execution_complete', seconds, { toolCallId }));
  return [...results, says(seconds)];
}
