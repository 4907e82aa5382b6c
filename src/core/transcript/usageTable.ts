import type { Tokens } from '../task/tokens';

/** One response of a model, identified by a pair of hashes: a gigabyte of history has hundreds of thousands. */
export interface Usage {
  /** Hash of the message's id. */
  readonly message: number;
  /** Hash of the request's id; 0 if there is none. */
  readonly request: number;
  readonly at: number;
  readonly model: string;
  readonly side: boolean;
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

const columns = 9;
const modelColumn = 3;

/** Responses packed into numbers, so that they cross threads and are stored without being unpacked. */
export interface UsageTable {
  readonly models: readonly string[];
  readonly rows: ArrayLike<number>;
}

export const noUsage: UsageTable = { models: [], rows: [] };

export function usageCount(table: UsageTable): number {
  return table.rows.length / columns;
}

export function usageAt(table: UsageTable, index: number): Usage {
  const { rows } = table;
  const row = index * columns;
  return {
    message: rows[row] ?? 0,
    request: rows[row + 1] ?? 0,
    at: rows[row + 2] ?? 0,
    model: table.models[rows[row + 3] ?? 0] ?? '',
    side: rows[row + 4] === 1,
    input: rows[row + 5] ?? 0,
    output: rows[row + 6] ?? 0,
    cacheRead: rows[row + 7] ?? 0,
    cacheWrite: rows[row + 8] ?? 0,
  };
}

export function* usagesOf(table: UsageTable): Generator<Usage> {
  for (let index = 0; index < usageCount(table); index += 1) {
    yield usageAt(table, index);
  }
}

/** The selected responses. @param firstModel added to the numbers of models */
export function pickUsages(
  table: UsageTable,
  isWanted: (usage: Usage) => boolean,
  firstModel = 0,
): UsageTable {
  const rows: number[] = [];
  for (let index = 0; index < usageCount(table); index += 1) {
    if (isWanted(usageAt(table, index))) {
      const row = index * columns;
      for (let column = 0; column < columns; column += 1) {
        rows.push((table.rows[row + column] ?? 0) + (column === modelColumn ? firstModel : 0));
      }
    }
  }
  return { models: table.models, rows: new Float64Array(rows) };
}

/** Calls `take` with the hash of every response's message. */
export function eachMessage({ rows }: UsageTable, take: (message: number) => void): void {
  for (let row = 0; row < rows.length; row += columns) {
    take(rows[row] ?? 0);
  }
}

/** Whether a subagent's response is among them. */
export function hasSide({ rows }: UsageTable): boolean {
  for (let row = 0; row < rows.length; row += columns) {
    if (rows[row + 4] === 1) {
      return true;
    }
  }
  return false;
}

/** Sum of the selected responses, without allocating an object per response: there are very many. */
export function sumTokens(table: UsageTable, isWanted: (at: number) => boolean): Tokens {
  const { rows } = table;
  const sum = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, unsplit: 0 };
  for (let row = 0; row < rows.length; row += columns) {
    if (isWanted(rows[row + 2] ?? 0)) {
      addRow(sum, table, row);
    }
  }
  return sum;
}

/** Calls `each` with the time of every response and a function that adds its tokens to a sum. */
export function eachUsage(
  table: UsageTable,
  each: (at: number, addTo: (sum: MutableTokens) => void) => void,
): void {
  let row = 0;
  const addTo = (sum: MutableTokens): void => addRow(sum, table, row);
  for (; row < table.rows.length; row += columns) {
    each(table.rows[row + 2] ?? 0, addTo);
  }
}

export type MutableTokens = { -readonly [Kind in keyof Tokens]: number };

function addRow(sum: MutableTokens, { rows }: UsageTable, row: number): void {
  sum.input += rows[row + 5] ?? 0;
  sum.output += rows[row + 6] ?? 0;
  sum.cacheRead += rows[row + 7] ?? 0;
  sum.cacheWrite += rows[row + 8] ?? 0;
}

/** A response is written once per content block, its count rising: the copy with the largest output is right. */
export function isLarger(candidate: Usage, known: Usage): boolean {
  if (candidate.output !== known.output) {
    return candidate.output > known.output;
  }
  return totalOf(candidate) > totalOf(known);
}

function totalOf(usage: Usage): number {
  return usage.input + usage.output + usage.cacheRead + usage.cacheWrite;
}

/** No response comes near it, and the sum over the largest possible file is still a safe integer. */
const mostTokens = 10_000_000_000;

/** An impossible count counts as nothing, like one that isn't a number. */
function believed(usage: Usage): Usage {
  const { input, output, cacheRead, cacheWrite } = usage;
  if (Math.max(input, output, cacheRead, cacheWrite) <= mostTokens) {
    return usage;
  }
  const atMost = (count: number): number => (count <= mostTokens ? count : 0);
  return {
    ...usage,
    input: atMost(input),
    output: atMost(output),
    cacheRead: atMost(cacheRead),
    cacheWrite: atMost(cacheWrite),
  };
}

/** Collects responses, keeping for each message and request the line with the largest output. */
export class UsageCollector {
  private readonly models = new ModelNames();
  private readonly rows: number[] = [];
  private readonly rowOf = new Map<number, number | Map<number, number>>();

  constructor(known: UsageTable = noUsage) {
    for (const usage of usagesOf(known)) {
      this.add(usage);
    }
  }

  add(told: Usage): void {
    const usage = believed(told);
    const row = this.find(usage.message, usage.request);
    if (row === undefined) {
      this.remember(usage.message, usage.request, this.rows.length);
      this.rows.push(
        usage.message,
        usage.request,
        usage.at,
        this.models.numberOf(usage.model),
        usage.side ? 1 : 0,
        usage.input,
        usage.output,
        usage.cacheRead,
        usage.cacheWrite,
      );
    } else if (isLarger(usage, usageAt({ models: this.models.names, rows: this.rows }, row / columns))) {
      this.rows[row + 2] = usage.at;
      this.rows[row + 3] = this.models.numberOf(usage.model);
      this.rows[row + 4] = usage.side ? 1 : 0;
      this.rows[row + 5] = usage.input;
      this.rows[row + 6] = usage.output;
      this.rows[row + 7] = usage.cacheRead;
      this.rows[row + 8] = usage.cacheWrite;
    }
  }

  get empty(): boolean {
    return this.rows.length === 0;
  }

  /** A copy that later additions don't change. */
  table(): UsageTable {
    return { models: [...this.models.names], rows: new Float64Array(this.rows) };
  }

  private find(message: number, request: number): number | undefined {
    const known = this.rowOf.get(message);
    if (typeof known === 'object') {
      return known.get(request);
    }
    return known !== undefined && this.rows[known + 1] === request ? known : undefined;
  }

  private remember(message: number, request: number, row: number): void {
    const known = this.rowOf.get(message);
    if (known === undefined) {
      this.rowOf.set(message, row);
    } else if (typeof known === 'object') {
      known.set(request, row);
    } else {
      const first = this.rows[known + 1] ?? 0;
      this.rowOf.set(
        message,
        new Map([
          [first, known],
          [request, row],
        ]),
      );
    }
  }
}

/** Numbers models by name; a damaged file may contain any number of names. */
export class ModelNames {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(model: string): number {
    let number = this.numbers.get(model);
    if (number === undefined) {
      number = this.names.push(model) - 1;
      this.numbers.set(model, number);
    }
    return number;
  }
}
