import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readIndex, writeIndex } from '../src/agents/index/indexFile';
import { TranscriptIndex } from '../src/agents/index/transcriptIndex';
import { ClaudeTranscript } from '../test/fixtures/agents/claudeTranscript';
import { median, milliseconds, ratio, thousands } from './figures';
import { atMost, environment, report } from './outcome';
import { begun, code, dayMs, filesOf, writeHistory } from './transcriptHistory';

/** Bytes of the whole history; BENCH_SCAN_MB for a quicker look. */
const historyBytes = Number(process.env['BENCH_SCAN_MB'] ?? 1_024) * 1024 * 1024;
const files = filesOf(historyBytes);
const runs = 5;
const floorRuns = 3;

interface Timed {
  readonly wallMs: number;
  readonly memoryMb: number;
  /** Of all its threads. */
  readonly computedMs: number;
}

/** A process from start to end, and the most memory that it and its threads held. */
function timed(program: string, args: readonly string[], home: string): Timed {
  const script = `
    const { spawnSync } = require('node:child_process');
    const start = performance.now();
    const done = spawnSync(${JSON.stringify(program)}, ${JSON.stringify(args)}, { stdio: ['ignore', 'ignore', 'inherit'] });
    const wallMs = performance.now() - start;
    process.stdout.write(JSON.stringify({ wallMs, code: done.status }));
  `;
  const used = existsSync('/usr/bin/time');
  const [command, ...rest] = [process.execPath, '-e', script];
  const env = { PATH: process.env['PATH'], HOME: home, TZ: 'UTC' };
  const done = spawnSync(command ?? '', rest, { env, encoding: 'utf8' });
  const parsed: { wallMs: number; code: number } = JSON.parse(done.stdout);
  if (parsed.code !== 0) {
    throw new Error(`${program} ${args.join(' ')} ended with ${parsed.code}: ${done.stderr}`);
  }
  return { wallMs: parsed.wallMs, ...(used ? usageOf(program, args, env) : unknownUsage) };
}

const unknownUsage = { memoryMb: Number.NaN, computedMs: Number.NaN };

function usageOf(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Omit<Timed, 'wallMs'> {
  const done = spawnSync('/usr/bin/time', ['-f', '%M %U %S', program, ...args], {
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const [memory = '', user = '', system = ''] = done.stderr.trim().split('\n').at(-1)?.split(' ') ?? [];
  return { memoryMb: Number(memory) / 1_024, computedMs: (Number(user) + Number(system)) * 1_000 };
}

/** Processor time of plain JavaScript that does only that with every line. */
function floorMs(step: string, home: string): number {
  const times = Array.from({ length: floorRuns }, () => {
    const args = [join(environment('BENCH_OUT'), 'scanFloor.js'), step, join(home, '.claude/projects')];
    return Number(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout);
  });
  return median(times);
}

async function measure(): Promise<void> {
  const home = join(environment('BENCH_DATA'), `scan-${files}`);
  const marker = join(home, 'names.json');
  rmSync(home, { recursive: true, force: true });
  console.log(`Writing a history of ${thousands(historyBytes / 2 ** 20)} MiB in ${files} files …`);
  const names = writeHistory(home, historyBytes);
  writeFileSync(marker, JSON.stringify(names.length));
  const built = environment('BENCH_OUT');
  const peerScript = createRequire(join(environment('BENCH_ROOT'), 'package.json')).resolve(
    'ccusage/package.json',
  );
  const peer = join(
    createRequire(peerScript).resolve(`@ccusage/ccusage-${process.platform}-${process.arch}/package.json`),
    '..',
    'bin',
    process.platform === 'win32' ? 'ccusage.exe' : 'ccusage',
  );
  // Packed without the right to run; the script that usually starts it sees to that.
  chmodSync(peer, 0o755);
  const peerArgs = ['claude', 'daily', '--json', '--offline'];
  const ours = [join(built, 'cli.js'), 'scan', '--json', '--no-cache'];
  const cold: { readonly ours: Timed; readonly theirs: Timed }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const first = run % 2 === 0;
    const theirs = first ? timed(peer, peerArgs, home) : undefined;
    const own = timed(process.execPath, ours, home);
    cold.push({ ours: own, theirs: theirs ?? timed(peer, peerArgs, home) });
  }
  const floor = ['read', 'lines', 'quotes', 'parse'].map((step) => milliseconds(floorMs(step, home)));
  const appended = await appendedScans(home, names, () => timed(peer, peerArgs, home).wallMs);
  rmSync(home, { recursive: true, force: true });
  const of = (pick: (run: (typeof cold)[number]) => number): number => median(cold.map(pick));
  const ownMs = of((run) => run.ours.wallMs);
  const theirMs = of((run) => run.theirs.wallMs);
  report({
    title: `Scan: a history of ${thousands(historyBytes / 2 ** 20)} MiB in ${thousands(files)} files`,
    head: ['', 'ours', 'ccusage', 'ours ÷ theirs'],
    rows: [
      ['cold, whole process', milliseconds(ownMs), milliseconds(theirMs), ratio(ownMs / theirMs)],
      [
        'cold, processor time of all threads',
        milliseconds(of((run) => run.ours.computedMs)),
        milliseconds(of((run) => run.theirs.computedMs)),
        ratio(of((run) => run.ours.computedMs) / of((run) => run.theirs.computedMs)),
      ],
      [
        'memory, MB',
        thousands(of((run) => run.ours.memoryMb)),
        thousands(of((run) => run.theirs.memoryMb)),
        '',
      ],
      [
        '1 MB appended, a running process',
        milliseconds(appended.running),
        milliseconds(appended.theirs),
        ratio(appended.running / appended.theirs),
      ],
      [
        '1 MB appended, index read from its file',
        milliseconds(appended.fromFile),
        '',
        ratio(appended.fromFile / appended.theirs),
      ],
    ],
    goals: [
      atMost('cold scan, ours ÷ ccusage', ownMs / theirMs, 1, ratio),
      atMost(
        'memory of a cold scan, MB',
        of((run) => run.ours.memoryMb),
        300,
        thousands,
      ),
      atMost('scan after 1 MB was appended', appended.running, 50, milliseconds),
      atMost('scan after 1 MB was appended, ours ÷ ccusage', appended.running / appended.theirs, 0.1, ratio),
    ],
    notes: [
      `Medians of ${runs} runs in turns, of whole processes on ${availableParallelism()} cores, the files in the system’s cache.`,
      `The floor of plain JavaScript, in processor time of a process with one thread: ${floor[0]} to read the bytes, ${floor[1]} to know them for UTF-8 and find the lines, ${floor[2]} to find each quote as well, ${floor[3]} to parse each line with JSON.parse instead.`,
      'ccusage is its native program, started directly, reading the same files for tokens alone.',
      'A running process (the editor’s worker) lists and checks all files and reads on where they ended.',
    ],
  });
}

/** One megabyte more in one session, again and again: how long until the index knows. */
async function appendedScans(
  home: string,
  names: readonly string[],
  peer: () => number,
): Promise<{ readonly running: number; readonly fromFile: number; readonly theirs: number }> {
  const settings = { environment: { home, platform: process.platform, variables: {} } };
  const now = begun + 400 * dayMs;
  const index = new TranscriptIndex(settings);
  await index.scan(now);
  const path = join(home, 'transcripts.index');
  const running: number[] = [];
  const fromFile: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs * 2; run += 1) {
    const session = new ClaudeTranscript({ seed: 100_000 + run, start: now - dayMs });
    while (session.lines.length < 300) {
      session
        .prompt('on')
        .tool('Read', { content: code(4_000), result: { file: code(2_000) } })
        .respond(2_000)
        .written();
    }
    const text = session.text();
    writeIndex(path, index.known(), false);
    appendFileSync(
      names[(run * 611) % names.length] ?? '',
      text.repeat(Math.ceil(2 ** 20 / text.length)).slice(0, 2 ** 20),
    );
    const loading = performance.now();
    await new TranscriptIndex(settings, readIndex(path, false)).scan(now);
    fromFile.push(performance.now() - loading);
    const start = performance.now();
    const { filesRead } = await index.scan(now);
    running.push(performance.now() - start);
    if (filesRead !== 1) {
      throw new Error(`Expected one file to be read on, got ${filesRead}`);
    }
    if (run < runs) {
      theirs.push(peer());
    }
  }
  return { running: median(running), fromFile: median(fromFile), theirs: median(theirs) };
}

void measure();
