import assert from 'node:assert/strict';
import path from 'node:path';
import { installFakeAgent, trueIntervals } from '../fixtures/fake-agent/installFakeAgent';
import { createProfile, removeProfile, type Profile } from './profile';
import { endedSessions, lengthOf, recordedWork, untilRecorded } from './recordedWork';
import { startTask } from './startTask';
import { until } from './until';
import { openWorkbenches, Workbench } from './workbench';

/** After a reload the end of a program reaches the host by way of a terminal that VS Code has restored. */
const toleranceMs = 1000;

describe('Sessions that the window does not live to see end', () => {
  const profiles: Profile[] = [];
  let profile: Profile;
  let env: Readonly<Record<string, string>>;

  beforeEach(() => {
    profile = createProfile();
    profiles.push(profile);
    env = { PATH: installFakeAgent(path.join(profile.root, 'programs'), ['claude']) };
  });

  // Not after each: what a failure looked like is read from the profile first.
  after(async () => {
    for (const each of openWorkbenches) {
      await each.close();
    }
    profiles.forEach(removeProfile);
  });

  it('go on over a reload, with the current task, the record and Undo', async () => {
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
    // At a person's pace: what is answered within three seconds is not told from going on.
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
    await status.untilText('No task');
    await workbench.close();
  });

  it('end at the last heartbeat when VS Code is killed', async () => {
    const doomed = await Workbench.open({ profile, env });
    await startTask(doomed, 'Port the parser');
    await doomed.terminal.open();
    await doomed.terminal.run('FAKE_AGENT_TRUTH=batch claude -p --busy 600000 "Port it"');
    await doomed.statusBar.item('status').untilText(/0:00:(1[6-9]|2\d)$/, 30_000);
    await doomed.crash();
    const died = Date.now();

    const workbench = await Workbench.open({ profile, env });
    await workbench.statusBar.item('status').untilText('Port the parser');
    const { session, span } = await untilRecorded(
      profile,
      'what was recovered',
      ({ sessions: [found] }) => {
        const [recovered] = found?.spans ?? [];
        return found?.endedAt && recovered ? { session: found, span: recovered } : undefined;
      },
      90_000,
    );
    const { startedAt, endedAt, ending, exitCode } = session;
    console.log(`      killed ${died - startedAt} ms after its start, recovered ${span.end - span.start} ms`);
    assert.deepEqual([span.evidence, ending, exitCode], ['recovered', 'recovered', null]);
    assert.equal(span.start, startedAt);
    assert.ok(span.end <= died && died - span.end < 20_000, 'not a moment after the last heartbeat');
    assert.equal(endedAt, span.end);
    await workbench.statusBar.item('status').untilText(/^Port the parser$/);
    assert.equal(
      lengthOf((await recordedWork(profile)).sessions.flatMap(({ spans }) => spans)),
      lengthOf([span]),
    );
    await workbench.close();
  });

  function trueBusy(run: string) {
    return trueIntervals(path.join(profile.workspace, run), 'busy');
  }

  function trueSessions(run: string) {
    return trueIntervals(path.join(profile.workspace, run), 'session');
  }
});
