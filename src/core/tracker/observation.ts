import type { Span } from '../task/span';
import type { CoveredTranscript } from '../transcript/transcriptSource';
import type { TrackedMode, TrackedSession } from './trackerState';

/** What the sensors and the person tell the tracker, in core's words. */
export type Observation =
  /** Nothing but that time goes on. */
  | { readonly kind: 'tick' }
  | {
      readonly kind: 'session-started';
      readonly sessionId: string;
      readonly mode: TrackedMode;
      readonly agent: string;
      readonly folder: string | null;
      readonly taskId: string | null;
      readonly terminal: string | null;
      /** Where it is known to have started before now. */
      readonly startedAt?: number;
      /** Prompts sent before it was known whose typing was measured. */
      readonly sentAt?: readonly number[];
    }
  /** The output of an interactive agent showed that it works; that of a batch program, that it lives. */
  | { readonly kind: 'working'; readonly terminal: string }
  /** The transcript of its program was found, or has grown. */
  | {
      readonly kind: 'transcript-read';
      readonly sessionId: string;
      readonly covered: CoveredTranscript;
      /** All supervision of the session; what it has stays unless told. */
      readonly supervision?: readonly Span[] | undefined;
    }
  /** The transcript of its program can't be read any more. */
  | { readonly kind: 'transcript-lost'; readonly sessionId: string }
  /** A prompt is sent to the agent in a terminal whose typing was measured. */
  | { readonly kind: 'prompt-sent'; readonly terminal: string }
  | { readonly kind: 'session-ended'; readonly terminal: string; readonly exitCode: number | null }
  /** Another program was started in the terminal, and nobody saw the one before end. */
  | { readonly kind: 'end-missed'; readonly terminal: string }
  | { readonly kind: 'terminal-closed'; readonly terminal: string }
  /** The window goes (reload); the program in the terminal may well go on. */
  | { readonly kind: 'terminal-suspended'; readonly terminal: string }
  /** A session remembered from before a reload. */
  | { readonly kind: 'session-restored'; readonly session: TrackedSession }
  /** A suspended session whose terminal did not come back: nobody knows when it ended. */
  | { readonly kind: 'session-lost'; readonly sessionId: string }
  /** The editor has not answered since; whatever this host saw after that is not to be believed. */
  | { readonly kind: 'host-silent'; readonly since: number }
  /** What was suspended since then goes on. */
  | { readonly kind: 'host-answered'; readonly since: number }
  | { readonly kind: 'session-paused' | 'session-resumed' | 'session-stopped'; readonly sessionId: string }
  /** Its start could not be stored. */
  | { readonly kind: 'session-forgotten'; readonly sessionId: string }
  | { readonly kind: 'session-moved'; readonly sessionId: string; readonly taskId: string }
  /** A key or a paste by the person, who composes a prompt for the task. */
  | { readonly kind: 'typed'; readonly document: string; readonly taskId: string | null }
  /** The prompt was sent or its document closed. */
  | { readonly kind: 'prompt-finished'; readonly document: string }
  | { readonly kind: 'focus-lost' | 'focus-gained' };
