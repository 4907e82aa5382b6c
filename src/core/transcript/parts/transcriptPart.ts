import type { Interval } from '../../days/interval';
import type { LiveTurn } from './liveTurn';
import type { UsageTable } from '../usageTable';

/** The source of a turn's time: written by the agent, measured by its events, or estimated from gaps. */
export type DurationSource = 'written' | 'events' | 'gaps';

/** A turn as one file has it. */
export interface TurnPart {
  /** Id of the record that began it, the same in every copy of the history. */
  readonly id: string;
  readonly by: 'person' | 'system';
  readonly start: number;
  readonly end: number;
  /** Disjoint and sorted. */
  readonly busy: readonly Interval[];
  readonly delegated: readonly Interval[];
  /** While it waited for the answer to a question. */
  readonly asked?: readonly Interval[];
  readonly source: DurationSource;
  readonly writtenMs?: number;
  /** How much work continued in the background as the turn ended; undefined if none did. */
  readonly pending?: number;
  /** Its first sign was output, so it really began some time earlier. */
  readonly unnoticed?: boolean;
}

export type PromptKind = 'typed' | 'queued' | 'command' | 'shell';

/** A prompt that a user submitted. `text` only if the user allows it. */
export interface Prompt {
  readonly id: string;
  readonly at: number;
  /** In characters. */
  readonly length: number;
  readonly kind: PromptKind;
  readonly text?: string;
}

export interface TranscriptMark {
  readonly id: string;
  readonly at: number;
  readonly kind: 'interruption' | 'compaction';
  /** How long the model worked on it, if known. */
  readonly tookMs?: number;
}

/** The result of a call that proposed a task: the id that was printed, and nothing else of it. */
export interface ProposalCall {
  readonly id: string;
  readonly at: number;
  /** Hash of the call's id, the same in every copy of the history. */
  readonly call: number;
}

/** One file's view of one session; several make up a session, and copied history is in several. */
export interface TranscriptPart {
  /** The file, as a name that orders parts. */
  readonly source: string;
  readonly agent: string;
  readonly externalId: string;
  /** A subagent's file: its tokens and activity belong to the session, its turns and prompts to nobody. */
  readonly side: boolean;
  readonly folder: string | null;
  readonly branch: string | null;
  readonly version: string | null;
  /** The session whose history this one began with. */
  readonly forkedFrom: string | null;
  /** Driven by a program, not by a user. */
  readonly automated: boolean;
  /** Set if an agent records the same conversation in two places: as its requests, or as events. */
  readonly toldBy?: 'requests' | 'events';
  /** Times of the first and last record; undefined if none has a time. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  readonly turns: readonly TurnPart[];
  /** Busy time of subagents. */
  readonly activity: readonly Interval[];
  readonly prompts: readonly Prompt[];
  readonly marks: readonly TranscriptMark[];
  /** Absent if there are none. */
  readonly proposals?: readonly ProposalCall[];
  readonly usage: UsageTable;
  /** The turn at the end of the file; undefined if the file doesn't show one. */
  readonly live?: LiveTurn | undefined;
  /** A part that the file once had and no longer does: the file is gone, or there without this. */
  readonly former?: 'gone' | 'cut';
}

/** The files of one session, best copy first. */
export interface SessionParts {
  readonly agent: string;
  readonly externalId: string;
  readonly parts: readonly TranscriptPart[];
}
