import { count, isRecord } from '../../json/jsonValues';
import type { PartBuilder } from '../../reading/partBuilder';

type Data = Readonly<Record<string, unknown>>;

/** The output in a message. */
interface ToldOutput {
  readonly id: string;
  readonly at: number;
  readonly model: string;
  readonly output: number;
}

/** As the CLI counts: the input includes cache reads and writes. */
interface Counters {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

const kinds = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;
/** Beyond this it isn't worth working out which day they belong to. */
const mostShares = 1_000_000;
const nothing: Counters = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

export interface CliTokensState {
  readonly told: readonly ToldOutput[];
  readonly apart: readonly ToldOutput[];
  readonly before: readonly (readonly [string, Counters])[];
  readonly session: unknown;
  readonly isCompacted: boolean;
}

/**
 * Tokens of a session. Messages report their output at once; a shutdown reports everything, cumulatively over the
 * runs of a resumed session, until a compaction resets the counters.
 */
export class CliTokens {
  /** Since the last shutdown. The next one's figures replace it. */
  private told: ToldOutput[];
  /** Reported before a compaction or a crash, so the next shutdown may not include it. */
  private apart: ToldOutput[];
  /** The last shutdown's counters, by model. */
  private before: Map<string, Counters>;
  /** When the session with those counters began. */
  private session: unknown;
  private isCompacted: boolean;

  constructor(saved?: CliTokensState) {
    this.told = [...(saved?.told ?? [])];
    this.apart = [...(saved?.apart ?? [])];
    this.before = new Map(saved?.before);
    this.session = saved?.session;
    this.isCompacted = saved?.isCompacted ?? false;
  }

  message(id: string, at: number, model: string, output: number): void {
    this.told.push({ id, at, model, output });
  }

  /** A run that ended without a shutdown may never report its totals. */
  resumed(): void {
    this.apart = this.apart.concat(this.told);
    this.told = [];
  }

  /** The counters presumably start again here. */
  compacted(): void {
    this.resumed();
    this.isCompacted = true;
  }

  /** Tokens that no shutdown has counted yet. */
  addOpen(builder: PartBuilder): void {
    addTold(builder, this.apart);
    addTold(builder, this.told);
  }

  shutdown(data: Data, id: string, at: number, builder: PartBuilder): void {
    const counters = countersIn(data['modelMetrics']);
    if (counters.size === 0) {
      return;
    }
    const { told, apart, before } = this;
    const open = toldOutput(apart) + toldOutput(told);
    const isAnew = this.beganAnew(counters, data['sessionStartTime'], open);
    const grown = new Map(
      [...counters].map(([model, now]) => [model, less(now, isAnew ? undefined : before.get(model))]),
    );
    const knowsAll = !(isAnew && this.isCompacted) && sumOf(grown.values()) >= open;
    if (!knowsAll) {
      addTold(builder, apart);
    }
    const messages = knowsAll ? apart.concat(told) : told;
    const byModel = ofEachModel(messages);
    const others = messages.filter((each) => !counters.has(each.model));
    // Messages of models missing from the shutdown stand for the models that have no messages.
    const rest = others.length * grown.size > mostShares ? others.slice(-1) : others;
    for (const [model, growth] of grown) {
      const own = byModel.get(model) ?? (rest.length > 0 ? rest : messages.slice(-1));
      spread(apartFromCache(growth), own, { id: `${id} ${model}`, at, model }, builder);
    }
    this.told = [];
    this.apart = [];
    this.before = counters;
    this.session = data['sessionStartTime'];
    this.isCompacted = false;
  }

  state(): CliTokensState {
    const { told, apart, before, session, isCompacted } = this;
    return { told: [...told], apart: [...apart], before: [...before], session, isCompacted };
  }

  /** Whether the counters were reset since the last shutdown: they fell, or are below what was reported since. */
  private beganAnew(counters: ReadonlyMap<string, Counters>, session: unknown, open: number): boolean {
    const isAnother =
      typeof session === 'number' && typeof this.session === 'number' && session !== this.session;
    const fell = [...this.before].some(([model, before]) =>
      kinds.some((kind) => (counters.get(model) ?? nothing)[kind] < before[kind]),
    );
    const holdsLess = sumOf(counters.values()) < sumOf(this.before.values()) + open;
    return isAnother || fell || (this.isCompacted && holdsLess);
  }
}

function less(now: Counters, before = nothing): Counters {
  return {
    input: now.input - before.input,
    output: now.output - before.output,
    cacheRead: now.cacheRead - before.cacheRead,
    cacheWrite: now.cacheWrite - before.cacheWrite,
  };
}

function countersIn(metrics: unknown): Map<string, Counters> {
  const counters = new Map<string, Counters>();
  for (const [model, told] of isRecord(metrics) ? Object.entries(metrics) : []) {
    const usage = isRecord(told) && isRecord(told['usage']) ? told['usage'] : undefined;
    if (usage) {
      counters.set(model, {
        input: count(usage['inputTokens']),
        output: count(usage['outputTokens']),
        cacheRead: count(usage['cacheReadTokens']),
        cacheWrite: count(usage['cacheWriteTokens']),
      });
    }
  }
  return counters;
}

function ofEachModel(messages: readonly ToldOutput[]): Map<string, ToldOutput[]> {
  const byModel = new Map<string, ToldOutput[]>();
  for (const message of messages) {
    const own = byModel.get(message.model);
    if (own) {
      own.push(message);
    } else {
      byModel.set(message.model, [message]);
    }
  }
  return byModel;
}

function addTold(builder: PartBuilder, told: readonly ToldOutput[]): void {
  for (const { id, at, model, output } of told) {
    if (output > 0) {
      builder.tokens(id, { at, model, input: 0, output, cacheRead: 0, cacheWrite: 0 });
    }
  }
}

/**
 * Tokens belong to the time of the work: output is divided in proportion to the messages' output, input evenly, and
 * remainders go to later messages, so that the sum stays exact.
 */
function spread(
  growth: Counters,
  messages: readonly ToldOutput[],
  about: { readonly id: string; readonly at: number; readonly model: string },
  builder: PartBuilder,
): void {
  const { id, at, model } = about;
  if (messages.length === 0) {
    addShare(growth, id, at, model, builder);
    return;
  }
  const told = toldOutput(messages);
  let passed = 0;
  let passedOutput = 0;
  let given = nothing;
  messages.forEach((message, index) => {
    passed += 1;
    passedOutput += message.output;
    const evenly = passed / messages.length;
    const byOutput = told === 0 ? evenly : passedOutput / told;
    const upTo: Counters = {
      input: Math.floor(growth.input * evenly),
      output: Math.floor(growth.output * byOutput),
      cacheRead: Math.floor(growth.cacheRead * evenly),
      cacheWrite: Math.floor(growth.cacheWrite * evenly),
    };
    const share = {
      input: upTo.input - given.input,
      output: upTo.output - given.output,
      cacheRead: upTo.cacheRead - given.cacheRead,
      cacheWrite: upTo.cacheWrite - given.cacheWrite,
    };
    given = upTo;
    addShare(share, `${id} ${index}`, message.at, model, builder);
  });
}

/** The input without cache reads and writes. */
function apartFromCache({ input, output, ...cache }: Counters): Counters {
  const cacheRead = Math.min(cache.cacheRead, input);
  const cacheWrite = Math.min(cache.cacheWrite, input - cacheRead);
  return { input: input - cacheRead - cacheWrite, output, cacheRead, cacheWrite };
}

function addShare(share: Counters, id: string, at: number, model: string, builder: PartBuilder): void {
  if (kinds.some((kind) => share[kind] > 0)) {
    builder.tokens(id, { at, model, ...share });
  }
}

function toldOutput(messages: readonly ToldOutput[]): number {
  return messages.reduce((sum, { output }) => sum + output, 0);
}

function sumOf(counters: Iterable<Counters>): number {
  let sum = 0;
  for (const { output } of counters) {
    sum += output;
  }
  return sum;
}
