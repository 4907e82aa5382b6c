import assert from 'node:assert/strict';
import { Workbench } from './workbench';

/** Says, as VS Code's own start script does, which language the window speaks; there is no language pack here. */
const speakGerman =
  "Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => 'de', set: () => undefined });";

describe('A German window', () => {
  it('has its commands, the status bar and the report in German', async () => {
    const workbench = await Workbench.open();
    await workbench.page.addInitScript(speakGerman);
    await workbench.reload();
    const commands = await workbench.quickInput.offeredCommands('Leverage Record');
    assert.ok(commands.includes('Leverage Record: Aufgabe starten'), commands.join(', '));
    await workbench.statusBar.item('status').untilText('Keine Aufgabe');
    await workbench.openActivityBarView('Leverage Record');
    const report = await workbench.webview('sidebar');
    await report.getByText('Beschreiben Sie eine Aufgabe').waitFor();
    await report.getByRole('button', { name: 'Aufgabe starten' }).waitFor();
    await workbench.screenshot('german');
    await workbench.close();
  });
});
