// @ts-check
// Runs a command that leaves the processors to whatever else wants them: node scripts/quietly.mjs "<command>"
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { runScript } from './vscode/nextStepError.mjs';
import { exitCode } from './vscode/runProgram.mjs';

await runScript(async () => {
  os.setPriority(os.constants.priority.PRIORITY_LOW);
  try {
    // Linux shares the processors out to sessions before it looks at the processes in them; this is one of its own.
    fs.writeFileSync('/proc/self/autogroup', String(os.constants.priority.PRIORITY_LOW));
  } catch {
    // Another system, or one that looks at processes only.
  }
  endWithCaller();
  const command = spawn(process.argv[2] ?? '', { shell: true, stdio: 'inherit' });
  process.exitCode = (await exitCode(command)) === 0 ? 0 : 1;
});

/** A session of its own isn't ended by what ends the caller, such as Ctrl+C. */
function endWithCaller() {
  const caller = process.ppid;
  const end = () => process.ppid !== caller && process.kill(-process.pid, 'SIGTERM');
  setInterval(end, 1_000).unref();
}
