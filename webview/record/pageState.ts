import * as z from 'zod/mini';
import { editableFields } from '../../src/core/typed/editableField';
import { columnIds } from './columns';
import { recordOrder } from './sortRows';

/** The keyboard's place in the table: a row and one of its columns, the last being the row's actions. */
const cellSchema = z.object({ id: z.string(), column: z.enum([...columnIds, 'actions']) });
export type Cell = Readonly<z.infer<typeof cellSchema>>;

const pageStateSchema = z.object({
  /** The shown day, null for today: the extension reads it to restore the page after a reload. */
  day: z.nullable(z.iso.date()),
  order: z.object({ column: z.enum(columnIds), direction: z.enum(['ascending', 'descending']) }),
  cell: z.nullable(cellSchema),
  draft: z.nullable(
    z.object({
      id: z.string(),
      field: z.enum(editableFields),
      text: z.string(),
      problem: z.nullable(z.string()),
    }),
  ),
  /** Selected rows of the log. */
  selected: z._default(z.array(z.string()), []),
  /** Ticked sessions of the inbox. */
  ticked: z._default(z.array(z.string()), []),
  /** Whether the timeline is unfolded. */
  timeline: z._default(z.boolean(), false),
  /** Whether all paragraphs of the analysis are shown. */
  wholeAnalysis: z._default(z.boolean(), false),
  /** Whether the paragraphs of the analysis are being arranged. */
  arranging: z._default(z.boolean(), false),
  /** The user's own text of a day, not saved. */
  ownDraft: z._default(z.nullable(z.object({ day: z.iso.date(), text: z.string() })), null),
  scrollTop: z.number(),
});
/** The page's own state, which is no data: sort order, place, an unfinished edit. */
export type PageState = Readonly<z.infer<typeof pageStateSchema>>;

/** @returns the initial state if nothing was kept, or something of another version */
export function restoredPageState(kept: unknown): PageState {
  return (
    pageStateSchema.safeParse(kept).data ?? {
      day: null,
      order: recordOrder,
      cell: null,
      draft: null,
      selected: [],
      ticked: [],
      timeline: false,
      wholeAnalysis: false,
      arranging: false,
      ownDraft: null,
      scrollTop: 0,
    }
  );
}
