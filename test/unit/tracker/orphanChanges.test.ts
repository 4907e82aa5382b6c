import assert from 'node:assert/strict';
import type { AgentSession, TranscriptFacts } from '../../../src/core/task/agentSession';
import type { RunningWork } from '../../../src/core/tracker/windowRegistry';
import type { Span } from '../../../src/core/task/span';
import { noTokens } from '../../../src/core/task/tokens';
import { orphanChanges } from '../../../src/core/tracker/orphanChanges';

const second = 1000;
const start = Date.UTC(2026, 4, 11, 9);
const busy = start + 10 * second;
const beat = start + 60 * second;

function storedSession(change: Partial<AgentSession> = {}): AgentSession {
  return {
    id: 'S',
    taskId: 'T',
    agent: 'claude',
    mode: 'interactive',
    folder: null,
    startedAt: start,
    endedAt: null,
    ending: null,
    exitCode: null,
    transcript: null,
    ignored: false,
    ...change,
  };
}

function storedSpan(kind: Span['kind'], from: number): Span {
  return { id: 'old', taskId: 'T', sessionId: 'S', kind, start: from, end: from + 1, evidence: 'estimated' };
}

interface Left {
  readonly session?: AgentSession | undefined;
  readonly spans?: readonly Span[];
  readonly busySince?: number | null;
  readonly typing?: RunningWork['typing'];
  readonly livingOn?: ReadonlyMap<string, string | undefined>;
}

function finished({ typing = null, livingOn = new Map(), ...left }: Left) {
  const { session, spans = [], busySince = busy } = { session: storedSession(), ...left };
  const work: RunningWork = { sessions: [{ sessionId: 'S', taskId: 'T', busySince }], typing };
  const stored = { session: () => session, spansOfSession: () => spans };
  return orphanChanges({ writer: 'gone', lastBeatAt: beat, work }, stored, livingOn, () => 'new');
}

const recovered = (id: string) => ({
  entity: 'span',
  id,
  kind: 'set',
  fields: { taskId: 'T', sessionId: 'S', kind: 'agent', start: busy, end: beat, evidence: 'recovered' },
});
const ended = (endedAt: number, more = {}) => ({
  entity: 'session',
  id: 'S',
  kind: 'set',
  fields: { endedAt, ending: 'recovered', exitCode: null, ...more },
});
const facts: TranscriptFacts = {
  externalId: 'x',
  branch: null,
  version: null,
  models: [],
  turns: 1,
  prompts: 1,
  tokens: noTokens,
  from: start,
  to: null,
};

describe('The work of a window that is gone', () => {
  for (const [name, left, changes] of [
    ['counts up to its last heartbeat', {}, [recovered('new'), ended(beat)]],
    ['that was waiting counts nothing more', { busySince: null }, [ended(beat)]],
    ['that had only just begun counts nothing', { busySince: beat }, [ended(beat)]],
    ['that was stored before counts once', { spans: [storedSpan('agent', busy)] }, [ended(beat)]],
    [
      'counts in addition to its earlier turns and to supervision',
      { spans: [storedSpan('agent', start), storedSpan('supervision', busy)] },
      [recovered('new'), ended(beat)],
    ],
    [
      'that a program may still be doing continues in its own span, and is not ended',
      { livingOn: new Map([['S', 'open']]) },
      [recovered('open')],
    ],
    [
      'of a program that lives on without a span has one of its own',
      { livingOn: new Map([['S', undefined]]) },
      [recovered('new')],
    ],
    ['of a session that is not stored counts too', { session: undefined }, [recovered('new')]],
    [
      'of a session whose end was seen leaves that end',
      { session: storedSession({ endedAt: busy, ending: 'exited' }) },
      [recovered('new')],
    ],
    [
      'of a session that was given up too early moves its end',
      { session: storedSession({ endedAt: busy, ending: 'recovered' }) },
      [recovered('new'), ended(beat)],
    ],
    [
      'of a session that was given up while it waited leaves that end',
      { session: storedSession({ endedAt: busy, ending: 'recovered' }), busySince: null },
      [],
    ],
    [
      'of a session that was given up at that heartbeat leaves that end',
      { session: storedSession({ endedAt: beat, ending: 'recovered' }) },
      [recovered('new')],
    ],
    [
      'never ends before it started, whatever the clock did',
      { session: storedSession({ startedAt: beat + second }), busySince: null },
      [ended(beat + second)],
    ],
    [
      'has the part of its transcript before its end',
      { session: storedSession({ transcript: facts }), busySince: null },
      [ended(beat, { transcript: { ...facts, to: beat } })],
    ],
    [
      'holds the typing that was not stored',
      { busySince: null, typing: { taskId: 'U', since: busy, lastAt: busy + second } },
      [
        ended(beat),
        {
          entity: 'span',
          id: 'new',
          kind: 'set',
          fields: {
            taskId: 'U',
            sessionId: null,
            kind: 'supervision',
            start: busy,
            end: busy + second,
            evidence: 'recovered',
          },
        },
      ],
    ],
    [
      'counts no time for a single key',
      { busySince: null, typing: { taskId: 'U', since: busy, lastAt: busy } },
      [ended(beat)],
    ],
  ] satisfies readonly (readonly [string, Left, readonly unknown[]])[]) {
    it(name, () => assert.deepEqual(finished(left), changes));
  }
});
