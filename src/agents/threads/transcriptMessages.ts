import type { CoveredTranscript, TranscriptSummary } from '../../core/transcript/transcriptSource';
import type { HookSilence } from '../../core/transcript/hookSilence';
import type { AgentEnvironment } from '../transcriptReader';

/** What the worker thread is started with. */
export interface TranscriptTask {
  readonly environment: AgentEnvironment;
  /** Further folders by agent. */
  readonly moreFolders: Readonly<Record<string, readonly string[]>>;
  readonly keepText: boolean;
  /** Where what was read is put away. */
  readonly indexPath: string;
  /** The built scanWorker.ts; undefined where there is none. */
  readonly helperPath: string | undefined;
  /** Where hooks leave their events; undefined where they have no place. */
  readonly spoolFolder: string | undefined;
  /** Raised to stop, between two files, a scan of the thread's own accord. */
  readonly stops: SharedArrayBuffer;
}

export type TranscriptRequest =
  | {
      readonly kind: 'scan';
      readonly id: number;
      /** Set to 1 to stop it between two files. */
      readonly stop: SharedArrayBuffer;
      /** Whether what a stopped scan left is read, too: only where the person asks for it. */
      readonly goesOn: boolean;
    }
  | {
      readonly kind: 'covered';
      readonly id: number;
      readonly agent: string;
      readonly externalId: string;
      readonly from: number;
      readonly to: number | null;
    }
  /** The last batch of summaries was taken: the next may come. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'close' };

export type SessionName = Pick<TranscriptSummary, 'agent' | 'externalId'>;

export type TranscriptAnswer =
  | { readonly kind: 'progress'; readonly files: number; readonly ofFiles: number }
  | {
      readonly kind: 'scanned';
      readonly id: number;
      readonly skipped: readonly { readonly reason: string; readonly count: number }[];
    }
  | {
      readonly kind: 'changed';
      readonly summaries: readonly TranscriptSummary[];
      readonly gone: readonly SessionName[];
    }
  | { readonly kind: 'covered'; readonly id: number; readonly covered: CoveredTranscript | undefined }
  | { readonly kind: 'hooks'; readonly silence: HookSilence | undefined }
  | { readonly kind: 'closed' };
