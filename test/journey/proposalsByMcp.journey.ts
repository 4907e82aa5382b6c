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
  { title: 'Rename the columns', hours: 6, low: 4, high: 10, ms: 20_000 },
  { title: 'Move the indexes', hours: 4, low: 3, high: 6, ms: 15_000 },
];

describe('An agent that proposes by the Model Context Protocol', () => {
  let profile: Profile;
  let workbench: Workbench;

  before(async () => {
    profile = createProfile();
    const programs = path.join(profile.root, 'programs');
    const PATH = installFakeAgent(programs, ['claude']);
    const script = `#!/bin/sh\nexec "${process.execPath}" "${path.resolve('dist/cli.js')}" "$@"\n`;
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

  it('has each piece of work measured by its own transcript, and confirmed in one step', async () => {
    const { terminal } = workbench;
    await terminal.open();
    const script = pieces.map(({ ms, ...input }) => [{ work: ms }, { proposeByMcp: input }]);
    await terminal.run(`FAKE_AGENT_TRUTH=truth FAKE_AGENT_SCRIPT='${JSON.stringify(script)}' claude`);
    await terminal.untilText('Type a prompt');
    for (const [index, { title }] of pieces.entries()) {
      await terminal.run(title);
      await until(`${title} to be done`, () => truth().length > index, 60_000);
    }
    await workbench.statusBar.item('status').untilText(/ 2$/u);
    await workbench.runCommand('Leverage Record: Show Proposed Tasks');
    const record = await workbench.webview('editor');
    await record.getByRole('heading', { name: 'Proposed, 2' }).waitFor();
    assert.equal(await record.getByText('Time from the transcript of its session.').count(), 2);
    await record.getByRole('button', { name: /^Confirm All/u }).click();
    await record.locator('tbody tr', { hasText: pieces[1]?.title ?? '' }).waitFor();
    const rows = await closedWork(profile);
    assert.deepEqual(
      rows.map(({ task }) => [task.title, task.estimate?.hours]),
      pieces.map(({ title, hours }) => [title, hours]),
    );
    for (const [index, { task, spans }] of rows.entries()) {
      const [recorded, worked] = [lengthOf(spans), lengthOf(truth().slice(index, index + 1))];
      console.log(`      ${task.title}: truly ${worked} ms, recorded ${recorded} ms`);
      assert.ok(Math.abs(recorded - worked) <= worked * tolerance, task.title);
    }
  });

  function truth() {
    return trueIntervals(path.join(profile.workspace, 'truth'), 'busy');
  }
});
