import type { RecordStore } from '../../core/record/recordStore';
import type { Span } from '../../core/task/span';
import type { ComposedPrompt } from '../../core/transcript/source/transcriptSource';

/** Supervision of tasks, but not of this session, while its prompts can have been composed. */
export function supervisedAround(
  store: Pick<RecordStore, 'task' | 'spansBetween'>,
  sessionId: string,
  composed: readonly ComposedPrompt[],
): readonly Span[] {
  if (composed.length === 0) {
    return [];
  }
  const from = composed.reduce((first, { since }) => Math.min(first, since), Number.MAX_SAFE_INTEGER);
  const to = composed.reduce((last, { at }) => Math.max(last, at), 0);
  return store.spansBetween(from, to).filter(
    (span) =>
      span.kind === 'supervision' &&
      span.sessionId !== sessionId &&
      // Typing without a task counts for none, so it takes nothing from this one.
      span.taskId !== null &&
      store.task(span.taskId) !== undefined,
  );
}
