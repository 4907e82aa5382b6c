import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createProfile, removeProfile } from './profile';
import { untilRecorded } from './recordedWork';
import { until } from './until';
import { Workbench } from './workbench';

const table = [
  '# Leverage record 2026-03-10',
  '',
  '| # | Task | Human Est. | AI Time | Sup. Time | LF | SLF |',
  '| - | ---- | ---------- | ------- | --------- | -- | --- |',
  '| 1 | Import old invoices | 24h | 32 min | 4 min | 45.0x | 360.0x |',
  '| 2 | Fix the flaky test of jane@example.org | 2h | 12 min | 3 min | 10.0x | 40.0x |',
  '| 3 | Nobody knows how long | 2h | long | 3 min | 10.0x | 40.0x |',
  '',
].join('\n');

describe('A record in a file', () => {
  it('is previewed, imported once, and exported again', async () => {
    const profile = createProfile();
    const file = path.join(profile.workspace, 'march.md');
    fs.writeFileSync(file, table);
    const workbench = await Workbench.open({
      profile,
      // The system's own dialogs can't be driven.
      settings: { 'files.simpleDialog.enable': true },
    });
    await previewImport(workbench, file);
    const { quickInput, editor } = workbench;
    const preview = await editor.text();
    assert.match(preview, /2 tasks to add/);
    assert.match(preview, /Line 7: .*long/);
    await workbench.screenshot('import-preview');
    await quickInput.pick('Import 2 tasks');
    await until('the preview to close', async () => (await workbench.page.locator('.tab').count()) === 0);

    await previewImport(workbench, file);
    assert.match(await editor.text(), /2 tasks already in the record/);
    await quickInput.pick('Close');

    await workbench.runCommand('Leverage Record: Undo Last Change');
    await untilRecorded(profile, 'the undoing', (work) => work.closedTasks === 0);
    await previewImport(workbench, file);
    assert.match(await editor.text(), /2 tasks imported before, then deleted/);
    await workbench.screenshot('import-of-deleted');
    await quickInput.pick('Bring back 2 deleted tasks');
    await untilRecorded(profile, 'the tasks', (work) => work.closedTasks === 2);

    await workbench.runCommand('Leverage Record: Export Record');
    await quickInput.waitFor('Select a format to export 2026-03-10');
    await quickInput.pick('CSV');
    await quickInput.waitFor('Select a destination');
    await quickInput.pick('New Editor');
    await until('the export', async () => (await editor.text()).includes('Import old invoices'));

    await workbench.runCommand('Leverage Record: Publish Record');
    await quickInput.waitFor('Select a form for 2026-03-10');
    await quickInput.pick('Web Page (HTML)');
    await quickInput.waitFor('2 places may not be meant for others. Read them before you publish');
    assert.match(await editor.activeTab(), /leverage-record-2026-03-10\.html/);
    await quickInput.type('Show Marked Place 1 of 2');
    await quickInput.accept();
    await until('the marked place', async () => (await editor.text()).includes('jane@example.org'));
    await workbench.screenshot('publish-marked');
    await quickInput.type('Show as Page');
    await quickInput.accept();
    await quickInput.waitFor('2 places may not be meant for others. Read them before you publish');
    const page = workbench.page.frameLocator('iframe.webview').frameLocator('#active-frame');
    await page.getByRole('heading', { name: 'Leverage record 2026-03-10' }).waitFor();
    await workbench.screenshot('publish-page');
    await quickInput.type('New Editor');
    await quickInput.accept();
    await until('the page in an editor', async () => (await editor.text()).includes('<!DOCTYPE html>'));
    assert.equal(await workbench.page.locator('.tab', { hasText: 'leverage-record-2026-03-10' }).count(), 0);

    await workbench.runCommand('Leverage Record: Export Time Sheet');
    await quickInput.waitFor('Select a field to change it');
    await quickInput.pick('Rounding');
    await quickInput.waitFor('Select how it is rounded');
    await quickInput.pick('Up to 15 minutes');
    await quickInput.waitFor('Select a field to change it');
    await workbench.screenshot('time-sheet');
    await until('what rounding makes of it', async () =>
      (await quickInput.items()).some(({ description }) =>
        description.includes('2 entries · 44 min, 60 min after rounding'),
      ),
    );
    await quickInput.pick('Preview Time Sheet');
    await quickInput.waitFor('Whose time it is, as Toggl knows you.');
    await quickInput.type('me@example.org');
    await quickInput.accept();
    await quickInput.waitFor('1 place may not be meant for others. Read it before you publish');
    await quickInput.type('New Editor');
    await quickInput.accept();
    await until('the time sheet', async () => (await editor.text()).includes('00:45:00'));
    await workbench.close();
    removeProfile(profile);
  });
});

async function previewImport({ quickInput, editor }: Workbench, file: string): Promise<void> {
  await quickInput.runCommand('Leverage Record: Import Record');
  await until('the file dialog to list the folder', async () =>
    (await quickInput.items()).some(({ label }) => label === path.basename(file)),
  );
  await quickInput.type(file);
  await quickInput.accept();
  await quickInput.waitFor('Import march.md');
  await until('the preview', async () => (await editor.activeTab()).includes('Import of march.md'));
}
