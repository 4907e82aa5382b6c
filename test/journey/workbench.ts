import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { unhandledErrors } from './hostLog';
import { Notifications } from './notifications';
import {
  createProfile,
  readSettings,
  removeProfile,
  writeSettings,
  writeShellStart,
  type Profile,
  type Settings,
} from './profile';
import { QuickInput } from './quickInput';
import { RunningVSCode, type WindowSize } from './runningVSCode';
import { StatusBar } from './statusBar';
import { Terminal } from './terminal';
import { TextEditor } from './textEditor';
import { until } from './until';

export interface OpenOptions {
  /** One to come back to; it is then the caller's to remove. Without it the window has its own. */
  readonly profile?: Profile;
  /** The workspace folder of the profile by default. */
  readonly folder?: string;
  /** A window without a folder, which the user does not trust. */
  readonly emptyAndUntrusted?: boolean;
  readonly settings?: Settings;
  /** For VS Code, its extension host and its terminals. */
  readonly env?: Readonly<Record<string, string>>;
  readonly size?: WindowSize;
}

export type ColorTheme = 'dark' | 'light' | 'high contrast dark' | 'high contrast light';

/** Where a webview is on screen: the side bar, the editor area, the panel below or the second side bar. */
export type Part = 'sidebar' | 'editor' | 'panel' | 'auxiliarybar';

const themes: Readonly<Record<ColorTheme, { readonly label: string; readonly className: string }>> = {
  dark: { label: 'Dark Modern', className: 'vs-dark' },
  light: { label: 'Light Modern', className: 'vs' },
  'high contrast dark': { label: 'Dark High Contrast', className: 'hc-black' },
  'high contrast light': { label: 'Light High Contrast', className: 'hc-light' },
};

const screenshotFolder = path.join(__dirname, 'screenshots');

/** One window of a real VS Code, used the way a user does. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly statusBar: StatusBar;
  readonly notifications: Notifications;
  readonly editor: TextEditor;
  readonly terminal: Terminal;

  private constructor(
    readonly page: Page,
    readonly profile: Profile,
    private readonly vscode: RunningVSCode,
    private readonly owns: 'nothing' | 'process' | 'process and profile',
  ) {
    this.quickInput = new QuickInput(page);
    this.statusBar = new StatusBar(page);
    this.notifications = new Notifications(page);
    this.editor = new TextEditor(page, this.quickInput);
    this.terminal = new Terminal(page, this.quickInput);
  }

  static async open(options: OpenOptions = {}): Promise<Workbench> {
    const profile = options.profile ?? createProfile();
    writeSettings(profile, options.settings ?? {});
    writeShellStart(profile, options.env ?? {});
    const size = options.size ?? { width: 1280, height: 800 };
    const vscode = await RunningVSCode.start({
      profile,
      folder: options.emptyAndUntrusted ? undefined : (options.folder ?? profile.workspace),
      trusted: options.emptyAndUntrusted !== true,
      env: options.env ?? {},
      size,
    });
    const owns = options.profile ? 'process' : 'process and profile';
    const workbench = new Workbench(vscode.firstPage, profile, vscode, owns);
    await workbench.page.setViewportSize(size);
    await workbench.untilReady();
    openWorkbenches.add(workbench);
    return workbench;
  }

  /** One more window on the same profile; closing it leaves the first one alone. */
  async openSecondWindow(): Promise<Workbench> {
    const page = await this.vscode.openWindow(() => this.runCommand('New Window'));
    const second = new Workbench(page, this.profile, this.vscode, 'nothing');
    await second.untilReady();
    return second;
  }

  runCommand(title: string): Promise<void> {
    return this.quickInput.runCommand(title);
  }

  /** Shows the view container with this title from the activity bar. */
  async openActivityBarView(title: string): Promise<void> {
    const tab = this.page.locator('.activitybar .action-item').filter({
      has: this.page.locator(`.action-label[aria-label^="${title}"]`),
    });
    if ((await tab.getAttribute('aria-expanded')) !== 'true') {
      await tab.click();
    }
    await this.page
      .locator('.part.sidebar .composite.title')
      .filter({ hasText: new RegExp(title, 'i') })
      .waitFor();
  }

  /** The page of the webview that is in view in a part of the window. */
  async webview(part: Part): Promise<FrameLocator> {
    const name = await until(`a webview in the ${part}`, () =>
      this.page.evaluate((where) => {
        const area = document.querySelector(`.part.${where}`)?.getBoundingClientRect();
        const frame = [...document.querySelectorAll<HTMLIFrameElement>('iframe.webview.ready')].find(
          (each) => {
            const box = each.getBoundingClientRect();
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            const inside = area && x > area.left && x < area.right && y > area.top && y < area.bottom;
            return box.width > 0 && inside && getComputedStyle(each).visibility !== 'hidden';
          },
        );
        return frame?.name;
      }, part),
    );
    return this.page.frameLocator(`iframe.webview.ready[name="${name}"]`).frameLocator('#active-frame');
  }

  /** Of several webviews of a part, the one that comes into view and has something: it follows its tab a moment later. */
  async webviewWith(part: Part, wanted: (page: FrameLocator) => Locator): Promise<FrameLocator> {
    return until(`a webview in the ${part} with what is wanted`, async () => {
      const page = await this.webview(part);
      return (await wanted(page).count()) > 0 ? page : undefined;
    });
  }

  async switchTheme(theme: ColorTheme): Promise<void> {
    const { label, className } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.waitFor('Color Theme');
    await this.quickInput.type(label);
    await this.quickInput.pick(label);
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Changes settings of the running window the way a user does: in the settings file's editor. */
  async changeSettings(changes: Settings): Promise<void> {
    await this.runCommand('Preferences: Open User Settings (JSON)');
    await until('the settings file', async () => (await this.editor.activeTab()).includes('settings.json'));
    await this.editor.focus();
    await this.editor.press('ControlOrMeta+A');
    await this.editor.paste(JSON.stringify({ ...readSettings(this.profile), ...changes }, undefined, 2));
    await this.runCommand('File: Save');
    await until('the settings to be saved', () =>
      Object.entries(changes).every(
        ([name, value]) => JSON.stringify(readSettings(this.profile)[name]) === JSON.stringify(value),
      ),
    );
    await this.runCommand('View: Close Editor');
  }

  async resize(size: WindowSize): Promise<void> {
    await this.page.setViewportSize(size);
  }

  /** Reloads the window; the extension host restarts, terminals are kept. */
  async reload(): Promise<void> {
    await this.page.evaluate(() => document.body.setAttribute('data-before-reload', ''));
    await this.runCommand('Developer: Reload Window');
    await until(
      'the window to reload',
      async () => (await this.page.locator('body[data-before-reload]').count()) === 0,
    );
    await this.untilReady();
  }

  /** Gives this window the keyboard, as a click on it would. */
  bringToFront(): Promise<void> {
    return this.page.bringToFront();
  }

  /** Keeps a picture in test/journey/screenshots. */
  async screenshot(name: string): Promise<void> {
    fs.mkdirSync(screenshotFolder, { recursive: true });
    await this.page.screenshot({ path: path.join(screenshotFolder, `${name}.png`) });
  }

  /**
   * Closes the window; the first window ends VS Code and everything it started.
   *
   * @throws {Error} where the extension left a rejection or an exception to nobody.
   */
  async close(): Promise<void> {
    if (this.owns === 'nothing') {
      await this.page.close();
      return;
    }
    openWorkbenches.delete(this);
    await this.vscode.close();
    const unhandled = unhandledErrors(this.profile);
    if (this.owns === 'process and profile') {
      removeProfile(this.profile);
    }
    if (unhandled.length > 0) {
      throw new Error(`Nobody handled:\n${unhandled.join('\n')}`);
    }
  }

  /** Ends VS Code abruptly and keeps the profile, so that a journey can look at what is left. */
  async crash(): Promise<void> {
    openWorkbenches.delete(this);
    await this.vscode.crash();
  }

  private async untilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.page.locator('.monaco-workbench .activitybar .action-item').first().waitFor();
    // A window that has no extension host yet offers commands that it then drops, a new terminal among them.
    await this.page
      .locator('[id="leverage-record.leverage-record.status"]')
      .waitFor({ state: 'attached', timeout: 60_000 });
  }
}

/** Those still open; the journey runner's hook photographs and closes what a failed journey left. */
export const openWorkbenches = new Set<Workbench>();
