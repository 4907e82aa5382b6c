import type { Locator, Page } from 'playwright-core';
import { until } from './until';

export interface ShownNotification {
  readonly message: string;
  readonly buttons: readonly string[];
}

/** The messages in the corner, and the modal ones in the middle. */
export class Notifications {
  constructor(private readonly page: Page) {}

  /** Everything shown now; modal dialogs first. */
  async shown(): Promise<readonly ShownNotification[]> {
    return [...(await readAll(this.dialogs)), ...(await readAll(this.toasts))];
  }

  /** Waits for a message that contains the text. */
  waitFor(text: string, timeoutMs?: number): Promise<ShownNotification> {
    return until(
      `a message with "${text}"`,
      async () => {
        const shown = await this.shown();
        const found = shown.find((notification) => notification.message.includes(text));
        if (!found) {
          throw new Error(JSON.stringify(shown));
        }
        return found;
      },
      timeoutMs,
    );
  }

  /** Clicks a button of the message that contains the text. */
  async click(text: string, button: string): Promise<void> {
    await this.waitFor(text);
    const box = this.dialogs.or(this.toasts).filter({ hasText: text }).first();
    // Buttons of a collapsed toast appear when the pointer is over it.
    await box.hover();
    await box.locator(buttonSelector).filter({ hasText: button }).first().click();
  }

  private get dialogs(): Locator {
    return this.page.locator('.monaco-dialog-box:visible');
  }

  private get toasts(): Locator {
    return this.page
      .locator('.notifications-toasts, .notifications-center')
      .locator('.notification-list-item:visible');
  }
}

const messageSelector = '.dialog-message-text, .notification-list-item-message';
const buttonSelector =
  '.dialog-buttons .monaco-button, .notification-list-item-buttons-container .monaco-button';

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** All of them at one moment: one that goes while it is read must not be waited for. */
async function readAll(boxes: Locator): Promise<readonly ShownNotification[]> {
  const read = await boxes.evaluateAll(
    (found, [message = '', button = '']) =>
      found.map((box) => ({
        message: box.querySelector<HTMLElement>(message)?.innerText ?? '',
        buttons: [...box.querySelectorAll<HTMLElement>(button)].map(({ innerText }) => innerText),
      })),
    [messageSelector, buttonSelector],
  );
  return read.map(({ message, buttons }) => ({
    message: tidy(message),
    buttons: buttons.map(tidy).filter(Boolean),
  }));
}
