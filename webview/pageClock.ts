import type { RecordState } from '../src/core/page/protocol';

/** The extension's clock, derived from the last state and this page's steady clock. */
export class PageClock {
  private hostNow = 0;
  private pageNow = 0;
  private timer: number | undefined;

  /** @param tick called each second while clocks run and the page is visible */
  constructor(private readonly tick: () => void) {
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) {
        this.tick();
      }
    });
  }

  /** Milliseconds since the last state was made. */
  sinceState(state: RecordState): number {
    return Math.max(0, this.hostNow + (performance.now() - this.pageNow) - state.now);
  }

  follow(state: RecordState): void {
    this.hostNow = state.now;
    this.pageNow = performance.now();
    const running = state.openTasks.some((task) => task.sessions.some((session) => session.state === 'busy'));
    if (running) {
      this.timer ??= window.setInterval(() => {
        if (!document.hidden) {
          this.tick();
        }
      }, 1000);
    } else {
      clearInterval(this.timer);
      this.timer = undefined;
    }
  }
}
