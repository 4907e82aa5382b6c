import * as z from 'zod/mini';
import { editableFields } from '../../src/core/page/protocol';
import { columnIds } from './columns';
import { recordOrder } from './sortRows';

/** Where the keyboard is in the table: a row and one of its columns, the last being the row's actions. */
const cellSchema = z.object({ id: z.string(), column: z.enum([...columnIds, 'actions']) });
export type Cell = Readonly<z.infer<typeof cellSchema>>;

const pageStateSchema = z.object({
  /** The shown day, null for today: the extension reads it to bring the page back after a reload. */
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
  /** Sessions of the inbox that are ticked. */
  ticked: z._default(z.array(z.string()), []),
  scrollTop: z.number(),
});
/** What is the page's own and no data: sort order, place, an unfinished edit. */
export type PageState = Readonly<z.infer<typeof pageStateSchema>>;

/** @returns the state at first sight where nothing (or something of another version) was kept. */
export function restoredPageState(kept: unknown): PageState {
  return (
    pageStateSchema.safeParse(kept).data ?? {
      day: null,
      order: recordOrder,
      cell: null,
      draft: null,
      ticked: [],
      scrollTop: 0,
    }
  );
}
