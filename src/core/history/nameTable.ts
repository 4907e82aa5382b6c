/** Names longer than this are cut: what is as long as that is no name, and a page needs them again and again. */
export const longestName = 500;

/** A name as it is shown and asked for; null if there is none. */
export function nameOf(text: string | null): string | null {
  const name = text?.slice(0, longestName).trim() ?? '';
  return name === '' ? null : name;
}

/** Numbers the names of a dimension, so that tasks are compared by numbers. 0 stands for no name. */
export class NameTable {
  private readonly numbers = new Map<string | null, number>([[null, 0]]);
  private readonly names: (string | null)[] = [null];
  private readonly single: (readonly number[])[] = [[0]];

  get size(): number {
    return this.names.length;
  }

  nameOf(number: number): string | null {
    return this.names[number] ?? null;
  }

  /** @returns undefined for a name that no task has */
  numberOf(name: string | null): number | undefined {
    return this.numbers.get(name);
  }

  /** The numbers of what a task has, each once; that of no name if it has none. */
  add(given: readonly (string | null)[]): readonly number[] {
    if (given.length < 2) {
      return this.single[this.number(given[0] ?? null)] ?? [0];
    }
    const numbers = [...new Set(given.map((name) => this.number(name)).filter((number) => number > 0))];
    return numbers.length === 1
      ? (this.single[numbers[0] ?? 0] ?? numbers)
      : numbers.length === 0
        ? [0]
        : numbers;
  }

  private number(given: string | null): number {
    const name = nameOf(given);
    const known = this.numbers.get(name);
    if (known !== undefined) {
      return known;
    }
    const next = this.names.length;
    this.numbers.set(name, next);
    this.names.push(name);
    this.single.push([next]);
    return next;
  }
}
