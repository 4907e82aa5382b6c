import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { chmod, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../core/ports';
import { UserError } from '../../core/userError';

/** The text of a file; undefined if there is no file. */
export type FileText = string | undefined;

/** How often the change is retried on what another program wrote in the meantime. */
const mostAttempts = 20;
/** Any program writes a file of this size in far less. */
const tornMs = 250;

interface FileHabits {
  /** Whether a text can be all of the file: another program may be in the middle of writing it. By default as JSON. */
  readonly isWhole?: (text: string) => boolean;
  /** Whether a text has to be kept when it is changed; by default any that something is left of. */
  readonly needsCopy?: (text: string, after: FileText) => boolean;
}

/**
 * A file of the user's that other programs may write at any moment. Links, permissions and everything that isn't
 * changed stay, and so does a copy of what was there.
 */
export class UserFile {
  private readonly isWhole: (text: string) => boolean;
  private readonly needsCopy: (text: string, after: FileText) => boolean;

  constructor(
    readonly path: string,
    private readonly clock: Clock,
    { isWhole, needsCopy }: FileHabits = {},
  ) {
    this.isWhole = isWhole ?? ((text) => text.trimEnd().endsWith('}'));
    this.needsCopy = needsCopy ?? ((_text, after) => after !== undefined);
  }

  /** @throws {UserError} if it can't be read as text. */
  async read(): Promise<FileText> {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(this.path));
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw new UserError(
        l10n.t('{0} could not be read as UTF-8 text. Check its encoding, then try again.', this.path),
        { cause: error },
      );
    }
  }

  /**
   * Makes a change that turned `before` into `after`. If another program writes the file at the same time, its text is
   * kept and the change is made to that.
   *
   * @returns the path of the copy; undefined if there was nothing to keep
   * @throws the file system's error.
   */
  async change(
    before: FileText,
    after: FileText,
    change: (text: FileText) => FileText,
  ): Promise<string | undefined> {
    let backup: string | undefined;
    let known = before;
    let wanted = after;
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      backup = (await this.keep(known, wanted)) ?? backup;
      const other = await this.put(known, wanted);
      if (other === undefined) {
        return backup;
      }
      known = other.text;
      wanted = change(known);
      if (known === wanted) {
        return backup;
      }
    }
    throw new Error('Another program keeps writing the file.');
  }

  /** @returns undefined if the file now holds `wanted`; otherwise what another program wrote in place of `known`. */
  private async put(known: FileText, wanted: FileText): Promise<{ text: FileText } | undefined> {
    if (known === undefined) {
      await mkdir(dirname(this.path), { recursive: true });
    }
    // A link stays a link: its target is replaced.
    const target = known === undefined ? this.path : await realpath(this.path);
    const mode = known === undefined ? 0o600 : (await stat(target)).mode & 0o777;
    const temporary = `${target}.${randomUUID()}.tmp`;
    const previous = `${target}.${randomUUID()}.old.tmp`;
    try {
      await writeNew(temporary, wanted ?? '', mode);
      if (known === undefined) {
        return linkNew(temporary, target) ? undefined : { text: await this.readWhole() };
      }
      const isKept = linkNew(target, previous);
      // Nothing may come in between: another program can replace the file at any moment.
      const found = readFileSync(target, 'utf8');
      // Reading takes long compared with the last look, after which there is only the replacing itself.
      if (found !== known || (isKept && !isSameFile(previous, target))) {
        return { text: await this.readWhole() };
      }
      if (wanted === undefined) {
        rmSync(target);
      } else {
        renameSync(temporary, target);
      }
      // A program that had the file open still writes to the old one.
      const left = isKept ? await this.settled(previous, known) : known;
      return left === known || left === '' ? undefined : await this.restored(target, left, mode);
    } finally {
      await rm(temporary, { force: true });
      await rm(previous, { force: true });
    }
  }

  private async readWhole(): Promise<FileText> {
    await this.settled(this.path).catch(() => undefined);
    return this.read();
  }

  /** Waits briefly if another program is still writing the text, so that it is empty or incomplete. */
  private async settled(path: string, known?: string): Promise<string> {
    let text = readFileSync(path, 'utf8');
    for (let waited = 0; waited < tornMs && text !== known && !this.isWhole(text); waited += 5) {
      await setTimeout(5);
      text = readFileSync(path, 'utf8');
    }
    return text;
  }

  private async restored(target: string, text: string, mode: number): Promise<{ text: string }> {
    const temporary = `${target}.${randomUUID()}.tmp`;
    await writeNew(temporary, text, mode);
    await rename(temporary, target);
    return { text };
  }

  /** @returns the path of the copy; undefined if there is nothing to keep. */
  private async keep(text: FileText, after: FileText): Promise<string | undefined> {
    if (text === undefined || !this.needsCopy(text, after)) {
      return undefined;
    }
    const mode = (await stat(this.path)).mode & 0o777;
    const stamp = new Date(this.clock()).toISOString().replaceAll(/[-:]/g, '');
    const backup = `${this.path}.leverage-record-${stamp}.bak`;
    await rm(backup, { force: true });
    await writeNew(backup, text, mode);
    return backup;
  }
}

function isSameFile(one: string, other: string): boolean {
  const known = statSync(one, { bigint: true });
  const now = statSync(other, { bigint: true });
  return known.ino === now.ino && known.dev === now.dev;
}

/** @returns false if something is there already, or the disk doesn't support links. */
function linkNew(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** Writes a file that isn't there yet, with the mode whatever the umask. */
export async function writeNew(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  // Independent of the umask.
  await chmod(path, mode);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
