import { isComplete, type EntityState } from '../../core/journal/entityState';
import { spanFieldsSchema, type Span } from '../../core/task/span';
import type { StateChange } from './recordDatabase';

/** The lists of spans that were asked for, kept up to date: a long list changes by a few spans at a time. */
export interface KeptSpans {
  /** @param ask reads the list from the database, where it isn't kept. */
  list(question: string, ask: () => readonly Span[], belongs: (span: Span) => boolean): readonly Span[];
  /** These states have been written. */
  note(changes: readonly StateChange[]): void;
  forget(): void;
}

interface KeptList {
  readonly belongs: (span: Span) => boolean;
  /** Replaced where it changes, so that whoever has it can tell. */
  spans: readonly Span[];
}

/** More than is asked again and again, which a long day's tasks are; this only bounds growth over months. */
const mostLists = 2000;
/** Reading the lists again is faster from here on. */
const mostChanges = 500;

export function keptSpans(): KeptSpans {
  const lists = new Map<string, KeptList>();

  function noteSpan({ id, before, after }: StateChange): void {
    const [old, next] = [shownSpan(id, before), shownSpan(id, after)];
    for (const list of lists.values()) {
      const had = old !== undefined && list.belongs(old);
      const has = next !== undefined && list.belongs(next);
      if (had || has) {
        const others = list.spans.filter((span) => span.id !== id);
        list.spans = has ? inserted(others, next) : others;
      }
    }
  }

  return {
    list(question, ask, belongs) {
      const known = lists.get(question);
      if (known) {
        return known.spans;
      }
      if (lists.size >= mostLists) {
        lists.clear();
      }
      const spans = ask();
      lists.set(question, { belongs, spans });
      return spans;
    },
    note(changes) {
      if (lists.size === 0) {
        return;
      }
      // What a task has belongs to none while it is deleted.
      if (changes.length > mostChanges || changes.some(isOfVisibleTask)) {
        lists.clear();
        return;
      }
      changes.filter(({ entity }) => entity === 'span').forEach(noteSpan);
    },
    forget: () => lists.clear(),
  };
}

function isOfVisibleTask({ entity, before, after }: StateChange): boolean {
  return entity === 'task' && before.deleted !== after.deleted;
}

/** As a read of its row would find it. */
function shownSpan(id: string, { fields, deleted }: EntityState): Span | undefined {
  const found = !deleted && isComplete('span', fields) ? spanFieldsSchema.safeParse(fields).data : undefined;
  return found && { ...found, id };
}

/** In the order of the queries. */
function inserted(spans: readonly Span[], span: Span): readonly Span[] {
  const at = spans.findLastIndex((each) => inOrder(each, span)) + 1;
  return spans.toSpliced(at, 0, span);
}

function inOrder(a: Span, b: Span): boolean {
  return a.start !== b.start ? a.start < b.start : a.end !== b.end ? a.end < b.end : a.id < b.id;
}
