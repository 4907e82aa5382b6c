import type { Context } from 'mocha';

/** Skips a test, or what a hook is for, and says why: a reporter shows at most that something was skipped. */
export function skipBecause(context: Context, reason: string): never {
  process.stdout.write(`\n  Skipped: ${context.test?.fullTitle() ?? 'a test'}: ${reason}\n`);
  return context.skip();
}
