import type {
  Prompt,
  TranscriptMark,
  TranscriptPart,
  TurnPart,
} from '../../core/transcript/parts/transcriptPart';
import { UsageCollector, type Usage, type UsageTable } from '../../core/transcript/usageTable';
import type { Interval } from '../../core/days/interval';
import { isBelievable } from './believable';
import { hashText } from './hash';
import type { Words } from './promptWords';
import { ProposalCalls, type ProposalCallsState } from './proposalCalls';
import type { ReadingRules, Skip } from './transcriptReader';

/** The builder's memory between two readings of a file: plain data, except for the responses. */
export interface BuilderState {
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly turns: readonly TurnPart[];
  readonly prompts: readonly Prompt[];
  readonly marks: readonly TranscriptMark[];
  readonly proposals: ProposalCallsState;
}

/** Collects what a file says about its session. */
export class PartBuilder {
  readonly turns: TurnPart[];
  readonly prompts: Prompt[];
  readonly marks: TranscriptMark[];
  readonly proposals: ProposalCalls;
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
    this.proposals = new ProposalCalls(saved?.proposals);
    this.first = saved?.first;
    this.last = saved?.last;
    this.usage = new UsageCollector(usage);
  }

  /** @returns whether the moment is believable; don't use it otherwise. */
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

  /** A copy with other turns. */
  withTurns(turns: readonly TurnPart[]): PartBuilder {
    return new PartBuilder(this.rules, { ...this.state(), turns }, this.table());
  }

  /** A snapshot; later additions don't change it. */
  state(): BuilderState {
    const { first, last, turns, prompts, marks, proposals } = this;
    return {
      first,
      last,
      turns: [...turns],
      prompts: [...prompts],
      marks: [...marks],
      proposals: proposals.state(),
    };
  }

  /** The tokens added so far. */
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
      ...this.proposals.ofPart(),
      turns: about.side ? [] : turns,
      prompts: about.side ? [] : prompts,
    };
  }
}

type DocumentUsage = Omit<Usage, 'message' | 'request' | 'side'>;
