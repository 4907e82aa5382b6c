import type { TranscriptFacts } from '../../task/agentSession';
import type { Disposable } from '../../ports';
import type { Tokens } from '../../task/tokens';
import type { HookSilence } from '../hooks/hookSilence';
import type { Skipped } from './skipReason';
import type { Kept, TranscriptTurn } from '../sessions/agentTranscript';

/** A session that an agent left on disk, as the inbox lists it; identified by agent and external id. */
export interface TranscriptSummary {
  readonly agent: string;
  readonly externalId: string;
  readonly folder: string | null;
  readonly branch: string | null;
  readonly version: string | null;
  readonly models: readonly string[];
  /** Driven by a program, not by a user. */
  readonly automated: boolean;
  readonly start: number;
  /** Of the last record. */
  readonly end: number;
  readonly aiMs: number;
  /** How long its turns waited for the user. */
  readonly attentionMs: number;
  readonly turns: number;
  readonly prompts: number;
  readonly tokens: Tokens;
  /** Of the first prompt; null unless the user allows it. */
  readonly firstLine: string | null;
  /** How much of it is only known from earlier readings; absent if its files are complete. */
  readonly kept?: Kept;
  /** The proposals made in it; absent if there are none. */
  readonly proposals?: readonly ProposalInTurn[];
  /** Its present state; null if it isn't known to run. */
  readonly live: { readonly state: 'busy' | 'idle' | 'waiting'; readonly since: number } | null;
}

/** A proposal whose id a command of ours printed in the session. */
export interface ProposalInTurn {
  readonly id: string;
  /** When the call had its result. */
  readonly at: number;
  /** The end of its turn, as far as it is known. */
  readonly until: number;
}

/** What the inbox shows of a part of a session. */
export type PartFigures = Pick<TranscriptSummary, 'aiMs' | 'attentionMs' | 'turns' | 'prompts' | 'tokens'>;

/** The busy time of a part of a transcript, as spans are stored. Ids are the same at every reading. */
export interface CoveredSpan extends Pick<TranscriptTurn, 'start' | 'end' | 'evidence'> {
  readonly id: string;
}

/** A prompt that a user submitted, and how long it took to compose. Ids are the same at every reading. */
export interface ComposedPrompt {
  readonly id: string;
  /** It can't have been begun earlier. */
  readonly since: number;
  readonly at: number;
  /** In characters. */
  readonly length: number;
  /** Estimated from its length; fits between `since` and `at`, so it may be none. */
  readonly ms: number;
}

/** The facts of [from, to) of a transcript. */
export interface CoveredTranscript {
  readonly facts: TranscriptFacts;
  /** How long turns waited for the user. */
  readonly attentionMs: number;
  /** Finished busy time, disjoint and sorted. */
  readonly spans: readonly CoveredSpan[];
  readonly composed: readonly ComposedPrompt[];
  /** Since when it has been busy beyond the given spans; null while it waits. */
  readonly busySince: number | null;
}

/** `starting`: nothing was read yet, nor is it known whether anything may be. `off`: nothing may be read. */
export type TranscriptStatus =
  | { readonly kind: 'starting' }
  | { readonly kind: 'off' }
  | { readonly kind: 'reading'; readonly files: number; readonly ofFiles: number }
  | { readonly kind: 'ready'; readonly skipped: readonly Skipped[] }
  | { readonly kind: 'failed'; readonly message: string };

/** Whether what isn't known of the transcripts may become known without a new one. */
export function isStillRead({ kind }: TranscriptStatus): boolean {
  return kind === 'starting' || kind === 'reading';
}

/** All transcripts on this machine, kept up to date off this thread. */
export interface TranscriptSource extends Disposable {
  readonly status: TranscriptStatus;
  /** In which way installed hooks of Claude Code fail to be called; undefined if they work, or none are installed. */
  readonly hookSilence: HookSilence | undefined;
  /** Newest first; a new array when they change, the same one until then. */
  sessions(): readonly TranscriptSummary[];
  /** One of them. */
  session(agent: string, externalId: string): TranscriptSummary | undefined;
  /** @returns undefined if there is no such transcript (any more). */
  covered(
    agent: string,
    externalId: string,
    from: number,
    to: number | null,
  ): Promise<CoveredTranscript | undefined>;
  /** Only the sums over such a part. */
  figures(
    agent: string,
    externalId: string,
    from: number,
    to: number | null,
  ): Promise<PartFigures | undefined>;
  /** When the turn ends, as far as it is known, in which a moment lies. @returns undefined likewise */
  turnEnd(agent: string, externalId: string, at: number): Promise<number | undefined>;
  /** Reads all transcripts; resolves when done or stopped. @throws {UserError} if they can't be read */
  scan(signal?: AbortSignal): Promise<void>;
  /** Called with the sessions that have changed; with none if only the status did. */
  onDidChange(listener: (changed: readonly TranscriptSummary[]) => void): Disposable;
}
