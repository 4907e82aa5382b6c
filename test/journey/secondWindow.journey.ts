import assert from 'node:assert/strict';
import path from 'node:path';
import { unionMs } from '../../src/core/days/interval';
import { installFakeAgent, trueIntervals } from '../fixtures/fake-agent/installFakeAgent';
import { createProfile, removeProfile } from './profile';
import { endedSessions, lengthOf } from './recordedWork';
import { startTask } from './startTask';
import { assertTrueTimes } from './trueTimes';
import { until } from './until';
import { Workbench } from './workbench';

const soonMs = 5000;

describe('Two windows on one record', () => {
  it('see each other’s tasks and sessions within seconds, and one closes what the other started', async () => {
    const profile = createProfile();
    const PATH = installFakeAgent(path.join(profile.root, 'programs'), ['claude']);
    const first = await Workbench.open({ profile, env: { PATH } });
    const second = await first.openSecondWindow();
    const statusOfFirst = first.statusBar.item('status');
    const statusOfSecond = second.statusBar.item('status');

    await first.bringToFront();
    await startTask(first, 'Port the parser');
    await second.bringToFront();
    await until(
      'the second window to offer the task',
      async () => (await second.quickInput.offeredCommands('Leverage Record: Switch Task')).length > 0,
      soonMs,
    );
    await second.runCommand('Leverage Record: Switch Task');
    await second.quickInput.waitFor('Switch Task');
    await second.quickInput.pick('Port the parser');
    await statusOfSecond.untilText('Port the parser');

    await second.terminal.open();
    await first.bringToFront();
    await first.terminal.open();
    await first.terminal.run('FAKE_AGENT_TRUTH=first claude -p --busy 15000 "Port it"');
    await statusOfFirst.untilText(/^Port the parser\s+0:00:\d\d$/u);
    await statusOfSecond.untilText(/^Port the parser\s+0:00:\d\d$/u, soonMs);
    await second.bringToFront();
    await second.terminal.run('FAKE_AGENT_TRUTH=second claude -p --busy 15000 "Port it"');
    await statusOfSecond.untilText(/ · 2$/);
    await statusOfFirst.untilText(/ · 2$/, soonMs);
    await second.screenshot('status-two-windows');
    const sessions = await endedSessions(profile, 'Port the parser', 2);
    const truth = ['first', 'second'].flatMap((run) =>
      trueIntervals(path.join(profile.workspace, run), 'session'),
    );
    for (const [index, { spans }] of sessions.entries()) {
      assertTrueTimes(`window ${index + 1} of 2`, spans, truth[index]);
    }
    const spans = sessions.flatMap((session) => session.spans);
    assert.ok(unionMs(spans) < lengthOf(spans), 'they ran at the same time');
    await statusOfFirst.untilText(/^Port the parser$/, soonMs);
    await statusOfSecond.untilText(/^Port the parser$/, soonMs);

    await second.runCommand('Leverage Record: Close Task');
    await second.quickInput.waitFor('Close Task: Human estimate');
    await second.quickInput.type('4');
    await second.quickInput.accept();
    await until('the form', async () =>
      (await second.quickInput.items()).some(({ label }) => label === 'AI minutes'),
    );
    await second.quickInput.pick('Close Task');
    await statusOfSecond.untilText('No task');
    await statusOfFirst.untilText('No task', soonMs);
    await second.runCommand('Leverage Record: Undo Last Change');
    await statusOfFirst.untilText('Port the parser', soonMs);
    await first.close();
    removeProfile(profile);
  });
});
