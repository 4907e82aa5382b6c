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
    const happened: number[] = [];
    const listeners = [
      vscode.window.onDidStartTerminalShellExecution,
      vscode.window.onDidEndTerminalShellExecution,
    ].map((event) => event(() => happened.push(Date.now())));
    terminal.shellIntegration?.executeCommand('claude -p "do it"');
    // Its output says only that it lives.
    const reported = () => seen.filter(({ what }) => !('kind' in what && what.kind === 'working'));
    await until(() => reported().length === 2);
    const [started, ended] = reported();
    assert.ok(started && ended);
    assert.ok('mode' in started.what && started.what.mode === 'batch');
    assert.ok('kind' in ended.what && ended.what.kind === 'session-ended' && ended.what.exitCode === 3);
    listeners.forEach((listener) => listener.dispose());
    const [from = 0, to = 0] = happened;
    assert.ok(Math.abs(started.at - from) < 250, `${started.at - from} ms after its start`);
    assert.ok(Math.abs(ended.at - to) < 250, `${ended.at - to} ms after its end`);
    assert.ok(to - from > 1500, `${to - from} ms`);
  });

  it('hears an interactive agent work, and not while its user types', async () => {
    // Heard in the same host: on a busy machine output comes late, to the sensor as well as to this.
    const heard: { readonly at: number; readonly text: string }[] = [];
    const listener = vscode.window.onDidStartTerminalShellExecution(async ({ execution }) => {
      for await (const text of execution.read()) {
        heard.push({ at: Date.now(), text });
      }
    });
    const afterPrompt = () =>
      heard
        .map(({ text }) => text)
        .join('')
        .split('> ')[1];
    terminal.shellIntegration?.executeCommand('claude');
    await until(() => afterPrompt() !== undefined);
    for (let typed = ''; typed !== 'hello';) {
      const key = 'hello'.charAt(typed.length);
      typed += key;
      terminal.sendText(key, false);
      await until(() => afterPrompt() === typed);
    }
    terminal.sendText('');
    await until(() => seen.some(({ what }) => 'kind' in what && what.kind === 'session-ended'));
    listener.dispose();

    const works = seen.filter(({ what }) => 'kind' in what && what.kind === 'working').map(({ at }) => at);
    const drawn = heard.filter(({ text }) => text.includes('Thinking')).map(({ at }) => at);
    const [first = 0, , third = first] = drawn;
    const last = drawn.at(-1) ?? 0;
    const prompt = heard.find(({ text }) => text.includes('> '))?.at ?? 0;
    const [start, end] = [works[0] ?? 0, works.at(-1) ?? 0];
    // A sign that moves twice is work, until it is gone. It is reported five times a second.
    assert.ok(start >= first && start <= third + 100, `from ${start - first} ms after the first sign on`);
    assert.ok(end >= last - 300 && end <= prompt + 100, `until ${end - last} ms after the last sign`);
    assert.ok(works.length >= Math.min(5, drawn.length - 2), `${works.length} of ${drawn.length}`);
    assert.ok(last - first > 500, `signs came for ${last - first} ms`);
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
