import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundled } from '../store/bundled';
import { sqliteWasm } from '../store/storeInTemporaryFolder';
import { roles, type Role } from './roles';
import { shortLived } from '../fixtures/shortLived';

/** What the processes said was on the disk before they were killed. */
export interface Acknowledged {
  /** Ids, by what was said of them last. */
  readonly tasks: Map<string, string>;
  readonly files: Set<string>;
  readonly proposals: Set<string>;
  kills: number;
}

export interface KillPlan {
  readonly place: string;
  readonly kills: number;
  readonly seed: number;
  readonly atOnce: number;
  readonly onKill?: (kills: number) => void;
}

/** Two copies of one record, kept alike by copying. */
export const copiesIn = (place: string): readonly [string, string] => [join(place, 'a'), join(place, 'b')];

// Writers twice: they are what can lose.
const drawn: readonly Role[] = [...roles, 'write', 'write', 'undo', 'run'];

/** Starts processes of all roles and kills each at a moment that the seed chooses. */
export async function killProcesses(plan: KillPlan): Promise<Acknowledged> {
  const { place, kills, seed, atOnce } = plan;
  const [first, second] = copiesIn(place);
  await Promise.all([first, second].map((each) => mkdir(each, { recursive: true })));
  const wasm = join(place, 'sql.wasm');
  await writeFile(wasm, await sqliteWasm());
  const program = await bundled('test/kill/actor.ts', place);
  const acknowledged: Acknowledged = {
    tasks: new Map(),
    files: new Set(),
    proposals: new Set(),
    kills: 0,
  };
  const random = generator(seed);
  let started = 0;

  async function startAndKill(): Promise<void> {
    const role = drawn[Math.floor(random() * drawn.length)] ?? 'write';
    const [directory, other] = random() < 0.5 ? [first, second] : [second, first];
    let left = 1 + Math.floor(random() * 12);
    const laterMs = random() * 8;
    const child = spawn(process.execPath, [...shortLived, program, role, directory, other, wasm], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // Some before they have done anything at all, while they open.
    const early = random() < 0.15 ? setTimeout(() => child.kill('SIGKILL'), random() * 400) : undefined;
    const closed = once(child, 'close');
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (said + chunk.toString()).split('\n');
      // What was cut off by the kill was not said.
      said = lines.pop() ?? '';
      for (const line of lines) {
        note(line);
        left -= 1;
        if (left === 0) {
          setTimeout(() => child.kill('SIGKILL'), laterMs);
        }
      }
    });
    const [, signal]: unknown[] = await closed;
    clearTimeout(early);
    if (signal !== 'SIGKILL') {
      throw new Error(`A process that was to ${role} ended by itself`);
    }
    acknowledged.kills += 1;
    plan.onKill?.(acknowledged.kills);
  }

  function note(line: string): void {
    const [kind = '', id = ''] = line.split(' ');
    if (kind === 'imported') {
      acknowledged.files.add(id);
    } else if (kind === 'proposed') {
      acknowledged.proposals.add(id);
    } else if (['written', 'closed', 'tried', 'undone'].includes(kind)) {
      acknowledged.tasks.set(id, kind);
    }
  }

  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (started < kills) {
        started += 1;
        await startAndKill();
      }
    }),
  );
  return acknowledged;
}

/** Mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
