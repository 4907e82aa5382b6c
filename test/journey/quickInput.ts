import type { Locator, Page } from 'playwright-core';
import { until } from './until';

export interface QuickInputItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** The box at the top of the window: palette, input box or pick list. */
export class QuickInput {
  constructor(private readonly page: Page) {}

  /** Runs a command by the title the palette shows, such as `Leverage Record: Start Task`. */
  async runCommand(title: string): Promise<void> {
    const wanted = `>${title}`;
    const row = await until(
      `the palette to offer "${title}"`,
      async () => {
        await this.openPalette();
        try {
          // Something VS Code shows just now may take the keyboard, and with it the palette.
          await this.input.fill(wanted, { timeout: answerTimeoutMs });
          return await until('its row', () => this.row(title), answerTimeoutMs);
        } catch (error) {
          // Soon after the start a command may be missing, and an open palette does not notice it coming.
          await this.escape();
          throw error;
        }
      },
      30_000,
    );
    await row.click();
    await until(
      'the palette to close',
      async () => !(await this.isOpen()) || (await this.value()) !== wanted,
    );
  }

  /** The titles the palette offers for some text. */
  async offeredCommands(text: string): Promise<readonly string[]> {
    await this.openPalette();
    await this.input.fill(`>${text}`);
    const items = await until('the palette to answer', async () => {
      const shown = await this.items();
      return shown.length > 0 ? shown : undefined;
    });
    await this.escape();
    return items.map((item) => item.label);
  }

  isOpen(): Promise<boolean> {
    return this.widget.isVisible();
  }

  /** Waits for an input other than the palette, whose title, placeholder or message contains the text. */
  async waitFor(text = ''): Promise<void> {
    await until(`a quick input with "${text}"`, async () => {
      if (!(await this.isOpen()) || (await this.value()).startsWith('>')) {
        return false;
      }
      const shown = [await this.title(), await this.placeholder(), await this.message()];
      return shown.some((part) => part.includes(text));
    });
  }

  async title(): Promise<string> {
    return clean(await this.widget.locator('.quick-input-title').first().innerText());
  }

  value(): Promise<string> {
    return this.input.inputValue();
  }

  async placeholder(): Promise<string> {
    return (await this.input.getAttribute('placeholder')) ?? '';
  }

  /** The prompt of an input box, or what its validation says. */
  async message(): Promise<string> {
    return clean(await this.widget.locator('.quick-input-message').innerText());
  }

  /** Replaces what is in the box. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** Writes it key by key. */
  typeOut(text: string): Promise<void> {
    return this.input.pressSequentially(text);
  }

  /** The rows in view, from top to bottom. */
  items(): Promise<readonly QuickInputItem[]> {
    return this.rows.evaluateAll(
      (rows, selectors) =>
        rows
          .map((row) => ({ row, top: row.getBoundingClientRect().top }))
          .sort((a, b) => a.top - b.top)
          .map(({ row }) => {
            const [label = '', description = '', detail = ''] = selectors.map((selector) =>
              (row.querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim(),
            );
            return { label, description, detail };
          }),
      [labelSelector, '.quick-input-list-label .label-description', '.quick-input-list-label-meta'],
    );
  }

  /** Picks an item by its label; in a long list type first, so that it is in view. */
  async pick(label: string): Promise<void> {
    const row = await until(`the item "${label}"`, () => this.row(label));
    await row.click();
  }

  /** Ticks or unticks an item of a list with check boxes. */
  async toggle(label: string): Promise<void> {
    const row = await until(`the item "${label}"`, () => this.row(label));
    await row.locator('.quick-input-list-checkbox, .monaco-checkbox, .monaco-custom-toggle').first().click();
  }

  accept(): Promise<void> {
    return this.press('Enter');
  }

  /** Presses a key in the box: a webview that had the keyboard before the palette may still be taking it back. */
  press(key: string): Promise<void> {
    return this.input.press(key);
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await until('the quick input to close', async () => !(await this.isOpen()));
  }

  private async openPalette(): Promise<void> {
    await until('the command palette', async () => {
      if (!(await this.isOpen()) || !(await this.value()).startsWith('>')) {
        await this.page.keyboard.press('F1');
      }
      return (await this.isOpen()) && (await this.value()).startsWith('>');
    });
  }

  private async row(label: string): Promise<Locator> {
    const exactly = new RegExp(`^\\s*${label.replaceAll(/[$()*+./?[\\\]^{|}]/g, '\\$&')}\\s*$`, 'u');
    // By its label and not its place: rows of the list before may still be there, and go before the click.
    const row = this.rows.filter({ has: this.page.locator(labelSelector, { hasText: exactly }) }).first();
    if ((await row.count()) === 0) {
      throw new Error((await this.items()).map((item) => item.label).join(' | '));
    }
    return row;
  }

  private get widget(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  private get input(): Locator {
    return this.widget.locator('.quick-input-box input');
  }

  private get rows(): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row');
  }
}

const answerTimeoutMs = 1_500;

const labelSelector = '.quick-input-list-label .label-name';

function clean(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
