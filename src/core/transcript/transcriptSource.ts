import type { TranscriptFacts } from '../task/agentSession';
import type { Disposable } from '../ports';
import type { Tokens } from '../task/tokens';
import type { HookSilence } from './hookSilence';
import type { Kept, TranscriptTurn } from './agentTranscript';

/** A session that an agent left on disk, as the inbox lists it. Its agent and external id name it. */
export interface TranscriptSummary {
  readonly agent: string;
  readonly externalId: string;
  readonly folder: string | null;
  readonly branch: string | null;
  readonly version: string | null;
  readonly models: readonly string[];
  /** Driven by a program, not by a person. */
  readonly automated: boolean;
  readonly start: number;
  /** Of the last record. */
  readonly end: number;
  readonly aiMs: number;
  /** How long its turns waited for their person. */
  readonly attentionMs: number;
  readonly turns: number;
  readonly prompts: number;
  readonly tokens: Tokens;
  /** Of the first prompt; null unless the user allows it. */
  readonly firstLine: string | null;
  /** How much of it is only known from before; absent where its files tell all of it. */
  readonly kept?: Kept;
  /** What it does right now; null where it is not known to run. */
  readonly live: { readonly state: 'busy' | 'idle' | 'waiting'; readonly since: number } | null;
}

/** The busy time of a part of a transcript, as spans are stored. Ids are the same at every reading. */
export interface CoveredSpan extends Pick<TranscriptTurn, 'start' | 'end' | 'evidence'> {
  readonly id: string;
}

/** A prompt that a person submitted, and how long it took to compose. Ids are the same at every reading. */
export interface ComposedPrompt {
  readonly id: string;
  /** Before this it can't have been begun. */
  readonly since: number;
  readonly at: number;
  /** In characters. */
  readonly length: number;
  /** Estimated from its length; fits between `since` and `at`, so it may be none. */
  readonly ms: number;
}

/** What [from, to) of a transcript was. */
export interface CoveredTranscript {
  readonly facts: TranscriptFacts;
  /** How long turns waited for their person. */
  readonly attentionMs: number;
  /** Finished busy time, disjoint and sorted. */
  readonly spans: readonly CoveredSpan[];
  readonly composed: readonly ComposedPrompt[];
  /** Since when it has been busy beyond the spans given; null while it waits. */
  readonly busySince: number | null;
}

/** `starting`: nothing was read yet, nor is it known whether anything may be. `off`: nothing may be read. */
export type TranscriptStatus =
  | { readonly kind: 'starting' }
  | { readonly kind: 'off' }
  | { readonly kind: 'reading'; readonly files: number; readonly ofFiles: number }
  | {
      readonly kind: 'ready';
      readonly skipped: readonly { readonly reason: string; readonly count: number }[];
    }
  | { readonly kind: 'failed'; readonly message: string };

/** Everything that agents left on disk on this machine, kept up to date off this thread. */
export interface TranscriptSource extends Disposable {
  readonly status: TranscriptStatus;
  /** How installed hooks of Claude Code are not called as they should; undefined where they are, or none are installed. */
  readonly hookSilence: HookSilence | undefined;
  /** Newest first; another array once they have changed, the same until then. */
  sessions(): readonly TranscriptSummary[];
  /** @returns undefined if there is no such transcript (any more). */
  covered(
    agent: string,
    externalId: string,
    from: number,
    to: number | null,
  ): Promise<CoveredTranscript | undefined>;
  /** Reads whatever is there; resolves when done or stopped. @throws {UserError} if it can't be read. */
  scan(signal?: AbortSignal): Promise<void>;
  /** Told which sessions have changed; none where only the status did. */
  onDidChange(listener: (changed: readonly TranscriptSummary[]) => void): Disposable;
}
