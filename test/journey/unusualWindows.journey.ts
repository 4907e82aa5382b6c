import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createProfile, removeProfile, type Profile } from './profile';
import { recordedWork } from './recordedWork';
import { startTask } from './startTask';
import { openWorkbenches, Workbench } from './workbench';

describe('A window', () => {
  const profiles: Profile[] = [];
  let profile: Profile;

  beforeEach(() => {
    profile = createProfile();
    profiles.push(profile);
  });

  // Not after each: what a failure looked like is read from the profile first.
  after(async () => {
    for (const each of openWorkbenches) {
      await each.close();
    }
    profiles.forEach(removeProfile);
  });

  it('whose record can not be written says so, loses nothing, and continues when it can', async () => {
    // A file in the journal's place stops even users whom permissions don't.
    const journal = path.join(profile.dataDirectory, 'journal');
    fs.mkdirSync(profile.dataDirectory, { recursive: true });
    fs.writeFileSync(journal, '');
    const workbench = await Workbench.open({ profile });
    const { quickInput, notifications } = workbench;
    const status = workbench.statusBar.item('status');
    await status.untilText('Record not saved');
    assert.equal(await status.kind(), 'error');
    await workbench.screenshot('status-store-failing');
    await workbench.runCommand('Leverage Record: Start Task');
    await quickInput.waitFor('Start Task');
    await quickInput.type('Port the parser');
    await quickInput.accept();
    await notifications.waitFor(profile.dataDirectory);
    await workbench.screenshot('status-store-failing-toast');
    assert.equal(await status.text(), 'Record not saved');

    fs.rmSync(journal);
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('Leverage Record: Start Task');
    await quickInput.waitFor('Start Task');
    assert.equal(await quickInput.value(), 'Port the parser', 'what was typed is offered again');
    await quickInput.accept();
    await quickInput.waitFor('Leave empty to estimate later');
    await quickInput.accept();
    await status.untilText(/^Port the parser$/);
    assert.equal(await status.kind(), 'standard');
    assert.deepEqual(
      (await recordedWork(profile)).openTasks.map(({ title }) => title),
      ['Port the parser'],
    );
    await workbench.close();
  });

  it('without a folder, and not trusted, records all the same', async () => {
    const workbench = await Workbench.open({
      profile,
      emptyAndUntrusted: true,
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.emptyWindow': false,
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.banner': 'always',
      },
    });
    await startTask(workbench, 'Port the parser');
    await workbench.screenshot('status-empty-window');
    const [task] = (await recordedWork(profile)).openTasks;
    assert.deepEqual([task?.project, task?.branch, task?.folder], [null, null, null]);
    await workbench.close();
  });
});
