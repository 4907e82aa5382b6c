import { appendFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { ClaudeTranscript } from '../../test/fixtures/agents/claudeTranscript';
import { environment } from '../outcome';
import { code } from '../transcriptHistory';
import { watchLoop, type Blocks } from './loopProbe';
import { profiled } from './profiled';

export interface BlockFigures {
  readonly vscode: string;
  readonly node: string;
  readonly quiet: Blocks;
  readonly scanning: Blocks;
  readonly following: Blocks;
  readonly turns: number;
}

const settleMs = 10_000;
const quietMs = 30_000;
const followMs = 30_000;
/** What an agent writes comes in such steps. */
const writeMs = 250;

/** VS Code calls this in its extension host. */
export async function run(): Promise<void> {
  await vscode.extensions.getExtension('leverage-record.leverage-record')?.activate();
  // What is shown of the sessions is part of what they cost.
  await vscode.commands.executeCommand('leverageRecord.openRecord');
  await pause(settleMs);
  const quiet = await watched('quiet', () => pause(quietMs));
  const later = environment('BENCH_HISTORY_LATER');
  for (const project of readdirSync(later)) {
    renameSync(join(later, project), join(environment('BENCH_HISTORY'), project));
  }
  const scanning = await watched('scanning', async () => {
    await vscode.commands.executeCommand('leverageRecord.scanHistory');
    // The inbox is told a batch at a time, and the page last.
    await pause(5_000);
  });
  let turns = 0;
  const following = await watched('following', async () => {
    turns = await work(environment('BENCH_FOLLOWED').split('\n'));
  });
  const figures: BlockFigures = {
    vscode: vscode.version,
    node: process.version,
    quiet,
    scanning,
    following,
    turns,
  };
  writeFileSync(environment('BENCH_HOST_FIGURES'), JSON.stringify(figures));
}

async function watched(name: string, work: () => Promise<unknown>): Promise<Blocks> {
  return profiled(name, async () => {
    const end = watchLoop();
    await work();
    return end();
  });
}

/** Agents go on with their sessions, a line or two at a time. @returns the number of their turns. */
async function work(files: readonly string[]): Promise<number> {
  const end = Date.now() + followMs;
  let turns = 0;
  while (Date.now() < end) {
    const written = files.map((file) => turnOf(file, turns));
    turns += files.length;
    const longest = Math.max(...written.map(({ lines }) => lines.length));
    for (let line = 0; line < longest; line += 2) {
      for (const { file, lines } of written) {
        appendFileSync(file, lines.slice(line, line + 2).join(''));
      }
      await pause(writeMs);
    }
  }
  return turns;
}

function turnOf(file: string, seed: number): { readonly file: string; readonly lines: readonly string[] } {
  const sessionId = basename(file, '.jsonl');
  const session = new ClaudeTranscript({ seed: 1_000_000 + seed, start: Date.now() - 3_000, sessionId });
  session
    .prompt('go on')
    .tool('Read', { thinkMs: 500, content: code(4_000), result: { file: code(4_000) } })
    .tool('Edit', { thinkMs: 500, content: 'ok', result: { file: code(20_000) } })
    .respond(1_000)
    .written();
  return { file, lines: session.lines.map((line) => `${JSON.stringify(line)}\n`) };
}
