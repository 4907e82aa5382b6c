import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { installFakeAgent, trueIntervals } from '../fixtures/fake-agent/installFakeAgent';
import { createProfile, removeProfile, type Profile } from './profile';
import { closedWork, lengthOf } from './recordedWork';
import { until } from './until';
import { Workbench } from './workbench';

const tolerance = 0.02;
const pieces = [
  { title: 'Rename the columns', hours: '6', low: '4', high: '10', ms: 15_000 },
  { title: 'Move the indexes', hours: '4', low: '3', high: '6', ms: 10_000 },
  { title: 'Write the migration', hours: '2', low: '1', high: '3', ms: 10_000 },
];
const because = 'Three tables and their callers.';

describe('An agent that does three pieces of work in one session and proposes each', () => {
  let profile: Profile;
  let workbench: Workbench;

  before(async () => {
    profile = createProfile();
    const programs = path.join(profile.root, 'programs');
    const PATH = installFakeAgent(programs, ['claude']);
    const command = path.resolve('dist/cli.js');
    const script = `#!/bin/sh\nexec "${process.execPath}" "${command}" "$@"\n`;
    fs.writeFileSync(path.join(programs, 'leverage-record'), script, { mode: 0o755 });
    const env = {
      PATH,
      CLAUDE_CONFIG_DIR: path.join(profile.root, 'claude'),
      LEVERAGE_RECORD_DATA: profile.dataDirectory,
    };
    workbench = await Workbench.open({ profile, env });
    await workbench.statusBar.item('status').untilText('No task');
  });

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  it('is measured for each by its own transcript, and nobody has been asked for anything', async () => {
    const { terminal } = workbench;
    await terminal.open();
    const script = pieces.map(({ ms, ...fields }) => [{ work: ms }, { propose: { ...fields, because } }]);
    await terminal.run(`FAKE_AGENT_TRUTH=truth FAKE_AGENT_SCRIPT='${JSON.stringify(script)}' claude`);
    await terminal.untilText('Type a prompt');
    for (const [index, { title }] of pieces.entries()) {
      await terminal.run(title);
      await until(`${title} to be done`, () => truth().length > index, 60_000);
    }
    await workbench.statusBar.item('status').untilText(/ 3$/u);
    await workbench.runCommand('Leverage Record: Show Proposed Tasks');
    const record = await workbench.webview('editor');
    await record.getByRole('heading', { name: 'Proposed, 3' }).waitFor();
    await record.getByText('Adds 3 tasks with 12 hours').waitFor();
    await workbench.screenshot('proposals');
    const joins = await record.getByText('Time from the transcript of its session.').count();
    assert.equal(joins, 3);
    // What is proposed isn't offered a second time.
    await record.getByRole('heading', { name: 'Inbox', exact: true }).waitFor();
  });

  it('gives three rows with its true minutes when all are confirmed, and the inbox is empty', async () => {
    const record = await workbench.webview('editor');
    await record.getByRole('button', { name: /^Confirm All/u }).click();
    await record.locator('tbody tr', { hasText: pieces[2]?.title ?? '' }).waitFor();
    await record.getByRole('heading', { name: 'Inbox', exact: true }).waitFor();
    assert.equal(await record.getByRole('heading', { name: /^Proposed/u }).count(), 0);
    await workbench.screenshot('proposals-confirmed');
    const rows = await closedWork(profile);
    assert.deepEqual(
      rows.map(({ task }) => [task.title, task.estimate?.hours, task.proposed?.reviewed]),
      pieces.map(({ title, hours }) => [title, Number(hours), true]),
    );
    for (const [index, { task, spans }] of rows.entries()) {
      const [recorded, worked] = [lengthOf(spans), lengthOf(truth().slice(index, index + 1))];
      console.log(`      ${task.title}: truly ${worked} ms, recorded ${recorded} ms`);
      assert.ok(Math.abs(recorded - worked) <= worked * tolerance, task.title);
    }
    const all = rows.flatMap(({ spans }) => spans);
    assert.ok(Math.abs(lengthOf(all) - lengthOf(truth())) <= lengthOf(truth()) * tolerance);
  });

  it('is as it was after one Undo; each can be edited, merged, taken apart, confirmed and dismissed', async () => {
    const { quickInput } = workbench;
    await workbench.runCommand('Leverage Record: Undo Last Change');
    const record = await workbench.webview('editor');
    const heading = (text: string) => record.getByRole('heading', { name: text, exact: true }).waitFor();
    const button = (name: string) => record.getByRole('button', { name, exact: true });
    await heading('Proposed, 3');
    assert.deepEqual(await closedWork(profile), []);

    await button('Merge into Another Task: Write the migration').click();
    await quickInput.waitFor('Merge Proposed Task');
    await quickInput.pick('Move the indexes');
    await heading('Proposed, 2');
    await record.getByText('with 1 other merged into it').waitFor();
    await record.getByText('6 h (4–9 h)').waitFor();
    await button('Split: Move the indexes').click();
    await heading('Proposed, 3');

    await button('Edit: Rename the columns').click();
    await quickInput.waitFor('Edit Proposed Task');
    await quickInput.pick('Human estimate');
    await quickInput.waitFor('Edit Proposed Task: Human estimate');
    await quickInput.type('8h');
    await quickInput.accept();
    const row = async (label: string) => (await quickInput.items()).find((each) => each.label === label);
    await until('the edited estimate', async () =>
      (await row('Human estimate'))?.description?.startsWith('8h'),
    );
    await quickInput.pick('Outcome');
    await quickInput.pick('Corrected');
    await until('the outcome', async () => (await row('Outcome'))?.description === 'Corrected');
    await workbench.screenshot('proposals-edit');
    await quickInput.pick('Confirm');
    await heading('Proposed, 2');
    await button('Dismiss: Move the indexes').click();
    await heading('Proposed, 1');
    await workbench.runCommand('Leverage Record: Bring Back Dismissed Task');
    await quickInput.pick('Move the indexes');
    await heading('Proposed, 2');
    await workbench.runCommand('Leverage Record: Undo Last Change');
    await heading('Proposed, 1');
    const [confirmed, ...more] = await closedWork(profile);
    assert.ok(confirmed && more.length === 0);
    const { title, estimate, outcome, proposed } = confirmed.task;
    assert.deepEqual(
      [title, estimate?.hours, estimate?.by, outcome?.kind, proposed?.estimate.hours],
      ['Rename the columns', 8, 'me', 'corrected', 6],
    );
    const worked = lengthOf(truth().slice(0, 1));
    assert.ok(Math.abs(lengthOf(confirmed.spans) - worked) <= worked * tolerance);
    await workbench.screenshot('proposals-one-left');
  });

  function truth() {
    return trueIntervals(path.join(profile.workspace, 'truth'), 'busy');
  }
});
