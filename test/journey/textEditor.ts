import type { Locator, Page } from 'playwright-core';
import type { QuickInput } from './quickInput';
import { until } from './until';

export interface TypingOptions {
  /** Between two keys; a fast typist takes about 80. */
  readonly delayMs?: number;
}

/** The active text editor, used with real keys. */
export class TextEditor {
  constructor(
    private readonly page: Page,
    private readonly quickInput: QuickInput,
  ) {}

  async newUntitled(): Promise<void> {
    await this.quickInput.runCommand('File: New Untitled Text File');
    await until('an untitled editor', async () => (await this.activeTab()).startsWith('Untitled-'));
    await this.focus();
  }

  /** Opens a file by a path in the workspace, as through Go to File. */
  async openFile(relativePath: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+P');
    await this.quickInput.type(relativePath);
    await until('Go to File to find it', async () => (await this.quickInput.items()).length > 0);
    await this.quickInput.accept();
    const name = relativePath.split('/').at(-1) ?? relativePath;
    await until(`the editor of ${name}`, async () => (await this.activeTab()).includes(name));
    await this.focus();
  }

  /** The name on the active tab; empty when no editor is open. */
  async activeTab(): Promise<string> {
    const tab = this.page.locator('.part.editor .editor-group-container.active .tab.active');
    return (await tab.count()) > 0 ? ((await tab.getAttribute('data-resource-name')) ?? '') : '';
  }

  /** Gives the active text editor the keyboard. */
  async focus(): Promise<void> {
    await this.surface.locator('.view-lines').click();
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  }

  /** Real key presses where the keyboard has the key. A line break is the Enter key. */
  async type(text: string, { delayMs = 30 }: TypingOptions = {}): Promise<void> {
    await this.page.keyboard.type(text, { delay: delayMs });
  }

  async press(key: string, times = 1): Promise<void> {
    for (let count = 0; count < times; count++) {
      await this.page.keyboard.press(key);
    }
  }

  /** Puts text on the clipboard and pastes it with the keyboard. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((clip) => navigator.clipboard.writeText(clip), text);
    await this.page.keyboard.press('ControlOrMeta+V');
  }

  undo(): Promise<void> {
    return this.page.keyboard.press('ControlOrMeta+Z');
  }

  /** The lines in view. */
  text(): Promise<string> {
    return this.surface.locator('.view-line').evaluateAll((lines) =>
      lines
        .map((line) => ({ text: line.textContent ?? '', top: line.getBoundingClientRect().top }))
        .sort((a, b) => a.top - b.top)
        .map((line) => line.text.replaceAll('\u00a0', ' '))
        .join('\n'),
    );
  }

  private get surface(): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  }
}
