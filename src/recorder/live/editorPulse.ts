import type { Clock } from '../../core/ports';

interface PulseListener {
  /** The editor has not answered since then. */
  readonly fellSilent: (since: number) => void;
  /** It answers again after a silence since then. */
  readonly answered: (since: number) => void;
}

/**
 * Notices a host that the editor left behind: after an abrupt close a remote host lives on for minutes, its timers
 * fire, and no call to the editor is ever answered.
 */
export class EditorPulse {
  private waiting = false;
  private silent = false;
  private lastAnswerAt: number;

  constructor(
    private readonly clock: Clock,
    private readonly ping: () => PromiseLike<unknown>,
    private readonly listener: PulseListener,
  ) {
    this.lastAnswerAt = clock();
  }

  /** Call each slow tick: a question that the last tick asked must have been answered by now. */
  check(): void {
    if (!this.waiting) {
      this.waiting = true;
      const answered = () => this.answer();
      // A refusal is an answer too: somebody is there.
      this.ping().then(answered, answered);
      return;
    }
    if (!this.silent) {
      this.silent = true;
      this.listener.fellSilent(this.lastAnswerAt);
    }
  }

  private answer(): void {
    const since = this.lastAnswerAt;
    this.waiting = false;
    this.lastAnswerAt = this.clock();
    if (this.silent) {
      this.silent = false;
      this.listener.answered(since);
    }
  }
}
