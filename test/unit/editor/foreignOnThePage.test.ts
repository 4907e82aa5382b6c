import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { proposeClosing } from '../../../src/core/task/closing';
import { fittingState } from '../../../src/core/page/fittingState';
import { parseHostMessage, type RecordState } from '../../../src/core/page/protocol';
import { noProposals } from '../../../src/core/page/proposalsView';
import { buildRecordState } from '../../../src/core/page/recordState';
import { dayBounds } from '../../../src/core/days/day';
import { dayTimeline } from '../../../src/core/timeline/dayTimeline';
import { TimesOfTasks } from '../../../src/core/timeline/taskTimes';
import { coveredTranscript } from '../../../src/core/transcript/inbox/coveredTranscript';
import type { InboxItem } from '../../../src/core/transcript/inbox/inbox';
import {
  endForClosed,
  lastEnd,
  makeOpenTask,
  makePastRecord,
  measurementOfParts,
  type FetchedPart,
} from '../../../src/core/transcript/inbox/inboxActions';
import { proposedTitle } from '../../../src/core/transcript/inbox/inboxText';
import { transcriptSummary } from '../../../src/core/transcript/source/transcriptSummary';
import type { AgentTranscript } from '../../../src/core/transcript/sessions/agentTranscript';
import { ClockLabels, DayLabels } from '../../../src/editor/inbox/timeLabels';
import { AgentHome } from '../../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../../fixtures/agents/claudeTranscript';
import { inInboxWorld, type InboxWorld } from './inboxWorld';

const day = '2026-06-01';
const labels = { days: new DayLabels('en'), clock: new ClockLabels('UTC') };
const at = (second: number): string => new Date(Date.UTC(2026, 5, 1, 10, 0, second)).toISOString();
const lines = (...all: readonly object[]): string => all.map((each) => `${JSON.stringify(each)}\n`).join('');
const long = (length: number): string => 'w'.repeat(length);

/** A prompt and its answer, all of whose records have these fields. */
function claude(fields: object, prompt = 'go'): readonly [string, string] {
  const record = (type: string, second: number, message: object): object => ({
    type,
    uuid: `${type}${second}`,
    timestamp: at(second),
    sessionId: 'strange',
    cwd: '/w/app',
    version: '2.1.178',
    message,
    ...fields,
  });
  return [
    '.claude/projects/-w-app/strange.jsonl',
    lines(
      record('user', 0, { role: 'user', content: prompt }),
      record('assistant', 9, {
        id: 'msg_1',
        model: 'm',
        role: 'assistant',
        content: [{ type: 'text', text: 'So.' }],
        stop_reason: 'end_turn',
        usage: { input_tokens: 3, output_tokens: 4 },
      }),
    ),
  ];
}

function chat(name: string, ...entries: readonly object[]): readonly [string, string] {
  return [`.config/Code/User/globalStorage/emptyWindowChatSessions/${name}`, lines(...entries)];
}

const request = (more: object): object => ({
  requestId: 'r',
  timestamp: Date.parse(at(0)),
  message: { text: 'hi' },
  elapsedMs: 5_000,
  ...more,
});
const gemini = (doneAt: string): string =>
  JSON.stringify({
    sessionId: 'strange',
    startTime: at(0),
    messages: [
      { id: '1', timestamp: at(0), type: 'user', content: 'go' },
      {
        id: '2',
        timestamp: at(9),
        type: 'gemini',
        content: 'So.',
        toolCalls: [{ id: 'k', name: 'run_shell_command', timestamp: doneAt }],
      },
    ],
  });

/** Transcripts of each agent, each with something that no page could take as it is. */
const inputs: readonly (readonly [string, readonly [path: string, content: string]])[] = [
  ['an id of a thousand characters', claude({ sessionId: long(1_000) })],
  ['an id of many thousands', claude({ sessionId: long(90_000) })],
  ['an empty id', claude({ sessionId: '' })],
  ['an id of control characters', claude({ sessionId: '\u001b[2J\n' })],
  ['an id with a zero', claude({ sessionId: 'a\u0000b' })],
  ['an id with half a character', claude({ sessionId: 'a\ud800b' })],
  ['a folder with a zero and half a character', claude({ cwd: '/w/\u0000\ud800' })],
  ['a branch with a zero and half a character', claude({ gitBranch: '\u0000\ud800' })],
  ['a folder of six thousand characters', claude({ cwd: `/${long(6_000)}` })],
  ['a folder with markup', claude({ cwd: '/w/<img src=x onerror=alert(1)>' })],
  ['a branch of many thousands of characters', claude({ gitBranch: long(90_000) })],
  ['a version of many thousands of characters', claude({ version: long(90_000) })],
  ['a first line of many thousands of characters', claude({}, long(90_000))],
  [
    'a chat whose request took longer than time goes',
    chat('c.json', { version: 3, sessionId: 'strange', requests: [request({ elapsedMs: 1e16 })] }),
  ],
  [
    'a chat with a request beyond the end of its list',
    chat(
      'c.jsonl',
      { kind: 0, v: { sessionId: 'strange', requests: [request({})] } },
      { kind: 1, k: ['requests', 4_294_967_294], v: request({}) },
      { kind: 2, k: ['requests'], v: [request({ requestId: long(9_000) })] },
    ),
  ],
  [
    'a chat with an id of many thousands',
    chat('c.json', { sessionId: long(9_000), requests: [request({})] }),
  ],
  [
    'a call that is done at the end of the century',
    ['.gemini/tmp/app/chats/session-1.json', gemini('2099-12-31T23:59:59.999Z')],
  ],
  [
    'a call that is done in no year',
    ['.gemini/tmp/app/chats/session-1.json', gemini('+275760-09-13T00:00:00.000Z')],
  ],
];

describe('What agents left that no page could take as it is', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
    home.claude(
      '-w-app/good.jsonl',
      new ClaudeTranscript({ sessionId: 'good', cwd: '/w/app' }).prompt('go').respond(60_000).text(),
    );
  });
  afterEach(() => home.remove());

  for (const [what, [path, content]] of inputs) {
    it(`${what}: both pages show it and all else, in the inbox, in an open task and in the record`, async () => {
      const { transcripts } = await home.write(path, content).scan({ keepText: true });
      assert.equal(transcripts.length, 2);
      const summaries = transcripts.map((each) => transcriptSummary(each, null));
      await inInboxWorld(summaries, async (world) => {
        const { inbox, store } = world;
        const before = pageOf(world);
        assert.deepEqual([before.inbox.sessions.length, before.inbox.count], [2, 2]);
        const items = inbox.items;
        const title = proposedTitle(items);
        await store.append(makeOpenTask('open', taskOf(items, title), fetch(items, transcripts)));
        const open = pageOf(world);
        assert.equal(open.openTasks.length, 3);
        assert.equal(open.inbox.count, 0);
        const closing = fetch(items, transcripts);
        const draft = proposeClosing(measurementOfParts(closing), lastEnd(items), 'UTC', '00:00');
        await store.append(makePastRecord('closed', taskOf(items, title), draft, closing));
        const recorded = pageOf(world);
        assert.deepEqual(
          recorded.rows.map(({ title: shown }) => shown),
          [title],
        );
        assert.deepEqual([before.leftOut, open.leftOut, recorded.leftOut], [[], [], []]);
      });
    });
  }
});

function taskOf(items: readonly InboxItem[], title: string) {
  const [first] = items;
  return { title, folder: first?.session.folder ?? null, branch: first?.session.branch ?? null };
}

function fetch(items: readonly InboxItem[], transcripts: readonly AgentTranscript[]): FetchedPart[] {
  return items.map((part) => {
    const until = endForClosed(part);
    const transcript = transcripts.find(({ externalId }) => externalId === part.session.externalId);
    const covered = coveredTranscript(transcript ?? assert.fail(), part.from, until, null);
    return { part, until, covered, storedSpans: [], supervised: [] };
  });
}

/** The state as it is after the way to the page. */
function pageOf({ store, recorder, inbox, clock }: InboxWorld): RecordState {
  const now = clock();
  const state = buildRecordState({
    store,
    currentTaskId: recorder.currentTask.id,
    running: recorder.sessions.running(now),
    measurement: (taskId) => recorder.measurement.ofTask(taskId, now),
    times: new TimesOfTasks(store),
    timeline: (shown) =>
      dayTimeline({
        day: dayBounds(shown, 'UTC', '00:00'),
        zone: 'UTC',
        now,
        spansBetween: (from, to) => recorder.measurement.spansBetween(from, to, now),
        running: recorder.sessions.running(now),
        session: (id) => store.session(id),
        task: (id) => store.task(id),
      }),
    day,
    now,
    zone: 'UTC',
    dayStart: '00:00',
    rowDecimals: 1,
    example: true,
    digest: null,
    dayLabel: (each) => labels.days.of(each),
    proposals: noProposals,
    inbox: (shown) => inbox.view(shown, labels),
    undoLabel: null,
  });
  const message = parseHostMessage(structuredClone({ type: 'state', state: fittingState(state) }));
  assert.ok(message?.type === 'state');
  return message.state;
}
