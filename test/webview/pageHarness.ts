import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import type { Browser, ConsoleMessage, Page } from 'playwright-core';
import {
  parseHistoryIntent,
  parseHistoryMessage,
  type HistoryIntent,
  type HistoryMessage,
  type HistoryState,
} from '../../src/core/page/historyProtocol';
import { parseHostMessage, type HostMessage, type RecordState } from '../../src/core/page/protocol';
import { parseWebviewMessage, type WebviewMessage } from '../../src/core/page/intents';
import type { PageLanguage, PageName } from '../../src/editor/pages/pageMarkup';
import { axeViolations } from './axeLook';
import { servePages } from './pageServer';
import { isWorker, leaveBrowser, openBrowser } from './testBrowser';
import { themes, type ThemeName } from './themes';

const english: PageLanguage = { tag: 'en', bundle: undefined };

/** The page's window in place of VS Code, with everything the tests examine afterwards. */
declare global {
  interface Window {
    posted: unknown[];
    kept: unknown;
    violations: string[];
    ran?: boolean;
  }
}

let ofWorker: Promise<PageHarness> | undefined;

/** The built pages in a real browser, behind the policy the extension gives them. */
export class PageHarness {
  private language: PageLanguage = english;
  /** Tabs whose pages are done with: a new one is a new process, which costs four times what a page does. */
  private readonly idleTabs: Page[] = [];
  private opened = 0;

  private constructor(
    private readonly server: Server,
    private readonly origin: string,
    private readonly browser: Browser,
  ) {}

  /** In a worker of mocha, the harness of all its files: to build and to start a browser takes longer than many of them. */
  static start(): Promise<PageHarness> {
    return isWorker ? (ofWorker ??= PageHarness.started()) : PageHarness.started();
  }

  private static async started(): Promise<PageHarness> {
    let language = (): PageLanguage => english;
    const [{ server, origin }, browser] = await Promise.all([servePages(() => language()), openBrowser()]);
    const harness = new PageHarness(server, origin, browser);
    language = () => harness.language;
    return harness;
  }

  /** @param kept the state the page had kept before VS Code hid it */
  async open(page: PageName, options: OpenOptions = {}): Promise<LoadedPage> {
    const { width = page === 'report' ? 300 : 1200, height = 900, theme = 'dark', kept } = options;
    this.language = options.language ?? english;
    const { isOwn = false } = options;
    const tab = (isOwn ? undefined : this.idleTabs.pop()) ?? (await this.newTab());
    await tab.setViewportSize({ width, height });
    const complaints: string[] = [];
    const onError = (error: Error): void => void complaints.push(error.message);
    const onConsole = (line: ConsoleMessage): void => {
      if (line.type() === 'error' || line.type() === 'warning') {
        complaints.push(line.text());
      }
    };
    tab.on('pageerror', onError).on('console', onConsole);
    const standIn = await tab.addInitScript(standInForVSCode, { theme: themes[theme], kept, page });
    await options.before?.(tab);
    // The same address again would be a reload, which scrolls to where the page was.
    await tab.goto(`${this.origin}/${page}?${(this.opened += 1)}`);
    let isClosed = false;
    return new LoadedPage(tab, complaints, async () => {
      if (isClosed || isOwn) {
        return isOwn ? tab.context().close() : undefined;
      }
      isClosed = true;
      tab.off('pageerror', onError).off('console', onConsole);
      await standIn.dispose();
      await tab.unrouteAll();
      await tab.context().clearPermissions();
      // Out of the page, where nothing is under it.
      await tab.mouse.move(-1, -1);
      this.idleTabs.push(tab);
    });
  }

  private async newTab(): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'en-GB' });
    const tab = await context.newPage();
    // tsx names functions with a function that a page does not have.
    await tab.addInitScript({ content: 'globalThis.__name = (named) => named;' });
    return tab;
  }

  /** At the end of a file. What a worker shares ends with the worker. */
  async stop(): Promise<void> {
    if (isWorker) {
      // A page that ticks would go on through files that have none.
      await Promise.all(this.idleTabs.map((tab) => tab.goto(`${this.origin}/blank`)));
      return;
    }
    await leaveBrowser(this.browser);
    await new Promise((resolve) => this.server.close(resolve));
  }
}

interface OpenOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly kept?: unknown;
  /** A tab that no other page has had, and none gets: for what stays with a tab, such as a clock, and for its times. */
  readonly isOwn?: boolean;
  /** Adds to a tab of its own before it loads the page. */
  readonly before?: (tab: Page) => Promise<unknown>;
  /** The language the extension would have put into the page; English by default. */
  readonly language?: PageLanguage;
}

/** One page, driven as a user would and seen as the extension sees it. */
export class LoadedPage {
  constructor(
    readonly tab: Page,
    /** Errors and warnings of the browser, including policy violations. */
    readonly complaints: readonly string[],
    readonly close: () => Promise<void>,
  ) {}

  /** Sends a state down, over the real schema, and waits until it is drawn. */
  async show(state: RecordState | HistoryState): Promise<void> {
    const message = messageOf(state);
    assert.ok(message, 'Expected a state that the page can read');
    await this.receive(message);
  }

  /** Sends anything down and waits until it is drawn. */
  async receive(message: unknown): Promise<void> {
    await this.tab.evaluate(async (message) => {
      window.postMessage(message, '*');
      await new Promise((drawn) =>
        setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(drawn)), 0),
      );
    }, message);
  }

  /** The intents posted so far, each accepted by the extension's parser. */
  async intents(): Promise<WebviewMessage[]> {
    const posted = await this.tab.evaluate(() => window.posted);
    return posted.map((raw) => {
      const intent = parseWebviewMessage(raw);
      if (!intent) {
        throw new Error(`Expected an intent of ours, got ${JSON.stringify(raw)}`);
      }
      return intent;
    });
  }

  /** The same of the history page. */
  async historyIntents(): Promise<HistoryIntent[]> {
    const posted = await this.tab.evaluate(() => window.posted);
    return posted.map((raw) => {
      const intent = parseHistoryIntent(raw);
      assert.ok(intent, `Expected an intent of ours, got ${JSON.stringify(raw)}`);
      return intent;
    });
  }

  async lastIntent(): Promise<WebviewMessage | undefined> {
    return (await this.intents()).at(-1);
  }

  kept(): Promise<unknown> {
    return this.tab.evaluate(() => window.kept);
  }

  violations(): Promise<string[]> {
    return this.tab.evaluate(() => window.violations);
  }

  /**
   * Serious and critical findings of axe, one line each.
   * @param rules `colours`: only those whose findings differ from theme to theme
   */
  async axeFindings(rules: 'all' | 'colours' = 'all'): Promise<string[]> {
    const violations = await axeViolations(
      this.tab,
      rules === 'colours' ? { runOnly: { type: 'rule', values: [...colourRules] } } : {},
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
      );
  }

  /** The focused element, in words a test can compare: its cell, else its accessible label or text. */
  focus(): Promise<string> {
    return this.tab.evaluate(() => {
      const element = document.activeElement;
      const cell = element?.closest<HTMLElement>('[data-column]');
      if (cell) {
        return `${cell.closest('tr')?.dataset['id']} ${cell.dataset['column']}${element === cell ? '' : ` ${element?.localName}`}`;
      }
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });
  }
}

const colourRules = ['color-contrast', 'link-in-text-block'];

function messageOf(state: RecordState | HistoryState): HostMessage | HistoryMessage | undefined {
  return 'query' in state
    ? parseHistoryMessage({ type: 'history', state })
    : parseHostMessage({ type: 'state', state });
}

interface StandIn {
  readonly theme: (typeof themes)[ThemeName];
  readonly kept: unknown;
  readonly page: PageName;
}

/** Runs in the page before its own script, outside of its policy, like VS Code's frame. */
function standInForVSCode({ theme, kept, page }: StandIn): void {
  window.posted = [];
  window.kept = kept;
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    window.violations.push(
      `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`,
    );
  });
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => window.posted.push(message),
      getState: () => window.kept,
      setState: (state: unknown) => (window.kept = structuredClone(state)),
    }),
  });
  document.addEventListener('DOMContentLoaded', () => {
    for (const [name, value] of Object.entries(theme.variables)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
    const background = page === 'report' ? 'sideBar-background' : 'editor-background';
    document.documentElement.style.background = theme.variables[background] ?? '';
    document.body.classList.add(...theme.classes);
    document.body.dataset['vscodeThemeKind'] = theme.kind;
    const defaults = new CSSStyleSheet();
    defaults.replaceSync(
      '@layer vscode-default { body { background-color: transparent; color: var(--vscode-editor-foreground); margin: 0; padding: 0 20px } input:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px } }',
    );
    document.adoptedStyleSheets.push(defaults);
  });
}
