import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { installFakeAgent, trueIntervals } from '../fixtures/fake-agent/installFakeAgent';
import { createProfile, removeProfile, type Profile } from './profile';
import { closedWork, lengthOf } from './recordedWork';
import { until } from './until';
import { Workbench } from './workbench';

const tolerance = 0.02;
const hours = (likely: number) => ({ hours: likely, low: likely / 2, high: 2 * likely });

/** Works before there is any window, and proposes by the command. */
const early = { title: 'Write the docs', ...hours(3) };
/** Works twice in one terminal, and proposes each time by the server. */
const [first, second] = [
  { title: 'Rename the columns', ...hours(6) },
  { title: 'Move the indexes', ...hours(4) },
];
/** Works in another terminal at the same time, and proposes after the window was reloaded. */
const reloaded = { title: 'Fix the importer', ...hours(2) };

const byCommand = (piece: typeof early) =>
  Object.fromEntries(Object.entries(piece).map(([name, value]) => [name, String(value)]));

describe('Several agents that propose, in one folder', () => {
  let profile: Profile;
  let workbench: Workbench;
  let env: Readonly<Record<string, string>>;

  before(() => {
    profile = createProfile();
    const programs = path.join(profile.root, 'programs');
    const PATH = installFakeAgent(programs, ['claude']);
    const script = `#!/bin/sh\nexec "${process.execPath}" "${path.resolve('dist/cli.js')}" "$@"\n`;
    fs.writeFileSync(path.join(programs, 'leverage-record'), script, { mode: 0o755 });
    env = {
      PATH,
      CLAUDE_CONFIG_DIR: path.join(profile.root, 'claude'),
      LEVERAGE_RECORD_DATA: profile.dataDirectory,
    };
  });

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  it('has what was proposed while VS Code was closed, with its minutes', async () => {
    const agent = spawn('claude', {
      cwd: profile.workspace,
      env: {
        ...process.env,
        ...env,
        FAKE_AGENT_TRUTH: 'early',
        FAKE_AGENT_SCRIPT: JSON.stringify([[{ work: 8_000 }, { propose: byCommand(early) }]]),
      },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    const [complaints, ended] = [text(agent.stderr), once(agent, 'close')];
    agent.stdin.write('Write the docs\r');
    await until('the agent to be done', () => busy('early').length === 1, 30_000);
    agent.stdin.end('/exit\r');
    await ended;
    assert.equal(await complaints, '');

    workbench = await Workbench.open({ profile, env });
    await workbench.statusBar.item('status').untilText(/No task.* 1$/u);
    await workbench.runCommand('Leverage Record: Show Proposed Tasks');
    const record = await workbench.webview('editor');
    await record.getByRole('heading', { name: 'Proposed, 1' }).waitFor();
    await record.getByText('Time from the transcript of its session.').waitFor();
    await record.getByText('Adds 1 task with 3 hours').waitFor();
  });

  it('knows two sessions in two terminals apart, over a reload of the window', async () => {
    const { terminal } = workbench;
    const work = (ms: number, ...then: readonly object[]) => [{ work: ms }, ...then];
    await start('one', [work(15_000, { proposeByMcp: first }), work(10_000, { proposeByMcp: second })]);
    await start('two', [work(15_000), work(5_000, { propose: byCommand(reloaded) })]);
    await until('both to work', () => busy('one').length + busy('two').length === 2, 60_000);
    await workbench.runCommand('Terminal: Focus Previous Terminal Group');
    await terminal.run(second.title);
    await terminal.untilText(/Thinking/u);
    await workbench.reload();
    await workbench.statusBar.item('status').untilText(/No task.* [23]$/u);
    await terminal.untilText(/Thinking|Done/u);
    await workbench.runCommand('Terminal: Focus Next Terminal Group');
    await terminal.run('Propose it');
    await until('both to be done', () => busy('one').length + busy('two').length === 4, 60_000);

    await workbench.statusBar.item('status').untilText(/ 4$/u);
    await workbench.runCommand('Leverage Record: Show Proposed Tasks');
    const record = await workbench.webview('editor');
    await record.getByRole('heading', { name: 'Proposed, 4' }).waitFor();
    await record.getByText('Adds 4 tasks with 15 hours').waitFor();
    assert.equal(await record.getByText('Time from the transcript of its session.').count(), 4);
    await workbench.screenshot('proposals-of-several');
    await record.getByRole('button', { name: /^Confirm All/u }).click();
    await record.locator('tbody tr', { hasText: reloaded.title }).waitFor();
    // Nothing is left of any of the sessions.
    await record.getByRole('heading', { name: 'Inbox', exact: true }).waitFor();
    await assertRows([
      [early, busy('early')],
      [first, busy('one').slice(0, 1)],
      [reloaded, busy('two')],
      [second, busy('one').slice(1)],
    ]);
  });

  /** In a terminal of its own, with its first prompt. */
  async function start(run: string, script: readonly (readonly object[])[]): Promise<void> {
    const { terminal } = workbench;
    await terminal.open();
    await terminal.run(`FAKE_AGENT_TRUTH=${run} FAKE_AGENT_SCRIPT='${JSON.stringify(script)}' claude`);
    await terminal.untilText('Type a prompt');
    await terminal.run('Begin');
    await terminal.untilText(/Thinking/u);
  }

  /** By the start of their work. */
  async function assertRows(
    expected: readonly (readonly [typeof early, readonly { start: number; end: number }[]])[],
  ): Promise<void> {
    const rows = await closedWork(profile);
    assert.deepEqual(
      rows.map(({ task }) => [task.title, task.estimate?.hours]),
      expected.map(([piece]) => [piece.title, piece.hours]),
    );
    for (const [index, { task, spans }] of rows.entries()) {
      const [recorded, worked] = [lengthOf(spans), lengthOf(expected[index]?.[1] ?? [])];
      console.log(`      ${task.title}: truly ${worked} ms, recorded ${recorded} ms`);
      assert.ok(Math.abs(recorded - worked) <= worked * tolerance, task.title);
    }
  }

  function busy(run: string) {
    return trueIntervals(path.join(profile.workspace, run), 'busy');
  }
});
