import type { Locator, Page } from 'playwright-core';
import { until } from './until';

/** The extension's items of the status bar, by the ids it gave them. */
export class StatusBar {
  constructor(private readonly page: Page) {}

  item(id: string): StatusBarItem {
    return new StatusBarItem(this.page, this.page.locator(`[id="leverage-record.leverage-record.${id}"]`));
  }

  /** The ids of the extension's visible items, without its prefix. */
  async itemIds(): Promise<readonly string[]> {
    const ids = await this.page
      .locator('.statusbar-item[id^="leverage-record.leverage-record."]')
      .evaluateAll((items) => items.map((item) => item.id));
    return ids.map((id) => id.replace('leverage-record.leverage-record.', ''));
  }
}

export class StatusBarItem {
  constructor(
    private readonly page: Page,
    private readonly locator: Locator,
  ) {}

  /** The text without icons; waits until the item is there. */
  async text(): Promise<string> {
    await this.locator.waitFor();
    return (await this.locator.innerText()).replace(/\s+/g, ' ').trim();
  }

  /** Waits until the text contains, or matches, something. */
  untilText(expected: string | RegExp, timeoutMs?: number): Promise<string> {
    const fits = (text: string): boolean =>
      typeof expected === 'string' ? text.includes(expected) : expected.test(text);
    return until(
      `the status bar to say ${expected}`,
      async () => {
        const text = await this.text();
        if (!fits(text)) {
          throw new Error(`"${text}"`);
        }
        return text;
      },
      timeoutMs,
    );
  }

  /** The text for screen readers. */
  async accessibleName(): Promise<string> {
    return (await this.locator.locator('a').getAttribute('aria-label')) ?? '';
  }

  isVisible(): Promise<boolean> {
    return this.locator.isVisible();
  }

  /** The classes distinguish error and warning backgrounds: `error-kind`, `warning-kind`. */
  async kind(): Promise<'error' | 'warning' | 'standard'> {
    const classes = (await this.locator.getAttribute('class')) ?? '';
    return classes.includes('error-kind')
      ? 'error'
      : classes.includes('warning-kind')
        ? 'warning'
        : 'standard';
  }

  /** Hovers the item and reads what appears. */
  async tooltip(): Promise<string> {
    await this.locator.hover();
    const hover = this.page.locator('.monaco-hover:visible').last();
    await hover.waitFor();
    const text = await hover.innerText();
    await this.page.mouse.move(0, 0);
    return text.trim();
  }

  /** Runs its command by keyboard: another extension's item that appears beside it just now would move it from under a click. */
  async activate(): Promise<void> {
    await this.locator.locator('a').press('Enter');
  }
}
