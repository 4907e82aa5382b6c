import assert from 'node:assert/strict';
import path from 'node:path';
import { installFakeAgent, trueIntervals } from '../fixtures/fake-agent/installFakeAgent';
import { createProfile, removeProfile, type Profile } from './profile';
import { endedSessions, lengthOf, recordedWork, untilNoneOpen, untilRecorded } from './recordedWork';
import { startTask } from './startTask';
import type { StatusBarItem } from './statusBar';
import { until } from './until';
import { Workbench } from './workbench';

describe('An agent that leaves a transcript', () => {
  let profile: Profile;
  let workbench: Workbench;
  let status: StatusBarItem;

  before(async () => {
    profile = createProfile();
    const PATH = installFakeAgent(path.join(profile.root, 'programs'), ['claude']);
    const CLAUDE_CONFIG_DIR = path.join(profile.root, 'claude');
    workbench = await Workbench.open({ profile, env: { PATH, CLAUDE_CONFIG_DIR } });
    status = workbench.statusBar.item('status');
    await status.untilText('No task');
  });

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  it('drives the clock by its turns and closes the task with its minutes and tokens', async () => {
    const { terminal, quickInput } = workbench;
    await startTask(workbench, 'Rename the columns');
    await terminal.open();
    const script = [[{ work: 20_000 }], [{ work: 16_000 }, { ask: 'Run it?' }, { work: 4_000 }]];
    await terminal.run(`FAKE_AGENT_TRUTH=talk FAKE_AGENT_SCRIPT='${JSON.stringify(script)}' claude`);
    await terminal.untilText('Type a prompt');
    await terminal.run('Rename them');
    await status.untilText(/^Rename the columns\s+0:00:0[1-9]$/u);
    await untilTold(profile, 1);
    const firstTurnMs = (): number => lengthOf(trueIntervals(path.join(profile.workspace, 'talk'), 'busy'));
    await until('the first turn to end', async () => firstTurnMs() > 0, 40_000);
    await terminal.run('Now the indexes too');
    await terminal.untilText('Run it?', 40_000);
    // The agent waits: the clock stands still as soon as the transcript's call is older than a tool may take.
    await until(
      'the clock to stand still',
      async () => {
        const before = await status.text();
        await workbench.page.waitForTimeout(3_000);
        return (await status.text()) === before;
      },
      40_000,
    );
    await terminal.press('y');
    await until(
      'the last turn to end',
      async () => trueIntervals(path.join(profile.workspace, 'talk'), 'busy').length >= 3,
      40_000,
    );
    await terminal.run('/exit');
    const [session] = await endedSessions(profile, 'Rename the columns', 1);
    assert.ok(session);
    const truth = lengthOf(trueIntervals(path.join(profile.workspace, 'talk'), 'busy'));
    const settled = await untilRecorded(profile, 'the transcript to be read to its end', ({ sessions }) => {
      const found = sessions.find(({ id }) => id === session.id);
      return found?.transcript?.turns === 2 && found.spans.every(({ evidence }) => evidence === 'measured')
        ? found
        : undefined;
    });
    console.log(`      truly busy for ${truth} ms, recorded ${lengthOf(settled.spans)} ms`);
    assert.ok(Math.abs(lengthOf(settled.spans) - truth) <= 250, `${lengthOf(settled.spans)} ms of ${truth}`);
    assert.deepEqual(settled.transcript?.tokens, {
      input: 30,
      output: 120,
      cacheRead: 9000,
      cacheWrite: 600,
      unsplit: 0,
    });
    const { typing } = await recordedWork(profile);
    // Two prompts of 11 and 19 characters, at 200 a minute; the second between output and prompt.
    assert.deepEqual(
      typing.map(({ taskId, sessionId, evidence }) => [taskId, sessionId, evidence]),
      [1, 2].map(() => [settled.taskId, session.id, 'estimated']),
    );
    console.log(`      supervision estimated at ${lengthOf(typing)} ms`);
    assert.ok(lengthOf(typing) > 500 && lengthOf(typing) <= 9_000);
    await workbench.runCommand('Leverage Record: Close Task');
    await quickInput.waitFor('Close Task: Human estimate');
    await quickInput.type('2');
    await quickInput.accept();
    await until('the form', async () =>
      (await workbench.page.locator('.quick-input-widget').innerText()).includes('9,750'),
    );
    await workbench.screenshot('close-task-transcript');
    await quickInput.pick('Close Task');
    await untilNoneOpen(profile);
  });
});

/** Waits until the record has so many turns of a transcript. */
function untilTold(profile: Profile, turns: number): Promise<unknown> {
  return untilRecorded(
    profile,
    'the transcript to be found',
    ({ sessions }) => sessions.some(({ transcript }) => (transcript?.turns ?? 0) >= turns) || undefined,
    20_000,
  );
}
