import * as z from 'zod/mini';
import { evidences } from './evidence';

/** One measured interval [start, end) in epoch milliseconds, of agent work or of supervision, with its evidence. */
export const spanFieldsSchema = z.object({
  taskId: z.nullable(z.string()),
  sessionId: z.nullable(z.string()),
  kind: z.enum(['agent', 'supervision']),
  start: z.int().check(z.nonnegative()),
  end: z.int().check(z.nonnegative()),
  evidence: z.enum(evidences),
});
export type SpanFields = Readonly<z.infer<typeof spanFieldsSchema>>;

/** Whether it is work, not supervision. */
export function isOfAgent({ kind }: Pick<SpanFields, 'kind'>): boolean {
  return kind === 'agent';
}

export interface Span extends SpanFields {
  readonly id: string;
}
