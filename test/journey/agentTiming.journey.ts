import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { unionMs, type Interval } from '../../src/core/days/interval';
import { installFakeAgent, trueIntervals } from '../fixtures/fake-agent/installFakeAgent';
import { createProfile, removeProfile, type Profile } from './profile';
import { endedSessions, lengthOf, recordedWork, untilRecorded } from './recordedWork';
import { startTask } from './startTask';
import type { StatusBarItem } from './statusBar';
import { assertTrueTimes, batchToleranceMs } from './trueTimes';
import { until } from './until';
import { Workbench } from './workbench';

const interactiveTolerance = 0.1;

describe('Agents in terminals', () => {
  let profile: Profile;
  let workbench: Workbench;
  let status: StatusBarItem;

  before(async () => {
    profile = createProfile();
    const programs = path.join(profile.root, 'programs');
    const PATH = installFakeAgent(programs, ['claude', 'codex']);
    // As npx does with a package that is already installed.
    fs.writeFileSync(path.join(programs, 'npx'), '#!/bin/sh\nshift\nexec codex "$@"\n', { mode: 0o755 });
    workbench = await Workbench.open({ profile, env: { PATH } });
    status = workbench.statusBar.item('status');
    await status.untilText('No task');
    await workbench.screenshot('status-no-task');
  });

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  it('that run as a batch count from start to end, each of four at once', async () => {
    const { terminal } = workbench;
    await startTask(workbench, 'Port the parser');
    await workbench.screenshot('status-task-idle');
    const runs = ['one', 'two', 'three', 'four'];
    for (const _ of runs) {
      await terminal.open();
    }
    for (const [before, run] of runs.entries()) {
      await terminal.run(`FAKE_AGENT_TRUTH=${run} claude -p --busy 20000 "Port it"`);
      // The next step would hold up the window, which has to see this start first.
      await status.untilText(before === 0 ? /0:\d\d:\d\d$/u : ` · ${before + 1}`);
      await workbench.runCommand('Terminal: Focus Next Terminal Group');
    }
    await status.untilText(/^Port the parser\s+0:\d\d:\d\d · 4$/u);
    assert.match(await status.accessibleName(), /4 agent sessions running, Port the parser/);
    await workbench.screenshot('status-four-sessions');
    const sessions = await endedSessions(profile, 'Port the parser', 4);
    const truth = runs.map((run) => trueSession(run));
    for (const [index, { agent, mode, exitCode, ending, spans }] of sessions.entries()) {
      assert.deepEqual([agent, mode, exitCode, ending], ['claude', 'batch', 0, 'exited']);
      assertTrueTimes(`batch ${index + 1} of 4`, spans, truth[index]);
    }
    assert.ok(unionMs(truth) < lengthOf(truth) / 2, 'they ran at the same time');
    await status.untilText(/^Port the parser$/);
    assert.match(
      await status.tooltip(),
      /Measured\stoday:\s1\sAI\sminute\s\(0\sminutes\sof\swall-clock\stime\)/,
    );
  });

  it('count while they work: not while they wait, and not while their user types', async () => {
    const { terminal } = workbench;
    await startTask(workbench, 'Rename the columns');
    await terminal.open();
    const script = [[{ work: 6000 }], [{ work: 3000 }, { ask: 'Run it?' }, { work: 3000 }]];
    await terminal.run(`FAKE_AGENT_TRUTH=talk FAKE_AGENT_SCRIPT='${JSON.stringify(script)}' claude`);
    await terminal.untilText('Type a prompt');
    // At a human pace: an answer within three seconds looks like continued work.
    await terminal.type('Rename the columns', 250);
    await terminal.press('Enter');
    await untilBusy('talk', 1);
    await status.untilText(/^Rename the columns\s+0:00:0[1-9]$/u);
    await workbench.screenshot('status-one-session');
    // Twenty seconds that nothing may be added in: the user writes slowly, and then another agent works.
    await terminal.type('Now the indexes too, all of them', 300);
    await terminal.press('Enter');
    await terminal.untilText('Run it?');
    await terminal.open();
    await terminal.run('FAKE_AGENT_TRUTH=another claude -p --busy 10000 "Look"');
    await untilBusy('another', 1);
    await workbench.runCommand('Terminal: Focus Previous Terminal Group');
    await terminal.press('y');
    await untilBusy('talk', 3);
    await terminal.run('/exit');
    const [talk] = await endedSessions(profile, 'Rename the columns', 2);
    assert.ok(talk);
    const truth = trueIntervals(path.join(profile.workspace, 'talk'), 'busy');
    const [counted, busy] = [lengthOf(talk.spans), lengthOf(truth)];
    console.log(
      `      interactive: truly busy for ${busy} ms of ${lengthOf([trueSession('talk')])}, recorded ${counted} ms`,
    );
    assert.ok(
      Math.abs(counted - busy) <= busy * interactiveTolerance,
      `${counted} ms recorded, ${busy} ms true`,
    );
    assert.deepEqual([talk.mode, talk.ending, talk.exitCode], ['interactive', 'exited', 0]);
    assert.ok(talk.spans.every(({ evidence }) => evidence === 'estimated'));
  });

  it('that are interrupted, run behind npx, or lose their terminal count up to there', async () => {
    const { terminal } = workbench;
    await startTask(workbench, 'Fix the tests');
    await terminal.open();
    await terminal.run('FAKE_AGENT_TRUTH=interrupted codex exec --busy 60000 "Fix them"');
    await terminal.untilText('Working on it.');
    await terminal.press('Control+C');
    await terminal.untilText('^C$');
    await terminal.run('FAKE_AGENT_TRUTH=wrapped npx @openai/codex exec --busy 2000 "Fix them"');
    await untilEnded('wrapped');
    await terminal.untilPrompt();
    await terminal.run('FAKE_AGENT_TRUTH=closed claude -p --busy 60000 "Fix them"');
    await status.untilText(/^Fix the tests\s+0:00:\d\d$/u);
    await terminal.kill();
    await untilEnded('closed');
    const sessions = await endedSessions(profile, 'Fix the tests', 3);
    assert.deepEqual(
      sessions.map(({ agent, mode, ending, exitCode }) => [agent, mode, ending, exitCode]),
      [
        ['codex', 'batch', 'exited', 130],
        ['codex', 'batch', 'exited', 0],
        ['claude', 'batch', 'terminal-closed', null],
      ],
    );
    for (const [index, run] of ['interrupted', 'wrapped'].entries()) {
      assertTrueTimes(run, sessions[index]?.spans ?? [], trueSession(run));
    }
    // VS Code says that a terminal is closed, and ends what runs in it 250 ms later.
    assertTrueTimes('closed', sessions[2]?.spans ?? [], trueSession('closed'), 2 * batchToleranceMs);
  });

  it('are distinguished from other programs', async () => {
    const { terminal } = workbench;
    await terminal.open();
    const before = await recordedWork(profile);
    for (const line of ['echo claude -p', 'node --version', 'cat one two # claude']) {
      await terminal.run(line);
      await terminal.untilPrompt();
    }
    // This one is reported after all those.
    await terminal.run('FAKE_AGENT_TRUTH=last claude -p --busy 500 "Look"');
    const sessions = await untilRecorded(profile, 'the one agent', (work) => {
      const all = work.sessions.slice(before.sessions.length);
      return all.some(({ endedAt }) => endedAt !== null) ? all : undefined;
    });
    assert.deepEqual(
      sessions.map(({ agent, spans }) => [agent, spans.length]),
      [['claude', 1]],
    );
  });

  it('are paused, resumed and stopped by command, whether their program or their user ends them', async () => {
    const { terminal } = workbench;
    await startTask(workbench, 'Write the report');
    await terminal.open();
    await terminal.run('FAKE_AGENT_TRUTH=controlled claude -p --busy 60000 "Write it"');
    await status.untilText(/^Write the report\s+0:00:0[1-9]$/u);
    await untilOffered('Pause', 'Stop');
    await control('Pause', /^Write the report$/);
    await untilOffered('Resume', 'Stop');
    assert.match(await status.accessibleName(), /1 agent session paused/);
    await workbench.screenshot('status-paused');
    const [firstPart] = await openSpans('Write the report');
    await control('Resume', /0:\d\d:\d\d$/);
    const resumed = Date.now();
    await status.untilText(/0:\d\d:\d[1-9]$/);
    await control('Stop', /^Write the report$/);
    const stopped = Date.now();
    const [program] = await endedSessions(profile, 'Write the report', 1);
    assert.ok(program && firstPart);
    assert.deepEqual([program.ending, program.exitCode], ['stopped', null]);
    assert.equal(program.spans.length, 2);
    assert.deepEqual(program.spans[0], firstPart, 'nothing was added while it was paused');
    const [, secondPart] = program.spans;
    assert.ok(secondPart && secondPart.start <= resumed && secondPart.end <= stopped);
    assert.ok(secondPart.start - firstPart.end >= 200, 'the pause is left out');
    await terminal.press('Control+C');

    await workbench.runCommand('Leverage Record: Start Agent Session');
    await workbench.quickInput.waitFor('Start Agent Session');
    const [from] = [Date.now()];
    await workbench.quickInput.accept();
    await status.untilText(/0:\d\d:\d\d$/);
    const to = Date.now();
    await control('Stop', /^Write the report$/);
    await untilOffered();
    const byHand = (await endedSessions(profile, 'Write the report', 2))[1];
    assert.deepEqual([byHand?.mode, byHand?.agent, byHand?.ending], ['manual', 'claude', 'stopped']);
    const [span, ...more] = byHand?.spans ?? [];
    assert.ok(span && span.start >= from && span.start <= to && span.end >= to && more.length === 0);
    assert.equal(span.evidence, 'measured');
  });

  async function control(what: 'Pause' | 'Resume' | 'Stop', then: RegExp): Promise<void> {
    await workbench.runCommand(`Leverage Record: ${what} Agent Session`);
    await status.untilText(then);
  }

  /** Waits until the palette offers these and no other controls of sessions. */
  async function untilOffered(...controls: readonly string[]): Promise<void> {
    await until(`the palette to offer ${controls.join(' and ') || 'no control'}`, async () => {
      const offered = await workbench.quickInput.offeredCommands('Leverage Record: Agent Session');
      const found = ['Pause', 'Resume', 'Stop'].filter((control) =>
        offered.includes(`Leverage Record: ${control} Agent Session`),
      );
      return found.join() === controls.join();
    });
  }

  async function openSpans(title: string): Promise<readonly Interval[]> {
    const { openTasks, sessions } = await recordedWork(profile);
    const task = openTasks.find((each) => each.title === title);
    return sessions.filter(({ taskId }) => taskId === task?.id).flatMap(({ spans }) => spans);
  }

  function trueSession(run: string): Interval {
    const [session] = trueIntervals(path.join(profile.workspace, run), 'session');
    assert.ok(session, `${run} has not ended`);
    return session;
  }

  async function untilEnded(run: string): Promise<void> {
    await until(`${run} to end`, () => trueSession(run));
  }

  /** Waits until the agent has been busy so often, and is no more. */
  async function untilBusy(run: string, times: number): Promise<void> {
    await until(
      `${run} to have worked ${times} times`,
      () => trueIntervals(path.join(profile.workspace, run), 'busy').length >= times,
      60_000,
    );
  }
});
