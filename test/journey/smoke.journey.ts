import assert from 'node:assert/strict';
import { hostLogs, loggedErrors } from './hostLog';
import { until } from './until';
import { Workbench } from './workbench';

/** Says, as VS Code's own start script does, which language the window speaks; there is no language pack here. */
const speakGerman =
  "Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => 'de', set: () => undefined });";

describe('a real VS Code', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open();
  });
  after(() => workbench.close());

  it('opens with the extension, runs a terminal that it understands, reloads, and logs no error of ours', async () => {
    await workbench.terminal.open();
    await workbench.terminal.run('echo 6 times 7 is $((6 * 7))');
    await workbench.terminal.untilText('6 times 7 is 42');
    await workbench.screenshot('smoke');
    await workbench.reload();
    assert.ok((await workbench.quickInput.offeredCommands('Leverage Record')).length > 0);
    assert.ok(hostLogs(workbench.profile).length > 0, 'there are logs');
    assert.deepEqual(loggedErrors(workbench.profile), []);
  });

  it('in German has its commands, the status bar and the report in German', async () => {
    await workbench.page.addInitScript(speakGerman);
    await workbench.reload();
    const start = 'Leverage Record: Aufgabe starten';
    await until(start, async () => (await workbench.quickInput.offeredCommands(start)).includes(start));
    await workbench.statusBar.item('status').untilText('Keine Aufgabe');
    await workbench.openActivityBarView('Leverage Record');
    const report = await workbench.webview('sidebar');
    await report.getByText('Beschreiben Sie eine Aufgabe').waitFor();
    await report.getByRole('button', { name: 'Aufgabe starten' }).waitFor();
    await workbench.screenshot('german');
  });
});
