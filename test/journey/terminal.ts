import type { Locator, Page } from 'playwright-core';
import type { QuickInput } from './quickInput';
import { until } from './until';

/** The integrated terminal that is in view: bash with shell integration. */
export class Terminal {
  constructor(
    private readonly page: Page,
    private readonly quickInput: QuickInput,
  ) {}

  /** Opens one more terminal and waits until VS Code understands its shell. */
  async open(): Promise<void> {
    const before = await this.page.locator('.terminal-wrapper').count();
    await this.quickInput.runCommand('Terminal: Create New Terminal');
    await until(
      'a new terminal',
      async () => (await this.page.locator('.terminal-wrapper').count()) > before,
    );
    await until('the prompt', async () => (await this.text()).trimEnd().endsWith('$'), 30_000);
    await this.untilShellIntegration();
  }

  async focus(): Promise<void> {
    await this.wrapper.locator('.xterm-screen').click();
    await this.wrapper.locator('.xterm.focus').waitFor();
  }

  /** Types a command line and presses Enter. */
  async run(commandLine: string): Promise<void> {
    await this.type(commandLine);
    // Times are those at which the window hears of things; one that is still busy hears of them late.
    await this.page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
    await this.press('Enter');
  }

  async type(text: string, delayMs = 5): Promise<void> {
    await this.focus();
    await this.page.keyboard.type(text, { delay: delayMs });
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** The text in view, line breaks included. */
  async text(): Promise<string> {
    const rows = await this.wrapper.locator('.xterm-rows > div').allTextContents();
    return rows
      .map((row) => row.replaceAll('\u00a0', ' ').trimEnd())
      .join('\n')
      .trimEnd();
  }

  untilText(expected: string | RegExp, timeoutMs?: number): Promise<string> {
    return until(
      `the terminal to say ${expected}`,
      async () => {
        const text = await this.text();
        if (!(typeof expected === 'string' ? text.includes(expected) : expected.test(text))) {
          throw new Error(text);
        }
        return text;
      },
      timeoutMs,
    );
  }

  /** Waits until the running command has ended and the prompt is back. */
  async untilPrompt(timeoutMs?: number): Promise<void> {
    await until('the prompt', async () => /(^|\n)\$$/.test(await this.text()), timeoutMs);
  }

  /** Closes the terminal in view with whatever runs in it. */
  async kill(): Promise<void> {
    await this.quickInput.runCommand('Terminal: Kill the Active Terminal Instance');
  }

  /** A command that VS Code marks as ended shows that it sees starts and ends. */
  private async untilShellIntegration(): Promise<void> {
    await this.run(':');
    await this.wrapper.locator('.terminal-command-decoration.success').first().waitFor();
    await this.untilPrompt();
  }

  private get wrapper(): Locator {
    return this.page.locator('.terminal-wrapper.active');
  }
}
