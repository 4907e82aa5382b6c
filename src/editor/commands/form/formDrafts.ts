import * as z from 'zod/mini';
import { outcomeSchema } from '../../../core/task/task';
import { suggestionSchema } from '../../../core/proposal/suggesting/suggestedTask';
import { boundedList } from '../../../core/bounded';
import type { WindowMemory } from '../../../recorder/ports/windowMemory';

const key = 'formDrafts';
/** The oldest are forgotten; more forms are hardly left unfinished in one window. */
const maxDrafts = 50;

export const formFields = [
  'day',
  'title',
  'estimate',
  'aiMinutes',
  'supervisoryMinutes',
  'tokens',
  'realEffort',
] as const;
export type FormField = (typeof formFields)[number];

const texts = z.partialRecord(z.enum(formFields), z.string());
const draftSchema = z.object({
  /** Texts the user confirmed; each was valid at that time. */
  typed: texts,
  /** Texts left in a box with Escape: where that box starts when it is opened again. */
  unfinished: texts,
  private: z.optional(z.boolean()),
  outcome: z.optional(outcomeSchema.shape.kind),
  /** Null where it was taken away. */
  category: z.optional(z.nullable(z.string())),
  workstream: z.optional(z.nullable(z.string())),
  /** Whether what agents proposed for the task is left out. */
  withoutProposed: z.optional(z.boolean()),
  /** What a language model suggested, and what it took the place of. */
  suggestion: z.optional(
    z.extend(suggestionSchema, {
      leftOut: z.boolean(),
      before: z.object({ typed: texts, unfinished: texts }),
    }),
  ),
  /** Parts of sessions that the form takes in, by their ids in the inbox. */
  sessions: z.optional(boundedList(z.string(), 0, 10_000)),
  /** Which task each running session moves to, by the session's id; the others end. */
  goOnFor: z.optional(z.record(z.string(), z.string())),
});
export type FormDraft = Readonly<z.infer<typeof draftSchema>>;

export const emptyDraft: FormDraft = { typed: {}, unfinished: {} };

/** The entries of forms that were left unfinished, kept over a reload as well. */
export class FormDrafts {
  private drafts: ReadonlyMap<string, FormDraft>;

  constructor(private readonly memory: WindowMemory) {
    const kept = z.record(z.string(), z.unknown()).safeParse(memory.get(key)).data ?? {};
    this.drafts = new Map(
      Object.entries(kept).flatMap(([form, raw]) => {
        const { data } = draftSchema.safeParse(raw);
        return data ? [[form, data] as const] : [];
      }),
    );
  }

  /** @param form which form of which task, such as `close:` and its id */
  get(form: string): FormDraft {
    return this.drafts.get(form) ?? emptyDraft;
  }

  set(form: string, draft: FormDraft): void {
    const others = [...this.drafts].filter(([each]) => each !== form);
    this.keep([...others, [form, draft]]);
  }

  /** The form was completed. */
  forget(form: string): void {
    this.keep([...this.drafts].filter(([each]) => each !== form));
  }

  private keep(drafts: readonly (readonly [string, FormDraft])[]): void {
    this.drafts = new Map(drafts.slice(-maxDrafts));
    // A window that can't remember them still has them until it is reloaded.
    this.memory.update(key, Object.fromEntries(this.drafts)).then(undefined, () => undefined);
  }
}
