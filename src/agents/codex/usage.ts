import { count, isRecord } from '../json/jsonValues';

export interface CodexUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

const names = ['input_tokens', 'cached_input_tokens', 'output_tokens', 'cache_write_input_tokens'] as const;

/** The running total of a token_count event, as text: equal texts mean a repeated event. '' if there is none. */
export function totalOf(info: unknown): string {
  const total = isRecord(info) ? info['total_token_usage'] : undefined;
  return isRecord(total) ? names.map((name) => count(total[name])).join(' ') : '';
}

/**
 * Tokens of one response. Codex's input includes cache reads and writes; here the four kinds are separate and add up
 * to its total.
 *
 * @param previous the running total before, for versions that write only totals
 */
export function codexUsage(info: unknown, previous: string): CodexUsage | undefined {
  const last = isRecord(info) ? info['last_token_usage'] : undefined;
  const total = totalOf(info);
  if (!isRecord(last) && total === '') {
    return undefined;
  }
  const before = previous.split(' ').map(Number);
  const counts = isRecord(last)
    ? names.map((name) => count(last[name]))
    : total.split(' ').map((each, index) => Math.max(0, Number(each) - (before[index] ?? 0)));
  const [input = 0, cached = 0, output = 0, written = 0] = counts;
  if (input + output === 0) {
    return undefined;
  }
  const cacheRead = Math.min(cached, input);
  const cacheWrite = Math.min(written, input - cacheRead);
  return { input: input - cacheRead - cacheWrite, output, cacheRead, cacheWrite };
}
