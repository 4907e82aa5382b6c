import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ClaudeHooks } from '../src/agents/hooks/claudeHooks';
import { spoolFolderOf } from '../src/agents/hooks/hookFolders';
import { readSpool } from '../src/agents/hooks/readSpool';
import { median, milliseconds, quantile, thousands } from './figures';
import { atMost, report, type Goal } from './outcome';

const runs = 60;
const warmUps = 5;
const limitMs = 50;

interface Situation {
  readonly event: string;
  /** Length of what a tool answered, which is part of what the hook is given. */
  readonly answered: number;
}

const situations: readonly Situation[] = [
  { event: 'Stop', answered: 0 },
  { event: 'PostToolUse', answered: 100_000 },
];

async function measure(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'bench-hook-'));
  try {
    const settings = join(root, 'settings.json');
    await install(root, settings);
    const rows: string[][] = [];
    const goals: Goal[] = [];
    for (const { event, answered } of situations) {
      const command = installedCommand(settings, event);
      const input = inputOf(event, answered);
      const hook: number[] = [];
      const bare: number[] = [];
      for (let run = 0; run < warmUps + runs; run += 1) {
        const [hookMs, bareMs] = [shellMs(command, input), shellMs('true', input)];
        if (run >= warmUps) {
          hook.push(hookMs);
          bare.push(bareMs);
        }
      }
      const more = hook.map((each, run) => each - (bare[run] ?? 0));
      rows.push([
        event,
        thousands(input.length),
        ...[hook, bare, more].flatMap((each) => [median(each), quantile(each, 0.95)].map(milliseconds)),
      ]);
      const size = `${thousands(input.length)} bytes`;
      goals.push(atMost(`hook p95 (${event}, ${size})`, quantile(hook, 0.95), limitMs, milliseconds));
    }
    const noted = readSpool(spoolFolderOf(root)).events.length;
    const expected = situations.length * (warmUps + runs);
    if (noted !== expected) {
      throw new Error(`Expected ${expected} events in the spool, got ${noted}`);
    }
    report({
      title: 'What a hook costs Claude Code',
      head: ['event', 'bytes in', 'hook p50', 'p95', 'sh -c true p50', 'p95', 'difference p50', 'p95'],
      rows,
      goals,
      notes: [
        `${runs} runs each after ${warmUps} to warm up: the installed command line by \`sh -c\`, the event as JSON on its standard input, from starting the shell to its end; in turns with a shell that does nothing.`,
        'Every run ended with 0, printed nothing and left its event in the spool.',
      ],
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function install(root: string, settings: string): Promise<void> {
  const extension = join(root, 'extension-1.0.0');
  mkdirSync(extension);
  const hooks = new ClaudeHooks(settings, root, extension, Date.now);
  await hooks.apply(await hooks.plan('install'));
}

/** What Claude Code finds in its settings for an event. */
function installedCommand(settings: string, event: string): string {
  const { hooks }: { hooks: Record<string, { hooks: { command: string }[] }[]> } = JSON.parse(
    readFileSync(settings, 'utf8'),
  );
  const command = hooks[event]?.[0]?.hooks[0]?.command;
  if (command === undefined) {
    throw new Error(`Expected a hook for ${event} in ${settings}`);
  }
  return command;
}

function inputOf(event: string, answered: number): string {
  return JSON.stringify({
    session_id: '0b0e4c1a-7d52-4d0c-9c55-2f6f5a3f1c41',
    transcript_path: '/home/me/.claude/projects/-projects-shop/0b0e4c1a.jsonl',
    cwd: '/projects/shop',
    permission_mode: 'default',
    hook_event_name: event,
    ...(answered > 0
      ? {
          tool_name: 'Read',
          tool_response: { text: 'a line of a file\n'.repeat(answered / 17) },
          duration_ms: 12,
        }
      : {}),
  });
}

/** @throws if the command fails or prints anything, which would reach the agent. */
function shellMs(command: string, input: string): number {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { input, encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0 || stdout !== '' || stderr !== '') {
    throw new Error(`${command} ended with ${status} and printed: ${stdout}${stderr}`);
  }
  return ms;
}

void measure();
