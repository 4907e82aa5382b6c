import { hash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Change } from '../../core/task/change';
import { entities, parseFields } from '../../core/journal/operation';

/** More than anybody undoes; limits what is kept apart from the record. */
const mostActions = 50;
const mostBytes = 64 * 1024 * 1024;
/** No undo takes this long; after this the process that began it is gone. */
const takenForMs = 10 * 60_000;

const kinds: readonly unknown[] = ['set', 'delete', 'restore'] satisfies readonly Change['kind'][];
const actionSchema = z.object({
  label: z.string(),
  // There may be a hundred thousand of each.
  inverse: z.custom<readonly Change[]>((all) => Array.isArray(all) && all.every(isChange)),
  /** Digest of what the action left in the fields that its inverse writes; null if anything may be there. */
  left: z.custom<readonly (string | null)[]>(
    (all) => Array.isArray(all) && all.every((each) => each === null || typeof each === 'string'),
  ),
});
/** An action of the command line, with its inverse. */
export type KeptAction = Readonly<z.infer<typeof actionSchema>>;

/** An action that is being undone; no other process has it. */
export interface ClaimedAction {
  /** Undefined if the file is damaged. */
  readonly action: KeptAction | undefined;
  /** Removes it from the list. */
  drop(): Promise<void>;
  /** Leaves it on the list. */
  release(): Promise<void>;
}

/**
 * The latest actions of command-line runs on a record, one file each, so that several processes can add and claim
 * them at once. They are next to the record, not part of it.
 */
export class UndoLog {
  private readonly folder: string;

  constructor(directory: string) {
    this.folder = join(directory, 'undo');
  }

  /** @throws the file system's error. */
  async add(action: KeptAction, now: number): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const names = await this.names();
    // In the order of the actions, even if the clock goes back.
    const at = Math.max(now, timeOf(names.at(-1) ?? '') + 1);
    const path = join(this.folder, `${String(at).padStart(15, '0')}-${randomUUID()}`);
    await writeFile(`${path}.tmp`, JSON.stringify(action), { mode: 0o600, flag: 'wx' });
    await rename(`${path}.tmp`, `${path}.json`);
    await this.prune();
  }

  /** The newest action first; each is claimed when it is read. */
  async *claims(now: number): AsyncGenerator<ClaimedAction> {
    await this.releaseAbandoned(now);
    for (const name of (await this.names()).toReversed()) {
      const path = join(this.folder, name);
      const taken = path.replace(/\.json$/u, '.taken');
      try {
        await rename(path, taken);
      } catch {
        // Another process has it.
        continue;
      }
      yield {
        action: await readAction(taken),
        drop: () => unlink(taken),
        release: () => rename(taken, path),
      };
    }
  }

  /** The newest first, without claiming them. */
  async *actions(): AsyncGenerator<KeptAction> {
    for (const name of (await this.names()).toReversed()) {
      const action = await readAction(join(this.folder, name));
      if (action !== undefined) {
        yield action;
      }
    }
  }

  /** Oldest first. */
  private async names(): Promise<readonly string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => name.endsWith('.json')).sort();
  }

  private async prune(): Promise<void> {
    let bytes = 0;
    for (const [index, name] of (await this.names()).toReversed().entries()) {
      const path = join(this.folder, name);
      bytes += (await stat(path).catch(() => undefined))?.size ?? 0;
      if (index > 0 && (index >= mostActions || bytes > mostBytes)) {
        await unlink(path).catch(() => undefined);
      }
    }
  }

  /** A killed process leaves its claim; the record shows whether it was done. */
  private async releaseAbandoned(now: number): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      const found = name.endsWith('.json') ? undefined : await stat(path).catch(() => undefined);
      if (found === undefined || now - found.ctimeMs < takenForMs) {
        continue;
      }
      await (name.endsWith('.taken') ? rename(path, path.replace(/\.taken$/u, '.json')) : unlink(path)).catch(
        () => undefined,
      );
    }
  }
}

/** Equal for equal values, whatever the order of their keys. */
export function digestOf(values: unknown): string {
  return hash('sha256', JSON.stringify(ordered(values)) ?? 'null', 'base64url').slice(0, 22);
}

/** With sorted keys. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(ordered);
  }
  if (!isFields(value)) {
    return value;
  }
  const sorted: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) {
    sorted[name] = ordered(value[name]);
  }
  return sorted;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function timeOf(name: string): number {
  const time = Number(name.slice(0, 15));
  return Number.isFinite(time) ? time : 0;
}

async function readAction(path: string): Promise<KeptAction | undefined> {
  try {
    return actionSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function isChange(raw: unknown): raw is Change {
  if (typeof raw !== 'object' || raw === null || !('entity' in raw && 'id' in raw && 'kind' in raw)) {
    return false;
  }
  const entity = entities.find((each) => each === raw.entity);
  const isFrame = entity !== undefined && typeof raw.id === 'string' && kinds.includes(raw.kind);
  // A deletion has no fields.
  return isFrame && (raw.kind !== 'set' || ('fields' in raw && parseFields(entity, raw.fields).ok));
}
