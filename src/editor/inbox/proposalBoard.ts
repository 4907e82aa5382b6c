import * as l10n from '@vscode/l10n';
import { inBackground } from '../../core/inBackground';
import { Listeners } from '../../core/listeners';
import type { Clock, Disposable, Log } from '../../core/ports';
import {
  calibration,
  realCalibration,
  tasksOfProposals,
  type Calibration,
} from '../../core/proposal/calibration';
import { calibrationText, realEffortText } from '../../core/proposal/confirming/calibrationText';
import type { MeasuredProposal } from '../../core/proposal/confirming/measuredProposal';
import { proposedWork, type ProposedWork } from '../../core/proposal/confirming/proposedWork';
import type { RecordStore } from '../../core/record/recordStore';
import type { Measurement } from '../../core/task/task';
import { endForClosed, measurementOfParts, type FetchedPart } from '../../core/transcript/inbox/inboxActions';
import { UserError } from '../../core/userError';
import type { Settings } from '../settings';
import type { AgentInbox } from './agentInbox';

interface BoardDeps {
  readonly inbox: Pick<AgentInbox, 'proposals' | 'fetch' | 'onDidChange'>;
  readonly settings: Pick<Settings, 'proposals'>;
  readonly store: Pick<RecordStore, 'version' | 'decidedProposals' | 'task' | 'tasksWithRealEffort'>;
  readonly clock: Clock;
  readonly after: (ms: number, work: () => void) => Disposable;
  readonly log: Log;
}

/** Enough for anyone; only bounds growth over months. */
const mostKnown = 2000;
/** When what could not be read is read again; twice as late each time, up to the last. */
const [firstRetryMs, lastRetryMs] = [5_000, 300_000];

/** The proposals that nobody decided on, with their time; what their transcripts say is read off this thread. */
export class ProposalBoard implements Disposable {
  private readonly listeners = new Listeners();
  /** By the parts that it is the measurement of; undefined while it is being read. */
  private readonly known = new Map<string, Measurement | undefined>();
  /** Those that could not be read, until they are read again. */
  private readonly failed = new Set<string>();
  private retry: Disposable | undefined;
  private retryMs = firstRetryMs;
  private calibrations:
    | {
        readonly version: number;
        readonly confirmed: readonly Calibration[];
        readonly real: readonly Calibration[];
      }
    | undefined;
  private disposed = false;

  constructor(private readonly deps: BoardDeps) {}

  /** Oldest first; none where the user switched them off. */
  proposals(): readonly MeasuredProposal[] {
    const { inbox, settings, clock } = this.deps;
    const joined = settings.proposals === 'off' ? [] : inbox.proposals(clock());
    return proposedWork(joined).map((work) => ({ work, measured: this.measured(work) }));
  }

  /** @throws {UserError} if one of them was decided on, here or in another window. */
  byIds(ids: readonly string[]): readonly ProposedWork[] {
    const { inbox, clock } = this.deps;
    const open = new Map(proposedWork(inbox.proposals(clock())).map((work) => [work.proposal.id, work]));
    return ids.map((id) => {
      const work = open.get(id);
      if (work === undefined) {
        throw new UserError(
          l10n.t('Nothing changed: this proposed task was confirmed, merged or dismissed in the meantime.'),
        );
      }
      return work;
    });
  }

  /** What the transcripts say of its time now. @throws {UserError} if one of them is gone. */
  fetch({ parts }: Pick<ProposedWork, 'parts'>): Promise<FetchedPart[]> {
    return this.deps.inbox.fetch(parts, endForClosed);
  }

  /** How earlier estimates of the same estimator held, in words; null if that says nothing yet. */
  calibration(work: ProposedWork): string | null {
    const { store } = this.deps;
    const { version } = store;
    if (this.calibrations?.version !== version) {
      this.calibrations = {
        version,
        confirmed: calibration(tasksOfProposals(store)),
        real: realCalibration(store.tasksWithRealEffort()),
      };
    }
    const { confirmed, real } = this.calibrations;
    const texts = [
      calibrationText(work, confirmed),
      realEffortText(work.proposal.estimate.by, work.edited.category, real),
    ].filter((text) => text !== null);
    return texts.length === 0 ? null : texts.join(' ');
  }

  /** Figures of a proposal have become known; the inbox and the record say themselves when theirs change. */
  onDidChange(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  dispose(): void {
    this.disposed = true;
    this.retry?.dispose();
    this.listeners.clear();
  }

  private measured(work: ProposedWork): Measurement | undefined {
    if (work.parts.length === 0) {
      return measurementOfParts([]);
    }
    const key = work.parts.map((part) => `${part.id} ${part.to ?? part.session.end}`).join('\n');
    if (!this.known.has(key)) {
      if (this.known.size >= mostKnown) {
        this.known.clear();
      }
      this.known.set(key, undefined);
      inBackground(this.read(key, work), this.deps.log, 'The time of a proposed task could not be read.');
    }
    return this.known.get(key);
  }

  private async read(key: string, work: ProposedWork): Promise<void> {
    try {
      const measured = measurementOfParts(await this.fetch(work));
      this.retryMs = firstRetryMs;
      if (!this.disposed) {
        this.known.set(key, measured);
        this.listeners.tell();
      }
    } catch (error) {
      this.failed.add(key);
      this.readAgainLater();
      throw error;
    }
  }

  /** The thread that reads transcripts may have broken down, or a file may be on its way from elsewhere. */
  private readAgainLater(): void {
    if (this.retry !== undefined || this.disposed) {
      return;
    }
    this.retry = this.deps.after(this.retryMs, () => {
      this.retry = undefined;
      this.failed.forEach((key) => this.known.delete(key));
      this.failed.clear();
      this.listeners.tell();
    });
    this.retryMs = Math.min(2 * this.retryMs, lastRetryMs);
  }
}
