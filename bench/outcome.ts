import { writeFileSync } from 'node:fs';

/** What one benchmark found, as run.mjs prints it. */
export interface Outcome {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly goals: readonly Goal[];
  /** How it was measured, a sentence each. */
  readonly notes: readonly string[];
}

export interface Goal {
  readonly name: string;
  readonly figure: string;
  readonly limit: string;
  readonly met: boolean;
}

/** Compares the exact value, prints both alike. */
export function atMost(name: string, value: number, limit: number, print: (value: number) => string): Goal {
  return { name, figure: print(value), limit: `≤ ${print(limit)}`, met: value <= limit };
}

/** Hands the outcome to run.mjs. */
export function report(outcome: Outcome): void {
  writeFileSync(environment('BENCH_OUTCOME'), JSON.stringify(outcome));
}

/** @throws if run.mjs did not set it. */
export function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`Expected ${name} in the environment. Start the benchmarks with: npm run bench`);
  }
  return value;
}
