import { startTaskChanges } from '../../src/core/task/actions';
import type { Change } from '../../src/core/task/change';
import { createProfile, removeProfile, type Profile } from './profile';
import { recordInProfile } from './recordedWork';
import { until } from './until';
import { Workbench } from './workbench';

const minute = 60_000;

describe('When the day turns and nothing else happens', () => {
  let profile: Profile;
  let workbench: Workbench;

  before(async () => {
    profile = createProfile();
    const now = Date.now();
    await recordInProfile(profile, [
      ...startTaskChanges('task-1', { title: 'Accept vouchers' }, now - 20 * minute),
      tenMinutes(now - 15 * minute),
    ]);
    workbench = await Workbench.open({ profile, settings: { 'leverageRecord.timeZone': 'UTC' } });
  });

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  it('the status bar and the page show the new day', async () => {
    const status = workbench.statusBar.item('status');
    // Time enough to look at the day before.
    const turn = Math.ceil((Date.now() + 15_000) / minute) * minute;
    const dayStart = new Date(turn).toISOString().slice(11, 16);
    await workbench.changeSettings({ 'leverageRecord.dayStart': dayStart });
    await workbench.runCommand('Leverage Record: Open Record');
    const record = await workbench.webview('editor');
    await record.getByRole('heading', { level: 1, name: dayLabel(turn - 24 * 60 * minute) }).waitFor();
    await until('the figures of the day before', async () =>
      /Measured\stoday:\s10\sAI\sminutes/.test(await status.tooltip()),
    );
    await record.getByRole('heading', { level: 1, name: dayLabel(turn) }).waitFor({ timeout: 120_000 });
    await until('the figures of the new day', async () =>
      /Measured\stoday:\s0\sAI\sminutes/.test(await status.tooltip()),
    );
    await workbench.screenshot('day-turned');
  }).timeout(240_000);
});

function tenMinutes(start: number): Change {
  const end = start + 10 * minute;
  return {
    entity: 'span',
    id: 'span-1',
    kind: 'set',
    fields: { taskId: 'task-1', sessionId: null, kind: 'agent', start, end, evidence: 'measured' },
  };
}

function dayLabel(moment: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'UTC' }).format(moment);
}
