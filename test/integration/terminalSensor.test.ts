import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Observation } from '../../src/core/tracker/observation';
import type { StartedProgram } from '../../src/recorder/programs/terminalPrograms';
import { TerminalSensor } from '../../src/editor/sensors/terminalSensor';
import { isZone } from '../../src/core/days/day';
import { Settings } from '../../src/editor/settings';

/** Stands for an agent: `-p` works two seconds; otherwise it spins two seconds, waits, and ends with the first line. */
const standIn = `#!/bin/bash
if [ "$1" = "-p" ]; then sleep 2; exit 3; fi
for i in 1 2 3 4 5 6 7 8 9 10; do
  case $((i % 2)) in 0) glyph=✻ ;; *) glyph=✽ ;; esac
  printf '\\r\\033[K%s Thinking… (%ss · esc to interrupt)' "$glyph" "$i"
  sleep 0.2
done
printf '\\r\\033[K> '
read line
`;

describe('the terminal sensor', () => {
  let folder: string;
  let sensor: TerminalSensor;
  let settings: Settings;
  let terminal: vscode.Terminal;
  const seen: { readonly at: number; readonly what: Observation | StartedProgram }[] = [];

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'agent-'));
    fs.writeFileSync(path.join(folder, 'claude'), standIn, { mode: 0o755 });
    settings = new Settings(isZone);
    const note = (what: Observation | StartedProgram) => void seen.push({ at: Date.now(), what });
    sensor = new TerminalSensor(
      {
        observe: note,
        programStarted: note,
        typedIn: () => undefined,
        promptSent: () => undefined,
        promptHanded: () => undefined,
        isSuspendedIn: () => false,
        terminalsPresent: () => undefined,
      },
      settings,
      Date.now,
      { info: () => undefined, warn: () => undefined, error: (message) => assert.fail(String(message)) },
    );
    terminal = vscode.window.createTerminal({
      shellPath: '/bin/bash',
      env: { PATH: `${folder}:${process.env['PATH']}` },
    });
    terminal.show();
    await until(() => terminal.shellIntegration !== undefined);
  });

  after(() => {
    sensor.dispose();
    settings.dispose();
    terminal.dispose();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(() => {
    seen.length = 0;
  });

  it('times a batch run from its start to its end, with its exit code', async () => {
    terminal.shellIntegration?.executeCommand('claude -p "do it"');
    // Its output says only that it lives.
    const reported = () => seen.filter(({ what }) => !('kind' in what && what.kind === 'working'));
    await until(() => reported().length === 2);
    const [started, ended] = reported();
    assert.ok(started && ended);
    assert.ok('mode' in started.what && started.what.mode === 'batch');
    assert.ok('kind' in ended.what && ended.what.kind === 'session-ended' && ended.what.exitCode === 3);
    assert.ok(Math.abs(ended.at - started.at - 2000) < 700, `${ended.at - started.at} ms`);
  });

  it('hears an interactive agent work, and not while its user types', async () => {
    terminal.shellIntegration?.executeCommand('claude');
    const works = () => seen.filter(({ what }) => 'kind' in what && what.kind === 'working');
    await until(() => works().length >= 5);
    await new Promise((resolve) => {
      setTimeout(resolve, 2500);
    });
    const before = works().length;
    for (const key of 'hello') {
      terminal.sendText(key, false);
      await new Promise((resolve) => {
        setTimeout(resolve, 120);
      });
    }
    assert.equal(works().length, before);
    terminal.sendText('');
    await until(() => seen.some(({ what }) => 'kind' in what && what.kind === 'session-ended'));
    const times = works().map(({ at }) => at);
    const busy = (times[before - 1] ?? 0) - (times[0] ?? 0);
    assert.ok(Math.abs(busy - 2000) < 700, `${busy} ms`);
  });

  it('takes other commands for none', async () => {
    const execution = terminal.shellIntegration?.executeCommand('echo claude');
    await new Promise<void>((resolve) => {
      const listener = vscode.window.onDidEndTerminalShellExecution((event) => {
        if (event.execution === execution) {
          listener.dispose();
          resolve();
        }
      });
    });
    assert.deepEqual(seen, []);
  });
});

/** Waits for a fact; the runner's own time-out ends it. */
async function until(fact: () => boolean): Promise<void> {
  while (!fact()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
