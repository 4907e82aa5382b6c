/** What the probe saw of the extension, in milliseconds of `performance.now()`. */
export interface Observed {
  /** Reading and running the bundle. */
  loadMs: number | undefined;
  /** The same in processor time of the thread. */
  loadCpuMs: number | undefined;
  activation: Activation | undefined;
  /** Each text, tooltip, … given to a status bar item, in order. */
  readonly statusChanges: StatusChange[];
  /** Time spent in the listeners of each event, from the last reset on. */
  readonly listeners: Map<string, ListenerTime>;
  /** The extension that does nothing, loaded and activated. */
  readonly bare: Started;
}

export interface Started {
  loadMs: number | undefined;
  loadCpuMs: number | undefined;
  activation: Activation | undefined;
}

export interface Activation {
  readonly startedAt: number;
  /** Until `activate` returned to VS Code. */
  readonly returnedMs: number;
  readonly returnedCpuMs: number;
  /** Until the promise it returned was fulfilled; the same where it returned none. */
  readonly settledMs: number;
}

export interface StatusChange {
  readonly at: number;
  readonly property: string;
  readonly value: string;
}

export interface ListenerTime {
  calls: number;
  ms: number;
}
