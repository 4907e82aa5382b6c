import assert from 'node:assert/strict';
import { hostLogs, loggedErrors } from './hostLog';
import { Workbench } from './workbench';

describe('a real VS Code', () => {
  it('opens with the extension, runs a terminal that it understands, reloads, and logs no error of ours', async () => {
    const workbench = await Workbench.open();
    await workbench.terminal.open();
    await workbench.terminal.run('echo 6 times 7 is $((6 * 7))');
    await workbench.terminal.untilText('6 times 7 is 42');
    await workbench.screenshot('smoke');
    await workbench.reload();
    assert.ok((await workbench.quickInput.offeredCommands('Leverage Record')).length > 0);
    assert.ok(hostLogs(workbench.profile).length > 0, 'there are logs');
    assert.deepEqual(loggedErrors(workbench.profile), []);
    await workbench.close();
  });
});
