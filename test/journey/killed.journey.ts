import assert from 'node:assert/strict';
import path from 'node:path';
import { installFakeAgent } from '../fixtures/fake-agent/installFakeAgent';
import { createProfile, removeProfile, type Profile } from './profile';
import { lengthOf, recordedWork, untilRecorded } from './recordedWork';
import { startTask } from './startTask';
import { openWorkbenches, Workbench } from './workbench';

describe('Sessions of a VS Code that is killed', () => {
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

  it('end at the last heartbeat', async () => {
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
});
