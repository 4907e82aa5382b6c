import type { Disposable } from '../../core/ports';
import { after } from '../after';

/** How long a page that can be seen has until its script is heard. */
const patienceMs = 20_000;

interface StartingPage {
  readonly isVisible: () => boolean;
  /** Called each time that the page can be seen for long and its script isn't heard. */
  readonly notStarted: () => void;
}

/**
 * Notices a page that stays blank. Where VS Code serves all webviews from one origin, as code-server does, the first two
 * in a browser that load at once can miss the service worker that they share. Only a reload of the window helps.
 */
export class PageStart implements Disposable {
  private waiting: Disposable | undefined;
  private visible = false;

  constructor(
    private readonly page: StartingPage,
    private readonly timer = after,
  ) {
    this.visibilityChanged();
  }

  /** VS Code destroys a page that is hidden, and loads it again when it can be seen. */
  visibilityChanged(): void {
    const visible = this.page.isVisible();
    if (visible !== this.visible) {
      this.visible = visible;
      this.dispose();
      this.waiting = visible ? this.timer(patienceMs, () => this.page.notStarted()) : undefined;
    }
  }

  /** The page's script runs. */
  heard(): void {
    this.dispose();
  }

  dispose(): void {
    this.waiting?.dispose();
  }
}
