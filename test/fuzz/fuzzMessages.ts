/** A batch is repeatable: the same seed makes the same inputs. */
export interface BatchRequest {
  readonly targetNumber: number;
  readonly seed: number;
  readonly runs: number;
  /** Sends each input before it is run, to know it should the process not come back from it. */
  readonly announce: boolean;
  /** Causes of failures that were found before: once is enough. */
  readonly known: readonly string[];
}

export type BatchAnswer =
  | { readonly kind: 'done'; readonly ran: number; readonly rssBytes: number }
  | {
      readonly kind: 'failed';
      readonly ran: number;
      readonly message: string;
      readonly cause: string;
      /** In base64, as small as it was found to fail. */
      readonly input: string;
    }
  | { readonly kind: 'input'; readonly input: string };
