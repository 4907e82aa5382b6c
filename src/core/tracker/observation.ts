import type { Span } from '../task/span';
import type { CoveredTranscript } from '../transcript/source/transcriptSource';
import type { TrackedMode, TrackedSession } from './trackerState';

/** Everything the sensors and the user report to the tracker, in core's terms. */
export type Observation =
  /** Time passes, nothing else. */
  | { readonly kind: 'tick' }
  | {
      readonly kind: 'session-started';
      readonly sessionId: string;
      readonly mode: TrackedMode;
      readonly agent: string;
      readonly folder: string | null;
      readonly taskId: string | null;
      readonly terminal: string | null;
      /** Set if it is known to have started earlier. */
      readonly startedAt?: number;
      /** Prompts with measured typing, sent before this was known. */
      readonly sentAt?: readonly number[];
    }
  /** The output of an interactive agent showed that it works; that of a batch program, that it lives. */
  | { readonly kind: 'working'; readonly terminal: string }
  /** The transcript of its program was found, or has grown. */
  | {
      readonly kind: 'transcript-read';
      readonly sessionId: string;
      readonly covered: CoveredTranscript;
      /** All supervision of the session; omitted: unchanged. */
      readonly supervision?: readonly Span[] | undefined;
    }
  /** The transcript of its program can't be read any more. */
  | { readonly kind: 'transcript-lost'; readonly sessionId: string }
  /** A prompt with measured typing is sent to the agent in a terminal. */
  | { readonly kind: 'prompt-sent'; readonly terminal: string }
  | { readonly kind: 'session-ended'; readonly terminal: string; readonly exitCode: number | null }
  /** Another program was started in the terminal, and the end of the previous one was missed. */
  | { readonly kind: 'end-missed'; readonly terminal: string }
  | { readonly kind: 'terminal-closed'; readonly terminal: string }
  /** The window closes or reloads; the program in the terminal may well continue. */
  | { readonly kind: 'terminal-suspended'; readonly terminal: string }
  /** A session remembered from before a reload. */
  | { readonly kind: 'session-restored'; readonly session: TrackedSession }
  /** A suspended session whose terminal did not come back: its end is unknown. */
  | { readonly kind: 'session-lost'; readonly sessionId: string }
  /** The editor has not answered since; anything this host saw after that is unreliable. */
  | { readonly kind: 'host-silent'; readonly since: number }
  /** Sessions suspended since then continue. */
  | { readonly kind: 'host-answered'; readonly since: number }
  | { readonly kind: 'session-paused' | 'session-resumed' | 'session-stopped'; readonly sessionId: string }
  /** Its start could not be stored. */
  | { readonly kind: 'session-forgotten'; readonly sessionId: string }
  | { readonly kind: 'session-moved'; readonly sessionId: string; readonly taskId: string }
  /** A key or a paste by the user, who composes a prompt for the task. */
  | { readonly kind: 'typed'; readonly document: string; readonly taskId: string | null }
  /** The prompt was sent or its document closed. */
  | { readonly kind: 'prompt-finished'; readonly document: string }
  | { readonly kind: 'focus-lost' | 'focus-gained' };
