import type { CoveredChange } from '../../core/transcript/inbox/coveredChange';
import type { PartFigures, TranscriptSummary } from '../../core/transcript/source/transcriptSource';
import type { Skipped } from '../../core/transcript/source/skipReason';
import type { HookSilence } from '../../core/transcript/hooks/hookSilence';
import type { AgentEnvironment } from '../reading/transcriptReader';

/** The data that the worker thread starts with. */
export interface TranscriptTask {
  readonly environment: AgentEnvironment;
  /** Further folders by agent. */
  readonly moreFolders: Readonly<Record<string, readonly string[]>>;
  readonly keepText: boolean;
  /** Where the index is saved. */
  readonly indexPath: string;
  /** The built scanWorker.ts; undefined if there is none. */
  readonly helperPath: string | undefined;
  /** Where hooks write their events; undefined if they have no folder. */
  readonly spoolFolder: string | undefined;
  /** Incremented to stop a scan that the thread started itself, between two files. */
  readonly stops: SharedArrayBuffer;
}

/** The part [from, to) of a session; `to` null: including everything still to come. */
export interface PartName extends SessionName {
  readonly from: number;
  readonly to: number | null;
}

export type TranscriptRequest =
  | {
      readonly kind: 'scan';
      readonly id: number;
      /** Set to 1 to stop it between two files. */
      readonly stop: SharedArrayBuffer;
      /** Whether to also read what a stopped scan left: only if the user asks for it. */
      readonly goesOn: boolean;
    }
  | {
      readonly kind: 'covered';
      readonly id: number;
      readonly part: PartName;
      /** The number of the last question about the part, whose answer is still there. */
      readonly known: number | undefined;
    }
  | { readonly kind: 'figures'; readonly id: number; readonly part: PartName }
  | { readonly kind: 'turnEnd'; readonly id: number; readonly session: SessionName; readonly at: number }
  /** The last batch of summaries was taken; the next may come. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'close' };

export type SessionName = Pick<TranscriptSummary, 'agent' | 'externalId'>;

export type TranscriptAnswer =
  | { readonly kind: 'progress'; readonly files: number; readonly ofFiles: number }
  | {
      readonly kind: 'scanned';
      readonly id: number;
      readonly skipped: readonly Skipped[];
    }
  | {
      readonly kind: 'changed';
      readonly summaries: readonly TranscriptSummary[];
      readonly gone: readonly SessionName[];
    }
  | { readonly kind: 'covered'; readonly id: number; readonly change: CoveredChange | undefined }
  | { readonly kind: 'figures'; readonly id: number; readonly figures: PartFigures | undefined }
  | { readonly kind: 'turnEnd'; readonly id: number; readonly end: number | undefined }
  | { readonly kind: 'hooks'; readonly silence: HookSilence | undefined }
  | { readonly kind: 'closed' };
