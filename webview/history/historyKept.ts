import * as z from 'zod/mini';
import { dimensions } from '../../src/core/history/historyQuery';
import { firstQuery, historyQuerySchema } from '../../src/core/page/historyProtocol';

const historyKeptSchema = z.object({
  /** The extension reads it to restore the page after a reload. */
  query: historyQuerySchema,
  /** By which the groups are shown. */
  dimension: z.enum(dimensions),
  filtersShown: z.boolean(),
  scrollTop: z.number(),
});
/** The page's own state, which is no data: what is asked for, what is open, where it is scrolled to. */
export type HistoryKept = Readonly<z.infer<typeof historyKeptSchema>>;

/** @returns the initial state if nothing was kept, or something of another version */
export function restoredHistoryKept(kept: unknown): HistoryKept {
  return (
    historyKeptSchema.safeParse(kept).data ?? {
      query: firstQuery,
      dimension: 'project',
      filtersShown: false,
      scrollTop: 0,
    }
  );
}
