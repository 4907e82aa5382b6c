import type { Outcome } from '../../../core/task/task';
import type { FormDraft } from './formDrafts';

/** How the work came out, as the form stands. @param before as it is recorded */
export function outcomeOf({ outcome: kind }: FormDraft, before: Outcome | null): Outcome | null {
  return kind === undefined || kind === before?.kind ? before : { kind };
}
