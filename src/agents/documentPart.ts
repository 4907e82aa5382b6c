import type { Prompt, TranscriptMark, TranscriptPart, TurnPart } from '../core/transcript/transcriptPart';
import { UsageCollector, type Usage } from '../core/transcript/usageTable';
import type { Interval } from '../core/span';
import { hashText } from './hash';
import { isRecord } from './jsonSkim';
import type { ReadingRules, Skip } from './transcriptReader';

/** Gathers what a document says about its session. */
export class PartBuilder {
  readonly turns: TurnPart[] = [];
  readonly prompts: Prompt[] = [];
  readonly marks: TranscriptMark[] = [];
  private readonly usage = new UsageCollector();
  private first: number | undefined;
  private last: number | undefined;

  constructor(private readonly rules: ReadingRules) {}

  /** @returns whether the moment can be believed; only such are to be used. */
  moment(at: number, skip: Skip): boolean {
    if (!(at >= Date.UTC(2020, 0))) {
      skip('missing time');
      return false;
    }
    if (at > this.rules.now + 86_400_000) {
      skip('time in the future');
      return false;
    }
    this.first = Math.min(this.first ?? at, at);
    this.last = Math.max(this.last ?? at, at);
    return true;
  }

  prompt(id: string, at: number, text: string, kind: Prompt['kind'] = 'typed'): void {
    this.prompts.push({ id, at, length: text.length, kind, ...(this.rules.keepText ? { text } : {}) });
  }

  tokens(id: string, usage: Omit<Usage, 'message' | 'request' | 'side'>): void {
    this.usage.add({ message: hashText(id), request: 0, side: false, ...usage });
  }

  part(
    about: Pick<TranscriptPart, 'source' | 'agent' | 'externalId'> & Partial<TranscriptPart>,
  ): TranscriptPart | undefined {
    if (this.first === undefined || this.last === undefined) {
      return undefined;
    }
    const { turns, prompts, marks } = this;
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
      usage: this.usage.table(),
      activity,
      marks,
      turns: about.side ? [] : turns,
      prompts: about.side ? [] : prompts,
    };
  }
}

/** The objects of a file of JSON lines; a line that isn't one is counted, a torn last one left for next time. */
export function* jsonLines(bytes: Buffer, skip: Skip): Generator<Record<string, unknown>> {
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const line = bytes.toString('utf8', start, newline < 0 ? bytes.length : newline).trim();
    start = newline < 0 ? bytes.length : newline + 1;
    if (line === '') {
      continue;
    }
    const value = parsedJson(line);
    if (isRecord(value)) {
      yield value;
    } else if (newline >= 0) {
      skip('malformed line');
    }
  }
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
