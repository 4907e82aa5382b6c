import * as z from 'zod/mini';
import type { Tokens } from './tokens';

const count = z.int().check(z.nonnegative());

export const tokensSchema = z.object({
  input: count,
  output: count,
  cacheRead: count,
  cacheWrite: count,
  unsplit: count,
}) satisfies z.ZodMiniType<Tokens>;
