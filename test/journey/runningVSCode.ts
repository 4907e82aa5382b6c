import { spawn, type ChildProcess } from 'node:child_process';
import net from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { killTree, processTree } from './processTree';
import type { Profile } from './profile';
import { until } from './until';

export interface StartOptions {
  readonly profile: Profile;
  /** None: an empty window. */
  readonly folder: string | undefined;
  readonly trusted: boolean;
  readonly env: Readonly<Record<string, string>>;
  readonly size: WindowSize;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

const quietArguments = [
  '--no-sandbox',
  '--skip-welcome',
  '--skip-release-notes',
  '--disable-updates',
  '--disable-telemetry',
  '--password-store=basic',
];

const exitTimeoutMs = 10_000;

/** One VS Code process with its windows, seen over the DevTools protocol. */
export class RunningVSCode {
  private constructor(
    private readonly child: ChildProcess,
    private readonly browser: Browser,
    readonly firstPage: Page,
    private readonly sharesBrowser: boolean,
  ) {}

  static async start(options: StartOptions): Promise<RunningVSCode> {
    const executable = vscodeExecutable();
    const shared = sharedBrowser();
    const env = { ...environment(options), ...(shared && { STAND_IN_BROWSER: JSON.stringify(shared) }) };
    const port = shared?.debuggingPort ?? (await freePort());
    const child = spawn(
      executable,
      [
        ...(options.folder === undefined ? ['--new-window'] : [options.folder]),
        `--user-data-dir=${options.profile.userData}`,
        `--extensions-dir=${options.profile.extensions}`,
        ...quietArguments,
        ...(options.trusted ? ['--disable-workspace-trust'] : []),
        `--remote-debugging-port=${port}`,
        `--window-size=${options.size.width},${options.size.height}`,
      ],
      { env, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let complaints = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-4000)));
    try {
      const connected = await until(
        'VS Code to accept a debugger',
        async (): Promise<Browser | 'ended'> =>
          child.exitCode === null
            ? chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 5_000 })
            : 'ended',
        60_000,
      );
      if (connected === 'ended') {
        throw new Error(`VS Code ended at once:\n${complaints}`);
      }
      const page = await findWorkbench(connected, child);
      if (page === 'ended') {
        throw new Error(`VS Code ended before it had a window:\n${complaints}`);
      }
      return new RunningVSCode(child, connected, page, shared !== undefined);
    } catch (error) {
      killTree(child.pid);
      throw error;
    }
  }

  /** Opens one more window on the same profile and folder. */
  async openWindow(viaCommand: () => Promise<void>): Promise<Page> {
    const address = this.firstPage.url();
    if (address.startsWith('http')) {
      const page = await this.firstPage.context().newPage();
      await page.goto(address);
      return page;
    }
    const before = new Set(this.pages());
    await viaCommand();
    return until('a second window', () => this.pages().find((page) => !before.has(page)));
  }

  /** Ends VS Code as a user would, and then whatever is left of it. */
  async close(): Promise<void> {
    const family = processTree(this.child.pid);
    await this.browser.close().catch(() => {});
    this.child.kill('SIGTERM');
    await until('VS Code to end', () => this.hasEnded(), exitTimeoutMs).catch(() => {});
    for (const pid of family) {
      killTree(pid);
    }
  }

  /** Ends VS Code with no chance to write anything, as a power cut would. */
  async crash(): Promise<void> {
    killTree(this.child.pid);
    if (this.sharesBrowser) {
      // The browser outlives it; its windows don't, or the next journey would take them for its own.
      await until('its windows to go', () => this.pages().every((page) => page.url() === 'about:blank'));
    }
    await this.browser.close().catch(() => {});
    await until('VS Code to be gone', () => this.hasEnded(), exitTimeoutMs);
  }

  private hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private pages(): Page[] {
    return this.browser.contexts().flatMap((context) => context.pages());
  }
}

/** The browser that the windows of this worker's journeys share; none where VS Code has windows of its own. */
function sharedBrowser(): { readonly debuggingPort: number } | undefined {
  const browsers: unknown = JSON.parse(process.env['JOURNEY_BROWSERS'] ?? '[]');
  const worker = Number(process.env['MOCHA_WORKER_ID'] ?? 0);
  return Array.isArray(browsers) ? browsers[worker % browsers.length] : undefined;
}

function vscodeExecutable(): string {
  const executable = process.env['VSCODE_EXECUTABLE'];
  if (!executable) {
    throw new Error(
      'No VS Code to run: start journeys with `node scripts/journeys.mjs [part of a file name]`.',
    );
  }
  return executable;
}

/** The user's own agents, shell and VS Code stay out of a journey. */
function environment({ profile, env }: StartOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(VSCODE_(?!EXECUTABLE)|ELECTRON_|CLAUDE|CODEX|GEMINI|COPILOT|npm_|NODE_OPTIONS$)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: profile.home,
    SHELL: '/bin/bash',
    HISTFILE: '/dev/null',
    ...env,
  };
}

function findWorkbench(browser: Browser, child: ChildProcess): Promise<Page | 'ended'> {
  return until(
    'a workbench window',
    async () => {
      if (child.exitCode !== null) {
        return 'ended';
      }
      for (const page of browser.contexts().flatMap((context) => context.pages())) {
        if ((await page.locator('.monaco-workbench .part.statusbar').count()) > 0) {
          return page;
        }
      }
      return undefined;
    },
    // A shared browser is there before the server of the windows is.
    120_000,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
