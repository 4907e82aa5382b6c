import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { environment } from '../outcome';
import type { AgentWriting } from './agentWriter';
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

/** @returns the number of turns that agents took. */
async function work(files: readonly string[]): Promise<number> {
  const workerData: AgentWriting = { files, forMs: followMs };
  const writer = new Worker(join(environment('BENCH_OUT'), 'host/agentWriter.js'), { workerData });
  return new Promise((resolve, reject) => {
    writer.once('message', (turns: number) => resolve(turns));
    writer.once('error', reject);
  });
}
