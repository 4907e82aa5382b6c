/** A session of a writer that stopped beating (crashed or was killed), and the last moment it was known to run. */
export interface OrphanedWork {
  readonly writer: string;
  readonly lastBeatAt: number;
  readonly work: RunningWork;
}

/** A writer's present measurements, kept in its heartbeat file so that another window can finish them. */
export interface RunningWork {
  readonly sessions: readonly {
    readonly sessionId: string;
    /** Start of the busy span that is still open; null while the agent waits. */
    readonly busySince: number | null;
    readonly taskId: string | null;
  }[];
  readonly typing: { readonly taskId: string; readonly since: number; readonly lastAt: number } | null;
}

/** What the windows that share a record know of each other, by the heartbeats that each of them writes. */
export interface WindowRegistry {
  /** Writes this writer's heartbeat; call every 15 s and when the running sessions change. Never throws. */
  beat(work: RunningWork, now: number): Promise<void>;
  /** Work of writers whose last beat is older than the limit and whose process is gone; each is returned once. */
  claimOrphans(now: number): Promise<readonly OrphanedWork[]>;
  /** The present measurements of the other living windows. */
  workOfOthers(now: number): Promise<readonly RunningWork[]>;
}
