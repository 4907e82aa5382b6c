import { Coalesced } from '../coalesced';
import { inBackground } from '../../core/inBackground';
import type { Disposable, Log } from '../../core/ports';
import { isSettled } from '../../core/proposal/confirming/measuredProposal';
import type { ProposedWork } from '../../core/proposal/confirming/proposedWork';
import { UserError } from '../../core/userError';
import type { WindowMemory } from '../../recorder/ports/windowMemory';
import type { Settings } from '../settings';
import type { ProposalBoard } from './proposalBoard';

interface AtOnceDeps {
  readonly board: Pick<ProposalBoard, 'proposals' | 'onDidChange'>;
  readonly settings: Pick<Settings, 'proposals' | 'onDidChange'>;
  readonly memory: WindowMemory;
  readonly log: Log;
  /** Everything else that can change what the board shows. */
  readonly changes: readonly { onDidChange(listener: () => void): Disposable }[];
  /** Stores them as not reviewed, as one action. */
  readonly record: (works: readonly ProposedWork[]) => Promise<void>;
}

const key = 'confirmedAtOnce';
/** Bounds what the window remembers; older ones were decided long ago. */
const mostRemembered = 500;
/** The figures of several proposals become known one after the other. */
const coalesceMs = 500;

/**
 * Records proposals without asking where the user wants that: each once its time is known for sure. One that the user
 * took back stays with the user.
 */
export class ConfirmAtOnce implements Disposable {
  private readonly looking = new Coalesced(coalesceMs, () => this.look());
  private readonly owned: readonly Disposable[];
  private recording = false;

  constructor(private readonly deps: AtOnceDeps) {
    this.owned = [deps.board, deps.settings, ...deps.changes].map((each) =>
      each.onDidChange(() => this.looking.request()),
    );
    this.looking.request();
  }

  dispose(): void {
    this.looking.dispose();
    this.owned.forEach((each) => each.dispose());
  }

  private look(): void {
    if (this.deps.settings.proposals === 'confirm' && !this.recording) {
      inBackground(this.recordNew(), this.deps.log, 'Proposed tasks could not be recorded.');
    }
  }

  private async recordNew(): Promise<void> {
    const before = this.remembered();
    const works = this.deps.board
      .proposals()
      .filter(isSettled)
      .map(({ work }) => work)
      .filter(
        ({ proposal, joined }) => joined !== null && joined !== 'likely' && !before.includes(proposal.id),
      );
    if (works.length === 0) {
      return;
    }
    this.recording = true;
    try {
      const ids = works.map(({ proposal }) => proposal.id);
      await this.deps.memory.update(key, [...before, ...ids].slice(-mostRemembered));
      await this.deps.record(works);
    } catch (error) {
      // Another window was faster, or a transcript is gone: the page shows what is left.
      if (!(error instanceof UserError)) {
        throw error;
      }
    } finally {
      this.recording = false;
    }
  }

  private remembered(): readonly string[] {
    const kept: unknown = this.deps.memory.get(key);
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  }
}
