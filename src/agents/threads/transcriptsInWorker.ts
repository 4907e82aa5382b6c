import * as l10n from '@vscode/l10n';
import { Worker } from 'node:worker_threads';
import { Listeners } from '../../core/listeners';
import type { Disposable, Log } from '../../core/ports';
import type { HookSilence } from '../../core/transcript/hooks/hookSilence';
import { withCoveredChange } from '../../core/transcript/inbox/coveredChange';
import type {
  CoveredTranscript,
  PartFigures,
  TranscriptSource,
  TranscriptStatus,
  TranscriptSummary,
} from '../../core/transcript/source/transcriptSource';
import { UserError } from '../../core/userError';
import { forgetTranscripts } from '../index/forgetTranscripts';
import { GrowingParts, type KnownPart } from '../following/growingParts';
import type {
  PartName,
  TranscriptAnswer,
  TranscriptRequest,
  TranscriptTask,
} from '../following/transcriptMessages';

export interface TranscriptWorkerPorts {
  /** The bundled transcriptWorker.ts. */
  readonly workerPath: string;
  /** Asked at each start; undefined while transcripts may not be read. */
  readonly task: () => Omit<TranscriptTask, 'stops'> | undefined;
  /** Whether the user turned reading off, so that nothing that was read may remain. */
  readonly isOff: () => boolean;
  /** Where the index is saved. */
  readonly indexPath: string;
  readonly log: Log;
}

interface WaitingScan {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  /** Set to 1 to stop it. */
  readonly stop: Int32Array;
  /** Whether the user can stop it. */
  readonly ownStop: boolean;
}

interface WaitingQuestion {
  readonly part: PartName;
  /** The last answer about the part, which the next one may be told by. */
  readonly known: KnownPart | undefined;
  readonly resolve: (covered: CoveredTranscript | undefined) => void;
}

interface RunningWorker {
  readonly thread: Worker;
  /** Incremented to stop what the thread reads on its own. */
  readonly stops: Int32Array;
}

const closeMs = 2_000;

/** Transcripts read by a separate thread, which starts with the first scan and restarts after a crash. */
export class TranscriptsInWorker implements TranscriptSource {
  private state: TranscriptStatus = { kind: 'starting' };
  private silence: HookSilence | undefined;
  private running: RunningWorker | undefined;
  private readonly known = new Map<string, TranscriptSummary>();
  private newestFirst: readonly TranscriptSummary[] | undefined;
  private readonly scans = new Map<number, WaitingScan>();
  private readonly questions = new Map<number, WaitingQuestion>();
  private readonly sums = new Map<number, (figures: PartFigures | undefined) => void>();
  private readonly ends = new Map<number, (end: number | undefined) => void>();
  private readonly parts = new GrowingParts();
  private readonly listeners = new Listeners<readonly TranscriptSummary[]>();
  private asked = 0;

  constructor(private readonly ports: TranscriptWorkerPorts) {}

  get status(): TranscriptStatus {
    return this.state;
  }

  get hookSilence(): HookSilence | undefined {
    return this.silence;
  }

  /** The reading thread, for tests. */
  get threadId(): number | undefined {
    return this.running?.thread.threadId;
  }

  sessions(): readonly TranscriptSummary[] {
    this.newestFirst ??= [...this.known.values()].sort((a, b) => b.start - a.start);
    return this.newestFirst;
  }

  session(agent: string, externalId: string): TranscriptSummary | undefined {
    return this.known.get(nameOf({ agent, externalId }));
  }

  async covered(
    agent: string,
    externalId: string,
    from: number,
    to: number | null,
  ): Promise<CoveredTranscript | undefined> {
    if (!this.running) {
      return undefined;
    }
    const id = ++this.asked;
    const part = { agent, externalId, from, to };
    const known = this.parts.of(part);
    return new Promise((resolve) => {
      this.questions.set(id, { part, known, resolve });
      this.ask({ kind: 'covered', id, part, known: known?.id });
    });
  }

  async figures(
    agent: string,
    externalId: string,
    from: number,
    to: number | null,
  ): Promise<PartFigures | undefined> {
    if (!this.running) {
      return undefined;
    }
    const id = ++this.asked;
    return new Promise((resolve) => {
      this.sums.set(id, resolve);
      this.ask({ kind: 'figures', id, part: { agent, externalId, from, to } });
    });
  }

  async turnEnd(agent: string, externalId: string, at: number): Promise<number | undefined> {
    if (!this.running) {
      return undefined;
    }
    const id = ++this.asked;
    return new Promise((resolve) => {
      this.ends.set(id, resolve);
      this.ask({ kind: 'turnEnd', id, session: { agent, externalId }, at });
    });
  }

  async scan(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) {
      return;
    }
    const running = this.running ?? this.start();
    if (!running) {
      return;
    }
    const id = ++this.asked;
    const stop = (): void => this.stopScan(running, id);
    signal?.addEventListener('abort', stop, { once: true });
    const flag = new SharedArrayBuffer(4);
    const ownStop = signal !== undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        this.scans.set(id, { resolve, reject, stop: new Int32Array(flag), ownStop });
        this.ask({ kind: 'scan', id, stop: flag, goesOn: ownStop });
      });
    } finally {
      signal?.removeEventListener('abort', stop);
      this.scans.delete(id);
    }
  }

  onDidChange(listener: (changed: readonly TranscriptSummary[]) => void): Disposable {
    return this.listeners.add(listener);
  }

  /** Starts reading again after a change of what may be read, or where. */
  async restart(): Promise<void> {
    await this.close();
    this.known.clear();
    this.newestFirst = undefined;
    this.become({ kind: 'starting' });
    await this.scan();
  }

  /** Ends the thread once it has saved what it read. */
  async close(): Promise<void> {
    const { running } = this;
    if (!running) {
      return;
    }
    this.running = undefined;
    Atomics.add(running.stops, 0, 1);
    this.scans.forEach(({ stop }) => Atomics.store(stop, 0, 1));
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, closeMs);
      running.thread.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      running.thread.postMessage({ kind: 'close' } satisfies TranscriptRequest);
    });
    await running.thread.terminate();
    this.letGo(undefined);
  }

  dispose(): void {
    this.listeners.clear();
    this.close().catch((error: unknown) =>
      this.ports.log.warn('The thread that reads transcripts could not be stopped.', error),
    );
  }

  private start(): RunningWorker | undefined {
    const task = this.ports.task();
    if (!task) {
      if (this.ports.isOff()) {
        forgetTranscripts(this.ports.indexPath);
      }
      this.become({ kind: 'off' });
      return undefined;
    }
    const buffer = new SharedArrayBuffer(4);
    const workerData: TranscriptTask = { ...task, stops: buffer };
    const thread = new Worker(this.ports.workerPath, { workerData, execArgv: [] });
    const running: RunningWorker = { thread, stops: new Int32Array(buffer) };
    this.running = running;
    this.silence = undefined;
    // Following transcripts mustn't keep a process alive.
    thread.unref();
    thread.on('message', (answer: TranscriptAnswer) => this.guard(() => this.take(answer)));
    thread.on('error', (error) => this.brokeDown(running, error));
    thread.on('exit', (code) => this.brokeDown(running, new Error(`The thread exited with code ${code}.`)));
    this.become({ kind: 'reading', files: 0, ofFiles: 0 });
    return running;
  }

  /** Stops whatever the user sees being read: this scan, and those that nobody else could stop. */
  private stopScan(running: RunningWorker, id: number): void {
    for (const [each, { stop, ownStop }] of this.scans) {
      if (each === id || !ownStop) {
        Atomics.store(stop, 0, 1);
      }
    }
    Atomics.add(running.stops, 0, 1);
  }

  private take(answer: TranscriptAnswer): void {
    switch (answer.kind) {
      case 'progress':
        this.become({ kind: 'reading', files: answer.files, ofFiles: answer.ofFiles });
        return;
      case 'scanned':
        this.become({ kind: 'ready', skipped: answer.skipped });
        this.scans.get(answer.id)?.resolve();
        return;
      case 'covered': {
        const question = this.questions.get(answer.id);
        this.questions.delete(answer.id);
        if (question) {
          const { part, known, resolve } = question;
          const covered = answer.change && withCoveredChange(known?.covered, answer.change);
          this.parts.take(part, answer.id, covered);
          resolve(covered);
        }
        return;
      }
      case 'figures':
        this.sums.get(answer.id)?.(answer.figures);
        this.sums.delete(answer.id);
        return;
      case 'turnEnd':
        this.ends.get(answer.id)?.(answer.end);
        this.ends.delete(answer.id);
        return;
      case 'changed':
        for (const each of answer.gone) {
          this.known.delete(nameOf(each));
        }
        for (const each of answer.summaries) {
          this.known.set(nameOf(each), each);
        }
        this.newestFirst = undefined;
        this.ask({ kind: 'taken' });
        this.fire(answer.summaries);
        return;
      case 'hooks':
        this.silence = answer.silence;
        this.fire([]);
        return;
      case 'closed':
        return;
    }
  }

  private brokeDown(running: RunningWorker, error: Error): void {
    if (this.running !== running) {
      return;
    }
    this.running = undefined;
    const message = l10n.t(
      "Agent transcripts can't be read: {0}. Run Scan Agent History to try again.",
      error.message,
    );
    this.ports.log.error(message);
    this.letGo(new UserError(message));
    this.become({ kind: 'failed', message });
  }

  /** Answers every request that was waiting for a thread that is gone. */
  private letGo(failure: UserError | undefined): void {
    for (const { resolve, reject } of this.scans.values()) {
      if (failure) {
        reject(failure);
      } else {
        resolve();
      }
    }
    this.scans.clear();
    this.questions.forEach(({ resolve }) => resolve(undefined));
    this.questions.clear();
    this.sums.forEach((resolve) => resolve(undefined));
    this.sums.clear();
    this.ends.forEach((resolve) => resolve(undefined));
    this.ends.clear();
    this.parts.clear();
  }

  private ask(request: TranscriptRequest): void {
    this.running?.thread.postMessage(request);
  }

  private become(status: TranscriptStatus): void {
    this.state = status;
    this.fire([]);
  }

  private fire(changed: readonly TranscriptSummary[]): void {
    this.guard(() => this.listeners.tell(changed));
  }

  private guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.ports.log.error('Transcripts could not be followed.', error);
    }
  }
}

function nameOf({ agent, externalId }: Pick<TranscriptSummary, 'agent' | 'externalId'>): string {
  return `${agent}\n${externalId}`;
}
