import type { SessionFields } from '../../src/core/task/agentSession';
import type { Change } from '../../src/core/task/change';
import type { SpanFields } from '../../src/core/task/span';
import type { Closing, TaskFields } from '../../src/core/task/task';

export const startOfWork = Date.UTC(2026, 2, 10, 9);

export function taskFields(fields: Partial<TaskFields> = {}): TaskFields {
  return {
    title: 'Parse the manifest',
    startedAt: startOfWork,
    project: 'parser',
    branch: 'main',
    folder: null,
    category: null,
    workstream: null,
    private: false,
    estimate: { hours: 8, by: 'me', at: startOfWork },
    closing: null,
    importKey: null,
    outcome: null,
    proposed: null,
    realEffort: null,
    ...fields,
  };
}

export function closing(fields: Partial<Closing> = {}): Closing {
  return {
    closedAt: startOfWork + 3_600_000,
    sequence: 0,
    day: '2026-03-10',
    zone: 'Europe/Berlin',
    aiMinutes: 30,
    aiEvidence: 'measured',
    supervisoryMinutes: 4,
    supervisionEvidence: 'measured',
    ...fields,
  };
}

export function spanFields(fields: Partial<SpanFields> = {}): SpanFields {
  return {
    taskId: 'task-1',
    sessionId: null,
    kind: 'agent',
    start: startOfWork,
    end: startOfWork + 60_000,
    evidence: 'measured',
    ...fields,
  };
}

export function sessionFields(fields: Partial<SessionFields> = {}): SessionFields {
  return {
    taskId: 'task-1',
    agent: 'claude',
    mode: 'interactive',
    folder: null,
    startedAt: startOfWork,
    endedAt: null,
    ending: null,
    exitCode: null,
    transcript: null,
    ignored: false,
    ...fields,
  };
}

export function setTask(id: string, fields: Partial<TaskFields> = {}): Change {
  return { entity: 'task', id, kind: 'set', fields: taskFields(fields) };
}

export function changeTask(id: string, fields: Partial<TaskFields>): Change {
  return { entity: 'task', id, kind: 'set', fields };
}

export function setSpan(id: string, fields: Partial<SpanFields> = {}): Change {
  return { entity: 'span', id, kind: 'set', fields: spanFields(fields) };
}

export function setSession(id: string, fields: Partial<SessionFields> = {}): Change {
  return { entity: 'session', id, kind: 'set', fields: sessionFields(fields) };
}
