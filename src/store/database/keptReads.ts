import type { Entity } from '../../core/task/change';
import { keptSpans, type KeptSpans } from './keptSpans';
import type { StateChange } from './recordDatabase';

/** Answers that are kept while nothing they are made of changes: what grows all the time are spans and sessions. */
export interface KeptReads {
  readonly spans: Pick<KeptSpans, 'list'>;
  /** The same read, asking again only once one of these entities has changed. */
  whileUnchanged<Answer>(entities: readonly Entity[], read: (key: string) => Answer): (key: string) => Answer;
  /** These states have been written. */
  note(changes: readonly StateChange[]): void;
  /** Anything may have changed. */
  forget(): void;
}

/** More than is shown and followed at a time. */
const mostKeys = 50;

export function keptReads(): KeptReads {
  const spans = keptSpans();
  const kept: { readonly entities: readonly Entity[]; readonly forget: () => void }[] = [];
  return {
    spans,
    whileUnchanged<Answer>(entities: readonly Entity[], read: (key: string) => Answer) {
      const answers = new Map<string, { readonly answer: Answer }>();
      kept.push({ entities, forget: () => answers.clear() });
      return (key: string) => {
        const known = answers.get(key);
        if (known) {
          return known.answer;
        }
        if (answers.size >= mostKeys) {
          answers.clear();
        }
        const answer = read(key);
        answers.set(key, { answer });
        return answer;
      };
    },
    note(changes) {
      const changed = new Set(changes.map(({ entity }) => entity));
      for (const { entities, forget } of kept) {
        if (entities.some((each) => changed.has(each))) {
          forget();
        }
      }
      spans.note(changes);
    },
    forget() {
      kept.forEach(({ forget }) => forget());
      spans.forget();
    },
  };
}
