import assert from 'node:assert/strict';
import path from 'node:path';
import { installFakeAgent, trueIntervals } from '../fixtures/fake-agent/installFakeAgent';
import { createProfile, removeProfile, type Profile } from './profile';
import { lengthOf, recordedWork, untilRecorded, type RecordedSession } from './recordedWork';
import { startTask } from './startTask';
import { until } from './until';
import { Workbench } from './workbench';

const tolerance = 0.1;
const agents = [
  { agent: 'codex', timedBy: 'its output', evidence: 'estimated' },
  { agent: 'claude', timedBy: 'its transcript', evidence: 'measured' },
] as const;

describe('Closing a task while an agent works for it', () => {
  let profile: Profile;
  let workbench: Workbench;

  before(async () => {
    profile = createProfile();
    const PATH = installFakeAgent(
      path.join(profile.root, 'programs'),
      agents.map(({ agent }) => agent),
    );
    const CLAUDE_CONFIG_DIR = path.join(profile.root, 'claude');
    workbench = await Workbench.open({ profile, env: { PATH, CLAUDE_CONFIG_DIR } });
  });

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  for (const { agent, timedBy, evidence } of agents) {
    it(`moves one timed by ${timedBy} to another task, with nothing lost or doubled`, async () => {
      const { terminal, quickInput, statusBar } = workbench;
      const status = statusBar.item('status');
      const [closing, next] = [`Rename the columns with ${agent}`, `Port the parser with ${agent}`];
      await startTask(workbench, next);
      await startTask(workbench, closing);
      await terminal.open();
      const script = JSON.stringify([[{ work: 90_000 }]]);
      await terminal.run(`FAKE_AGENT_TRUTH=${agent} FAKE_AGENT_SCRIPT='${script}' ${agent}`);
      await terminal.untilText('Type a prompt');
      await terminal.run('Rename them');
      await status.untilText(/0:00:0[5-9]$/u);
      const [renaming, parsing] = await taskIds(closing, next);

      await workbench.runCommand('Leverage Record: Close Task');
      await quickInput.waitFor('Select the task to close');
      await quickInput.pick(closing);
      await quickInput.waitFor('Close Task: Human estimate');
      await quickInput.type('1');
      await quickInput.accept();
      await untilRow(agent, /^busy for 0:00:\d\d · ends with the task$/u);
      await workbench.screenshot(`closing-running-ends-${agent}`);
      await quickInput.pick(agent);
      await quickInput.waitFor(`What should happen to the ${agent} session?`);
      await workbench.screenshot(`closing-running-choice-${agent}`);
      await quickInput.pick(`Move it to “${next}”`);
      await untilRow(agent, new RegExp(`moves to “${next}”$`, 'u'));
      await workbench.screenshot(`closing-running-goes-on-${agent}`);
      const before = await sessionsOf(renaming, parsing);
      assert.deepEqual(
        before.map(({ taskId, endedAt }) => [taskId, endedAt]),
        [[renaming, null]],
        'nothing happens before it is confirmed',
      );
      await quickInput.pick('Close Task');
      await untilRecorded(
        profile,
        'the task to be closed',
        ({ openTasks }) => openTasks.every(({ id }) => id !== renaming) || undefined,
      );
      const closedAt = Date.now();

      await status.untilText(/^Port the parser.*0:00:(0[4-9]|[1-5]\d)$/u, 30_000);
      await workbench.screenshot(`closing-running-clock-of-next-${agent}`);
      await terminal.focus();
      await terminal.press('Escape');
      await terminal.untilText('Interrupted.');
      await terminal.run('/exit');
      const [first, second, ...more] = await until('both sessions to have ended', async () => {
        const sessions = await sessionsOf(renaming, parsing);
        const settled = sessions.every(
          ({ endedAt, spans }) => endedAt !== null && spans.every((span) => span.evidence === evidence),
        );
        return sessions.length >= 2 && settled ? sessions : undefined;
      });
      assert.ok(first && second);
      assert.deepEqual([first.taskId, second.taskId, more], [renaming, parsing, []]);
      const [ofFirst, ofSecond] = [lengthOf(first.spans), lengthOf(second.spans)];
      const truth = lengthOf(trueIntervals(path.join(profile.workspace, agent), 'busy'));
      console.log(`      truly busy for ${truth} ms, recorded ${ofFirst} + ${ofSecond} ms`);
      assert.ok(Math.abs(ofFirst + ofSecond - truth) <= truth * tolerance);
      assert.ok(endOf(first) <= startOf(second), 'no moment counts for both');
      assert.ok(startOf(second) - endOf(first) <= 1_000, `${startOf(second) - endOf(first)} ms between them`);
      assert.ok(Math.abs(endOf(first) - closedAt) <= 5_000, 'the first ends when its task is closed');

      await workbench.runCommand('Leverage Record: Undo Last Change');
      await status.untilText(/^Rename the columns/u);
      await workbench.screenshot(`closing-running-undone-${agent}`);
    });
  }

  async function sessionsOf(...tasks: readonly (string | undefined)[]): Promise<readonly RecordedSession[]> {
    const { sessions } = await recordedWork(profile);
    return sessions.filter(({ taskId }) => tasks.includes(taskId ?? ''));
  }

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
