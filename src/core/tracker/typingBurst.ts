import type { Change } from '../task/change';
import type { Observation } from './observation';
import type { Tracked, TrackerContext } from './tracked';
import type { TrackerState } from './trackerState';

/**
 * One more key. A burst counts from its first to its last key: a single key or paste counts as nothing, since its
 * duration is unknown.
 */
export function keyPressed(
  state: TrackerState,
  { document, taskId }: Extract<Observation, { kind: 'typed' }>,
  now: number,
  { newId }: TrackerContext,
): Tracked {
  const { typing } = state;
  if (typing && typing.document === document && typing.taskId === taskId) {
    return { state: { ...state, typing: { ...typing, lastAt: now } }, changes: [] };
  }
  const finished = finishBurst(state);
  return {
    state: {
      ...finished.state,
      typing: { document, taskId, spanId: newId(), start: now, lastAt: now },
    },
    changes: finished.changes,
  };
}

/** Ends the open burst at its last key. */
export function finishBurst(state: TrackerState): Tracked {
  const { typing } = state;
  if (typing === null) {
    return { state, changes: [] };
  }
  const { spanId, document, taskId, start, lastAt } = typing;
  if (lastAt <= start) {
    return { state: { ...state, typing: null }, changes: [] };
  }
  const typedMs = new Map(state.typedMs);
  typedMs.set(document, (typedMs.get(document) ?? 0) + lastAt - start);
  const change: Change = {
    entity: 'span',
    id: spanId,
    kind: 'set',
    fields: { taskId, sessionId: null, kind: 'supervision', start, end: lastAt, evidence: 'measured' },
  };
  return { state: { ...state, typing: null, typedMs }, changes: [change] };
}

/** As if every key of the burst up to `at` had been observed; nothing else may have happened in between. */
export function carriedOn(state: TrackerState, at: number): TrackerState {
  const { typing } = state;
  return typing === null || typing.lastAt === at
    ? state
    : { ...state, at, typing: { ...typing, lastAt: at } };
}
