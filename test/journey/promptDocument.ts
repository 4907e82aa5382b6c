import { until } from './until';
import type { Workbench } from './workbench';

/** The prompt that a user writes in an editor. */
export class PromptDocument {
  constructor(private readonly workbench: Workbench) {}

  /** Opens one for the task that is worked on, and gives it the keyboard. */
  async write(): Promise<void> {
    await this.workbench.runCommand('Leverage Record: Write Prompt');
    await this.untilOpen();
    await this.workbench.editor.focus();
  }

  async untilOpen(): Promise<void> {
    const { editor } = this.workbench;
    await until('the prompt', async () => (await editor.activeTab()).startsWith('Untitled-'));
  }

  /** Waits until the line above the text says so. */
  async untilLens(said: RegExp): Promise<void> {
    const lens = this.workbench.page.locator('.codelens-decoration');
    await until(`the lens to say ${said}`, async () => said.test(await lens.innerText()));
  }

  async pressSend(): Promise<void> {
    await this.workbench.page.keyboard.press('ControlOrMeta+Enter');
  }

  /** Sends it to a target that need not be picked. */
  async send(): Promise<void> {
    await this.pressSend();
    await this.untilClosed();
  }

  /** No editor is left. */
  async untilClosed(): Promise<void> {
    const tabs = this.workbench.page.locator('.tab');
    await until('the prompt to close', async () => (await tabs.count()) === 0);
  }
}
