import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { startTaskChanges } from '../src/core/task/actions';
import type { Change } from '../src/core/task/change';
import { noTokens } from '../src/core/task/tokens';
import { milliseconds, thousands } from './figures';
import type { BlockFigures } from './host/blocksEntry';
import { addToRecord, startHost } from './host/startHost';
import { atMost, environment, report } from './outcome';
import { linkFiles, preparedRecord } from './recordFolder';
import { begun, filesOf, writeHistory } from './transcriptHistory';

/** Bytes of the whole history; BENCH_BLOCKS_MB for a quicker look. */
const historyBytes = Number(process.env['BENCH_BLOCKS_MB'] ?? 300) * 2 ** 20;
const limitMs = 10;

async function measure(): Promise<void> {
  const home = join(environment('BENCH_DATA'), 'blocks');
  const projects = join(home, '.claude/projects');
  rmSync(home, { recursive: true, force: true });
  console.log(`Writing a history of ${thousands(historyBytes / 2 ** 20)} MiB …`);
  const names = writeHistory(home, historyBytes);
  // The largest is followed as a part of a task, so that all that is known of it is handed over with each turn.
  const bySize = [...names].sort((a, b) => statSync(b).size - statSync(a).size);
  const followed = [bySize[0], names.at(-1), names.at(-2)].filter((name) => name !== undefined);
  const [largest = ''] = followed;
  const largestMb = statSync(largest).size / 2 ** 20;
  renameSync(projects, join(home, 'later'));
  mkdirSync(projects);
  const figures: BlockFigures = JSON.parse(
    await startHost({
      entry: 'blocksEntry.js',
      environment: {
        CLAUDE_CONFIG_DIR: join(home, '.claude'),
        BENCH_HISTORY: projects,
        BENCH_HISTORY_LATER: join(home, 'later'),
        BENCH_FOLLOWED: followed.join('\n'),
      },
      prepare: ({ storage }) => {
        linkFiles(preparedRecord(20_000), storage);
        const now = Date.now();
        const task = startTaskChanges('bench-open-task', { title: 'Follow a session' }, now);
        addToRecord(storage, [...task, followedSession(largest)], now);
      },
    }),
  );
  rmSync(home, { recursive: true, force: true });
  const phases = [
    ['nothing goes on', figures.quiet],
    ['Scan Agent History', figures.scanning],
    [`${figures.turns} turns of ${followed.length} sessions followed`, figures.following],
  ] as const;
  report({
    title: 'Blocks of the extension host’s event loop',
    head: [
      'while',
      'seconds',
      'longest block',
      'longest computed by the thread',
      'blocks over 10 ms',
      'p99 of the delay',
      'p99 computed',
    ],
    rows: phases.map(([name, { seconds, longestMs, longestComputedMs, over10Ms, p99Ms, p99ComputedMs }]) => [
      name,
      seconds.toFixed(0),
      milliseconds(longestMs),
      milliseconds(longestComputedMs),
      thousands(over10Ms),
      milliseconds(p99Ms),
      milliseconds(p99ComputedMs),
    ]),
    goals: [
      atMost(
        'longest computed by the extension host’s thread, scanning',
        figures.scanning.longestComputedMs,
        limitMs,
        milliseconds,
      ),
      atMost(
        'longest computed by the extension host’s thread, following',
        figures.following.longestComputedMs,
        limitMs,
        milliseconds,
      ),
      atMost(
        'p99 of the event loop’s delay, following − nothing going on',
        figures.following.p99Ms - figures.quiet.p99Ms,
        1,
        milliseconds,
      ),
    ],
    notes: [
      `A history of ${thousands(historyBytes / 2 ** 20)} MiB in ${thousands(filesOf(historyBytes))} files, a record of 20,000 tasks, the record’s page open; VS Code ${figures.vscode}, extension host on Node.js ${figures.node}, the bundle as shipped.`,
      `A block is how late a timer of 1 ms came. The host also runs VS Code’s own extensions, which block it while nothing of ours goes on; it shares ${availableParallelism()} cores with the threads that read, VS Code’s server and its window. What is computed is without waiting for those, and the limit is set against that.`,
      `One of the sessions followed is the largest, ${thousands(largestMb)} MiB, and belongs to the task. What agents write is written by a thread of its own: only following it is the host’s work.`,
    ],
  });
}

/** Taken from the inbox as a whole, to grow with its transcript. */
function followedSession(file: string): Change {
  const session = { agent: 'claude', mode: 'transcript', folder: null, taskId: 'bench-open-task' } as const;
  const transcript = {
    externalId: basename(file, '.jsonl'),
    branch: null,
    version: null,
    models: [],
    turns: 0,
    prompts: 0,
    tokens: noTokens,
    from: begun,
    to: null,
  };
  const open = { startedAt: begun, endedAt: null, ending: null, exitCode: null, ignored: false };
  return {
    entity: 'session',
    id: 'bench-session',
    kind: 'set',
    fields: { ...session, ...open, transcript },
  };
}

void measure();
