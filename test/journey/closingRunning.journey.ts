import assert from 'node:assert/strict';
import path from 'node:path';
import { installFakeAgent, trueIntervals } from '../fixtures/fake-agent/installFakeAgent';
import { createProfile, removeProfile, type Profile } from './profile';
import { lengthOf, recordedWork, type RecordedSession } from './recordedWork';
import { startTask } from './startTask';
import { until } from './until';
import { Workbench } from './workbench';

const tolerance = 0.1;

describe('Closing a task while an agent works for it', () => {
  let profile: Profile;
  let workbench: Workbench;

  before(async () => {
    profile = createProfile();
    const PATH = installFakeAgent(path.join(profile.root, 'programs'), ['codex']);
    workbench = await Workbench.open({ profile, env: { PATH } });
  });

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  it('lets the agent go on for another task: each has what was done for it, nothing is lost or doubled', async () => {
    const { terminal, quickInput, statusBar } = workbench;
    const status = statusBar.item('status');
    await startTask(workbench, 'Port the parser');
    await startTask(workbench, 'Rename the columns');
    await terminal.open();
    const script = JSON.stringify([[{ work: 90_000 }]]);
    await terminal.run(`FAKE_AGENT_TRUTH=talk FAKE_AGENT_SCRIPT='${script}' codex`);
    await terminal.untilText('Type a prompt');
    await terminal.run('Rename them');
    await status.untilText(/^Rename the columns\s+0:00:0[5-9]$/u);
    const [renaming, parsing] = await taskIds('Rename the columns', 'Port the parser');

    await workbench.runCommand('Leverage Record: Close Task');
    await quickInput.waitFor('The task to close');
    await quickInput.pick('Rename the columns');
    await quickInput.waitFor('Close Task: Human estimate');
    await quickInput.type('1');
    await quickInput.accept();
    await untilRow('codex', /^busy for 0:00:\d\d · ends with the task$/u);
    await workbench.screenshot('closing-running-ends');
    await quickInput.pick('codex');
    await quickInput.waitFor('What becomes of the session of codex');
    await workbench.screenshot('closing-running-choice');
    await quickInput.pick('Let it go on for “Port the parser”');
    await untilRow('codex', /goes on for “Port the parser”$/u);
    await workbench.screenshot('closing-running-goes-on');
    const before = (await recordedWork(profile)).sessions;
    assert.deepEqual(
      before.map(({ taskId, endedAt }) => [taskId, endedAt]),
      [[renaming, null]],
      'nothing happens before it is confirmed',
    );
    await quickInput.pick('Close Task');
    await until('the task to be closed', async () => (await recordedWork(profile)).openTasks.length === 1);
    const closedAt = Date.now();

    await workbench.runCommand('Leverage Record: Switch Task');
    await quickInput.pick('Port the parser');
    await status.untilText(/^Port the parser\s+0:00:(0[4-9]|[1-5]\d)$/u, 30_000);
    await workbench.screenshot('closing-running-clock-of-next');
    await terminal.focus();
    await terminal.press('Escape');
    await terminal.untilText('Interrupted.');
    await terminal.run('/exit');
    const [first, second, ...more] = await until('both sessions to have ended', async () => {
      const { sessions } = await recordedWork(profile);
      const ended = sessions.filter(({ endedAt }) => endedAt !== null);
      return ended.length >= 2 && ended.length === sessions.length ? ended : undefined;
    });
    assert.ok(first && second);
    assert.deepEqual([first.taskId, second.taskId, more], [renaming, parsing, []]);
    const [ofFirst, ofSecond] = [lengthOf(first.spans), lengthOf(second.spans)];
    const truth = lengthOf(trueIntervals(path.join(profile.workspace, 'talk'), 'busy'));
    console.log(`      truly busy for ${truth} ms, recorded ${ofFirst} + ${ofSecond} ms`);
    assert.ok(Math.abs(ofFirst + ofSecond - truth) <= truth * tolerance);
    assert.ok(endOf(first) <= startOf(second), 'no moment counts for both');
    assert.ok(startOf(second) - endOf(first) <= 1_000, `${startOf(second) - endOf(first)} ms between them`);
    assert.ok(Math.abs(endOf(first) - closedAt) <= 5_000, 'the first ends when its task is closed');
  });

  async function taskIds(...titles: readonly string[]): Promise<readonly (string | undefined)[]> {
    const { openTasks } = await recordedWork(profile);
    return titles.map((title) => openTasks.find((each) => each.title === title)?.id);
  }

  async function untilRow(label: string, says: RegExp): Promise<void> {
    await until(`${label}: ${says}`, async () => {
      const items = await workbench.quickInput.items();
      if (!says.test(items.find((item) => item.label === label)?.description ?? '')) {
        throw new Error(JSON.stringify(items));
      }
      return true;
    });
  }
});

function startOf({ spans }: RecordedSession): number {
  return spans[0]?.start ?? Number.NaN;
}

function endOf({ spans }: RecordedSession): number {
  return spans.at(-1)?.end ?? Number.NaN;
}
