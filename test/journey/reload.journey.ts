import assert from 'node:assert/strict';
import path from 'node:path';
import { installFakeAgent, trueIntervals } from '../fixtures/fake-agent/installFakeAgent';
import { createProfile, removeProfile, type Profile } from './profile';
import { endedSessions, lengthOf } from './recordedWork';
import { startTask } from './startTask';
import { until } from './until';
import { openWorkbenches, Workbench } from './workbench';

/** After a reload the end of a program reaches the host by way of a terminal that VS Code has restored. */
const toleranceMs = 1000;

describe('Sessions that outlive their window', () => {
  let profile: Profile;
  let env: Readonly<Record<string, string>>;

  before(() => {
    profile = createProfile();
    env = { PATH: installFakeAgent(path.join(profile.root, 'programs'), ['claude']) };
  });

  after(async () => {
    for (const each of openWorkbenches) {
      await each.close();
    }
    removeProfile(profile);
  });

  it('go on over its reload, with the current task, the record and Undo', async () => {
    const workbench = await Workbench.open({ profile, env });
    const { terminal } = workbench;
    const status = workbench.statusBar.item('status');
    await startTask(workbench, 'Port the parser');
    await workbench.runCommand('Leverage Record: Open Record');
    await workbench.webview('editor');
    const script = JSON.stringify([[{ work: 8000 }]]);
    await terminal.open();
    await terminal.run(`FAKE_AGENT_TRUTH=talk FAKE_AGENT_SCRIPT='${script}' claude`);
    await terminal.untilText('Type a prompt');
    // At a human pace: an answer within three seconds looks like continued work.
    await terminal.type('Port the parser', 250);
    await terminal.press('Enter');
    await until('the turn to end', () => trueBusy('talk').length === 1, 30_000);
    await terminal.open();
    await terminal.run('FAKE_AGENT_TRUTH=batch claude -p --busy 25000 "Port it"');
    await status.untilText(/^Port the parser .* · 2$/u);

    await workbench.reload();
    assert.deepEqual(trueBusy('batch'), [], 'the window came back while the agent works');
    await status.untilText('Port the parser');
    await workbench.screenshot('status-after-reload');
    const record = await workbench.webview('editor');
    await record.getByText('No task has been closed today.').waitFor();
    await until('the agent to end', () => trueBusy('batch').length === 1, 60_000);
    const [batch] = await endedSessions(profile, 'Port the parser', 1);
    const [span, ...more] = batch?.spans ?? [];
    const [truth] = trueSessions('batch');
    assert.ok(span && truth && more.length === 0);
    console.log(`      batch: start ${span.start - truth.start} ms, end ${span.end - truth.end} ms off`);
    assert.ok(Math.abs(span.start - truth.start) <= toleranceMs);
    assert.ok(Math.abs(span.end - truth.end) <= toleranceMs);
    assert.deepEqual([batch?.mode, batch?.ending, span.evidence], ['batch', 'exited', 'measured']);

    await workbench.runCommand('Terminal: Focus Previous Terminal Group');
    await terminal.run('/exit');
    const talk = (await endedSessions(profile, 'Port the parser', 2)).find(
      ({ mode }) => mode === 'interactive',
    );
    assert.ok(talk);
    const [counted, busy] = [lengthOf(talk.spans), lengthOf(trueBusy('talk'))];
    console.log(`      interactive: truly busy for ${busy} ms, recorded ${counted} ms`);
    assert.ok(Math.abs(counted - busy) <= busy / 10);
    assert.equal(talk.ending, 'exited');

    await workbench.runCommand('Leverage Record: Undo Last Change');
    await workbench.notifications.click('was changed or worked on after', 'Undo Anyway');
    await status.untilText('No task');
    await workbench.close();
  });

  function trueBusy(run: string) {
    return trueIntervals(path.join(profile.workspace, run), 'busy');
  }

  function trueSessions(run: string) {
    return trueIntervals(path.join(profile.workspace, run), 'session');
  }
});
