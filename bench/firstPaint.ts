import type { HostMessage } from '../src/core/page/protocol';
import type { PageHarness } from '../test/webview/pageHarness';

declare global {
  interface Window {
    acquireVsCodeApi: () => { readonly postMessage: (message: { readonly type: string }) => void };
    painted: Promise<number>;
  }
}

/**
 * Loads the record page in a browser context of its own and answers as soon as it says that it is ready. @returns
 * milliseconds from the beginning of loading until the first frame with so many rows was painted.
 */
export async function firstPaint(harness: PageHarness, message: HostMessage, rows: number): Promise<number> {
  const page = await harness.open('record', {
    isOwn: true,
    before: (tab) => tab.addInitScript(answerAndWatch, { message, rows }),
  });
  try {
    return await page.tab.evaluate(() => window.painted);
  } finally {
    await page.close();
  }
}

/** Runs in the page before its own script. */
function answerAndWatch({ message, rows }: { readonly message: unknown; readonly rows: number }): void {
  const api = window.acquireVsCodeApi();
  window.acquireVsCodeApi = () => ({
    ...api,
    postMessage: (posted) => {
      api.postMessage(posted);
      if (posted.type === 'ready') {
        window.postMessage(message, '*');
      }
    },
  });
  window.painted = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelectorAll('tbody tr').length >= rows) {
        observer.disconnect();
        // A message that is sent before a frame is painted arrives after it.
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now()));
        port1.start();
        requestAnimationFrame(() => port2.postMessage(undefined));
      }
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}
