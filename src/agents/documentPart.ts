import type { Prompt, TranscriptMark, TranscriptPart, TurnPart } from '../core/transcript/transcriptPart';
import { UsageCollector, type Usage, type UsageTable } from '../core/transcript/usageTable';
import type { Interval } from '../core/span';
import { hashText } from './hash';
import { isRecord } from './jsonSkim';
import type { ReadingRules, Skip } from './transcriptReader';

/** What a person wrote, as far as it may be kept. */
export interface Words {
  readonly length: number;
  readonly text?: string;
}

/** What a builder remembers between two readings of a file; plain data, its responses apart. */
export interface BuilderState {
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly turns: readonly TurnPart[];
  readonly prompts: readonly Prompt[];
  readonly marks: readonly TranscriptMark[];
}

/** Gathers what a file says about its session. */
export class PartBuilder {
  readonly turns: TurnPart[];
  readonly prompts: Prompt[];
  readonly marks: TranscriptMark[];
  private readonly usage: UsageCollector;
  private first: number | undefined;
  private last: number | undefined;

  constructor(
    private readonly rules: ReadingRules,
    saved?: BuilderState,
    usage?: UsageTable,
  ) {
    this.turns = [...(saved?.turns ?? [])];
    this.prompts = [...(saved?.prompts ?? [])];
    this.marks = [...(saved?.marks ?? [])];
    this.first = saved?.first;
    this.last = saved?.last;
    this.usage = new UsageCollector(usage);
  }

  /** @returns whether the moment can be believed; only such are to be used. */
  moment(at: number, skip: Skip): boolean {
    if (!isBelievable(at, this.rules, skip)) {
      return false;
    }
    this.first = Math.min(this.first ?? at, at);
    this.last = Math.max(this.last ?? at, at);
    return true;
  }

  prompt(id: string, at: number, words: Words, kind: Prompt['kind'] = 'typed'): void {
    this.prompts.push({ id, at, ...words, kind });
  }

  tokens(id: string, usage: DocumentUsage): void {
    this.usage.add({ message: hashText(id), request: 0, side: false, ...usage });
  }

  /** What it knows now; later additions don't change it. */
  state(): BuilderState {
    const { first, last, turns, prompts, marks } = this;
    return { first, last, turns: [...turns], prompts: [...prompts], marks: [...marks] };
  }

  /** What was added of tokens so far. */
  table(): UsageTable {
    return this.usage.table();
  }

  part(
    about: Pick<TranscriptPart, 'source' | 'agent' | 'externalId'> & Partial<TranscriptPart>,
  ): TranscriptPart | undefined {
    if (this.first === undefined || this.last === undefined) {
      return undefined;
    }
    const { turns, prompts, marks } = this.state();
    const activity: readonly Interval[] = about.side ? turns.flatMap((turn) => turn.busy) : [];
    return {
      side: false,
      folder: null,
      branch: null,
      version: null,
      forkedFrom: null,
      automated: false,
      ...about,
      first: this.first,
      last: this.last,
      usage: this.table(),
      activity,
      marks,
      turns: about.side ? [] : turns,
      prompts: about.side ? [] : prompts,
    };
  }
}

type DocumentUsage = Omit<Usage, 'message' | 'request' | 'side'>;

/** Whether a record can be from then: neither before there were agents nor from beyond tomorrow. */
export function isBelievable(at: number, { now }: ReadingRules, skip: Skip): boolean {
  if (!(at >= Date.UTC(2020, 0))) {
    skip('missing time');
    return false;
  }
  if (at > now + 86_400_000) {
    skip('time in the future');
    return false;
  }
  return true;
}

/** As much of a text as the rules let be kept. */
export function wordsOf(written: string, { keepText }: ReadingRules): Words {
  return { length: written.length, ...(keepText ? { text: written } : {}) };
}

export function parsedJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

export function count(value: unknown): number {
  return typeof value === 'number' && value > 0 && Number.isSafeInteger(value) ? value : 0;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function records(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
