import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../core/ports';
import { UserError } from '../../core/userError';
import { withHooks, withoutHooks, type SettingsText } from './claudeSettings';
import { hookScript, type HookPaths } from './hookScript';

/** A change of the settings file, to be seen before it is made. */
export interface HooksPlan {
  readonly kind: 'install' | 'remove';
  readonly file: string;
  /** Undefined where there is no file. */
  readonly before: SettingsText;
  readonly after: SettingsText;
}

export interface Written {
  /** Undefined where there was nothing to keep. */
  readonly backup: string | undefined;
}

export function hookFolderOf(directory: string): string {
  return join(directory, 'hooks');
}

/** Where the hook leaves its lines. */
export function spoolFolderOf(directory: string): string {
  return join(hookFolderOf(directory), 'spool');
}

/** The user's own settings of Claude Code, as it finds them itself. */
export function claudeSettingsFile(environment: NodeJS.ProcessEnv, home: string): string {
  const configured = environment['CLAUDE_CONFIG_DIR'];
  return join(configured ? configured : join(home, '.claude'), 'settings.json');
}

/** Installs and removes our hooks in the settings of Claude Code on this machine. */
export class ClaudeHooks {
  private readonly paths: HookPaths;

  /** @param directory our storage; @param extensionPath folder of this version of the extension */
  constructor(
    private readonly file: string,
    directory: string,
    extensionPath: string,
    private readonly clock: Clock,
  ) {
    this.paths = {
      script: join(hookFolderOf(directory), 'leverage-record-hook.sh'),
      spool: spoolFolderOf(directory),
      extension: extensionPath.replace(/-\d+\.\d+\.\d+[^/\\]*$/, '-'),
    };
  }

  /** Writes nothing. @throws {UserError} if the file can't be read or is not what Claude Code reads. */
  async plan(kind: HooksPlan['kind']): Promise<HooksPlan> {
    const before = await this.read();
    const change = kind === 'install' ? withHooks : withoutHooks;
    return { kind, file: this.file, before, after: change(before, this.paths.script) };
  }

  /** Makes a planned change, unless the file has changed meanwhile. @throws {UserError} */
  async apply({ kind, before, after }: HooksPlan): Promise<Written> {
    if ((await this.read()) !== before) {
      throw new UserError('The settings of Claude Code have changed meanwhile. Run the command again.');
    }
    try {
      if (kind === 'install') {
        // First, so that no session meets hooks without their script.
        await mkdir(this.paths.spool, { recursive: true, mode: 0o700 });
        await writeFile(this.paths.script, hookScript(this.paths));
      }
      const backup = before === after ? undefined : await this.replace(before, after);
      if (kind === 'remove') {
        await rm(this.paths.script, { force: true });
      }
      return { backup };
    } catch (error) {
      throw new UserError(`${this.file} could not be written. Check that you may write it, then try again.`, {
        cause: error,
      });
    }
  }

  private async read(): Promise<SettingsText> {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(this.file));
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw new UserError(`${this.file} could not be read as UTF-8 text. Check it, then try again.`, {
        cause: error,
      });
    }
  }

  private async replace(before: SettingsText, after: SettingsText): Promise<string | undefined> {
    if (before === undefined) {
      await mkdir(dirname(this.file), { recursive: true });
      await writeNew(this.file, after ?? '', 0o600);
      return undefined;
    }
    // A link stays one: what it leads to is replaced.
    const target = await realpath(this.file);
    const mode = (await stat(target)).mode & 0o777;
    const stamp = new Date(this.clock()).toISOString().replaceAll(/[-:]/g, '');
    const backup = `${this.file}.leverage-record-${stamp}.bak`;
    await writeNew(backup, before, mode);
    if (after === undefined) {
      await rm(target);
      return backup;
    }
    const temporary = `${target}.${randomUUID()}.tmp`;
    try {
      await writeNew(temporary, after, mode);
      await rename(temporary, target);
    } finally {
      await rm(temporary, { force: true });
    }
    return backup;
  }
}

async function writeNew(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  // Not left to the umask.
  await chmod(path, mode);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
