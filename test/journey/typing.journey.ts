import { execFileSync } from 'node:child_process';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { installFakeAgent } from '../fixtures/fake-agent/installFakeAgent';
import { createProfile, removeProfile, type Profile } from './profile';
import { PromptDocument } from './promptDocument';
import { lengthOf, recordedWork, untilRecorded } from './recordedWork';
import { startTask } from './startTask';
import { until } from './until';
import { Workbench } from './workbench';

const tolerance = 0.05;
const thinkingSeconds = 2;

/** From the first key to the last. */
interface Burst {
  readonly start: number;
  readonly end: number;
}

describe('Prompts', () => {
  let profile: Profile;
  let workbench: Workbench;

  before(async () => {
    profile = createProfile();
    fs.cpSync(
      path.join(__dirname, '../fixtures/editing-agent'),
      path.join(profile.extensions, 'journey.editing-agent-1.0.0'),
      { recursive: true },
    );
    const programs = path.join(profile.root, 'programs');
    const PATH = installFakeAgent(programs, ['claude']);
    // Names the file it was asked to open, and waits until the user is done.
    fs.writeFileSync(
      path.join(programs, 'waiting-editor'),
      '#!/bin/sh\necho "$1" > "$OPENED.new" && mv "$OPENED.new" "$OPENED" && cat "$CLOSED" > /dev/null\n',
      { mode: 0o755 },
    );
    execFileSync('mkfifo', [path.join(profile.root, 'closed')]);
    workbench = await Workbench.open({
      profile,
      env: {
        PATH,
        VISUAL: 'waiting-editor',
        OPENED: path.join(profile.root, 'opened'),
        CLOSED: path.join(profile.root, 'closed'),
      },
      settings: { 'leverageRecord.thinkingThresholdSeconds': thinkingSeconds },
    });
  });

  before(() =>
    workbench.page.evaluate(() => {
      document.addEventListener(
        'keydown',
        () => (document.documentElement.dataset['keys'] += ` ${Date.now()}`),
        { capture: true },
      );
    }),
  );

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  it('take the time of typing and pasting, not of pauses, undoing or what others write', async () => {
    const { editor } = workbench;
    await startTask(workbench, 'Port the parser');
    await new PromptDocument(workbench).write();
    const first = await burst(async () => {
      await editor.type('Port the parser to the new syntax tree, file by file, as the compiler does. ', {
        delayMs: 100,
      });
      await editor.paste('It is described in the manual, and in the tests.\nAll of it counts.\n');
      await editor.type('Keep the tests as they are', { delayMs: 100 });
      await editor.press('Backspace', 5);
      await editor.undo();
      await editor.type(' for now.', { delayMs: 100 });
    });
    // The agent writes for several times as long as thinking may take.
    await workbench.runCommand('Agent: Write by Itself');
    await until('the agent to finish', async () => (await editor.text()).includes('finished'));
    await editor.focus();
    await editor.undo();
    const second = await burst(() =>
      editor.type('And leave the old one in place until then.', { delayMs: 100 }),
    );
    assert.ok(second.start - first.end > 3 * thinkingSeconds * 1000);
    await workbench.screenshot('status-typing');
    await assertTyped(0, [first, second]);
  });

  it('that an agent has written in an editor of its own are timed there', async () => {
    const { editor, terminal } = workbench;
    const before = (await recordedWork(profile)).typing.length;
    await terminal.open();
    await terminal.run('claude');
    await terminal.untilText('Type a prompt');
    // VS Code keeps Ctrl+G to itself in a terminal and sends it on for this.
    await terminal.press('Control+Alt+G');
    const file = await until('the file of the prompt', () =>
      fs.readFileSync(path.join(profile.root, 'opened'), 'utf8').trim(),
    );
    await workbench.runCommand('Go to File...');
    await workbench.quickInput.type(file);
    await workbench.quickInput.pick(path.basename(file));
    await until('its editor', async () => (await editor.activeTab()) === path.basename(file));
    await editor.focus();
    const typed = await burst(() =>
      editor.type('Write the migration for every table that has such a column, and try it.', {
        delayMs: 100,
      }),
    );
    await workbench.runCommand('File: Save');
    await until('the file to be saved', () => fs.readFileSync(file, 'utf8').includes('try it.'));
    fs.writeFileSync(path.join(profile.root, 'closed'), '');
    await terminal.untilText('Write the migration');
    await assertTyped(before, [typed]);
    await terminal.run('/exit');
  });

  it('are not written while another window has the focus', async () => {
    const { editor, page } = workbench;
    const before = (await recordedWork(profile)).typing.length;
    await new PromptDocument(workbench).write();
    const first = await burst(() => editor.type('Then look at the indexes, all of them. ', { delayMs: 100 }));
    const another = await switchAway();
    assert.equal(await page.evaluate(() => document.hasFocus()), false);
    await workbench.bringToFront();
    await another.close();
    const second = await burst(() =>
      editor.type('And at the views, if there are any left.', { delayMs: 100 }),
    );
    assert.ok(second.start - first.end < thinkingSeconds * 1000, 'else it would be a long pause anyway');
    await assertTyped(before, [first, second]);
  });

  /** Brings another window of the browser or desktop to the front. */
  async function switchAway(): Promise<Page> {
    const context = workbench.page.context();
    // Playwright has every page believe that it is in front.
    const session = await context.newCDPSession(workbench.page);
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    const another = await context.newPage();
    await another.bringToFront();
    return another;
  }

  /** The time between the first and the last key, as the page gets them. */
  async function burst(type: () => Promise<void>): Promise<Burst> {
    const before = await keysAt();
    await type();
    const keys = (await keysAt()).slice(before.length);
    return { start: keys[0] ?? 0, end: keys.at(-1) ?? 0 };
  }

  function keysAt(): Promise<readonly number[]> {
    return workbench.page.evaluate(() =>
      (document.documentElement.dataset['keys'] ?? '').split(' ').slice(1).map(Number),
    );
  }

  async function assertTyped(after: number, bursts: readonly Burst[]): Promise<void> {
    const spans = await untilRecorded(profile, `${bursts.length} spans of typing`, (work) => {
      const typing = work.typing.slice(after);
      return typing.length >= bursts.length ? typing : undefined;
    });
    const [truth, counted] = [lengthOf(bursts), lengthOf(spans)];
    console.log(`      typed for ${truth} ms, recorded ${counted} ms in ${spans.length} spans`);
    assert.equal(spans.length, bursts.length);
    assert.ok(Math.abs(counted - truth) <= truth * tolerance, `${counted} of ${truth} ms`);
    assert.ok(spans.every(({ evidence, taskId }) => evidence === 'measured' && taskId !== null));
  }
});
