import type { Disposable, Log } from '../../core/ports';
import { after } from '../after';

/** How long a page that can be seen has until its script is heard, each time it is loaded. */
const patienceMs = [5_000, 15_000, 45_000] as const;

/**
 * Loads a page, and again if its script isn't heard. Where all webviews share an origin (code-server), VS Code's service
 * worker can lose a request for the script, and the page would stay blank.
 */
export class PageLoading implements Disposable {
  private waiting: Disposable | undefined;
  private seen: boolean;

  constructor(
    private readonly page: {
      /** What the page is called in the log. */
      readonly name: string;
      readonly load: () => void;
      readonly isVisible: () => boolean;
    },
    private readonly log: Pick<Log, 'warn' | 'error'>,
    private readonly timer = after,
  ) {
    this.seen = page.isVisible();
    page.load();
    this.waitAgain();
  }

  /** VS Code destroys a page that is hidden, and loads it by itself when it can be seen again. */
  visibilityChanged(): void {
    const visible = this.page.isVisible();
    if (visible !== this.seen) {
      this.seen = visible;
      this.waitAgain();
    }
  }

  /** The page's script runs. */
  heard(): void {
    this.waiting?.dispose();
  }

  dispose(): void {
    this.waiting?.dispose();
  }

  private waitAgain(): void {
    this.waiting?.dispose();
    if (this.seen) {
      this.wait(patienceMs);
    }
  }

  private wait([ms, ...later]: readonly number[]): void {
    const { name, load } = this.page;
    if (ms === undefined) {
      return;
    }
    this.waiting = this.timer(ms, () => {
      if (later.length === 0) {
        this.log.error(`The ${name} page did not start. Close it and open it again.`);
      } else {
        this.log.warn(`The ${name} page did not start; it is loaded again.`);
        load();
        this.wait(later);
      }
    });
  }
}
