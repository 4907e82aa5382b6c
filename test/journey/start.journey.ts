import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { killTree } from './processTree';
import { StatusBar } from './statusBar';
import { until } from './until';

const root = path.resolve(__dirname, '../..');
const preparingMs = 90_000;

describe('The start command of the README', () => {
  it('opens VS Code with a week to look at, and leaves nothing behind', async () => {
    const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'start-'));
    const started = spawn(process.execPath, [path.join(root, 'scripts/start.mjs')], {
      cwd: root,
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const said = saidBy(started);
      const end = once(started, 'exit');
      await until('VS Code to open', () => /Ctrl\+C/.test(said()), preparingMs);
      const address = /http:\/\/\S+/.exec(said())?.[0];
      // On a desktop its own window opens for the user: from here only that it does can be seen.
      if (address !== undefined) {
        await lookAt(address);
      }
      started.kill('SIGINT');
      assert.deepEqual(await end, [0, null]);
      assert.deepEqual(fs.readdirSync(temporary), []);
    } finally {
      killTree(started.pid);
      fs.rmSync(temporary, { recursive: true, force: true });
    }
  });
});

function saidBy({ stdout }: ChildProcess): () => string {
  let said = '';
  stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return () => said;
}

async function lookAt(address: string): Promise<void> {
  const executablePath = process.env['CHROMIUM'];
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage();
  const picture = (name: string): Promise<unknown> =>
    page.screenshot({ path: path.join(__dirname, 'screenshots', `${name}.png`) });
  try {
    await page.goto(address);
    const status = new StatusBar(page).item('status');
    await status.untilText('No task', 60_000);
    const pages = page.locator('iframe.webview.ready');
    await until('the record and the sidebar to be open', async () => (await pages.count()) === 2);
    const inPages = async (selector: string): Promise<number> => {
      const active = [0, 1].map((number) =>
        pages.nth(number).contentFrame().locator('#active-frame').contentFrame(),
      );
      const counts = await Promise.all(active.map((each) => each.locator(selector).count()));
      return counts.reduce((sum, count) => sum + count);
    };
    await until('today’s tasks in the sidebar', async () => (await inPages('.today li, ol li')) > 0);
    await until('the task log of the record', async () => (await inPages('[role=grid] tbody tr')) > 0);
    const earlier = 'vscode-button[aria-label="Previous Recorded Day"]:not([disabled])';
    await until('its history behind it', async () => (await inPages(earlier)) === 1);
    await until('the minutes of what an agent proposed', async () => (await inPages('.proposed dl')) === 6);
    await picture('start');
  } catch (error) {
    await picture('start, failed');
    throw error;
  } finally {
    await browser.close();
  }
}
