import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { chmod, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../core/ports';
import { UserError } from '../../core/userError';
import { claudeFolders } from '../claude/folders';
import { pathRulesOf } from '../files/pathRules';
import { versionsOf } from '../launcher/launcherPaths';
import type { AgentEnvironment } from '../reading/transcriptReader';
import { withHooks, withoutHooks, type SettingsText } from './claudeSettings';
import { hookObstacles } from './hookObstacles';
import { hookScriptOf } from './hooksInstalled';
import { hookScript, type HookPaths } from './hookScript';
import { spoolFolderOf } from './hookFolders';

/** A change to the settings file, to be reviewed before it is made. */
export interface HooksPlan {
  readonly kind: 'install' | 'remove';
  readonly file: string;
  /** Undefined if there is no file. */
  readonly before: SettingsText;
  readonly after: SettingsText;
  /** Why Claude Code wouldn't call the hooks, one sentence per reason. */
  readonly obstacles: readonly string[];
}

export interface Written {
  /** Undefined if there was nothing to keep. */
  readonly backup: string | undefined;
}

/** How often the change is retried on what another program wrote in the meantime. */
const mostAttempts = 20;
/** Any program writes a file of this size in far less. */
const tornMs = 250;

/**
 * The user's own Claude Code settings, in each of the folders that are searched for transcripts, except folders
 * relative to wherever Claude Code is started.
 */
export function claudeSettingsFiles(environment: AgentEnvironment): readonly string[] {
  const paths = pathRulesOf(environment.platform);
  const told = claudeFolders(environment).filter((each) => paths.isAbsolute(each));
  const folders = told.length > 0 ? told : [paths.join(environment.home, '.claude')];
  return folders.map((each) => paths.join(each, 'settings.json'));
}

/** Installs and removes our hooks in the Claude Code settings on this machine. */
export class ClaudeHooks {
  private readonly paths: HookPaths;

  /** @param directory our storage; @param extensionPath folder of this version of the extension */
  constructor(
    private readonly file: string,
    directory: string,
    extensionPath: string,
    private readonly clock: Clock,
    /** Settings of the machine's administrator, which take precedence over the user's. */
    private readonly managed: readonly string[] = [],
  ) {
    this.paths = {
      script: hookScriptOf(spoolFolderOf(directory)),
      spool: spoolFolderOf(directory),
      extension: versionsOf(extensionPath),
    };
  }

  /** Writes nothing. @throws {UserError} if the file can't be read or isn't in the format that Claude Code reads. */
  async plan(kind: HooksPlan['kind']): Promise<HooksPlan> {
    const before = await this.read();
    const change = kind === 'install' ? withHooks : withoutHooks;
    const after = change(before, this.paths.script);
    return { kind, file: this.file, before, after, obstacles: await hookObstacles(after, this.managed) };
  }

  /**
   * Makes a planned change, unless the file has changed since. If another program writes the file at the same time,
   * its text is kept and the change is made to that. @throws {UserError}
   */
  async apply({ kind, before, after }: HooksPlan): Promise<Written> {
    if ((await this.read()) !== before) {
      throw new UserError(
        l10n.t('Your Claude Code settings have changed since they were shown. Run the command again.'),
      );
    }
    try {
      if (kind === 'install') {
        // First, so that no session finds hooks without their script.
        await this.writeScript();
      }
      const backup = before === after ? undefined : await this.replace(kind, before, after);
      if (kind === 'remove') {
        await rm(this.paths.script, { force: true });
      }
      return { backup };
    } catch (error) {
      throw new UserError(
        l10n.t('{0} could not be written. Check its permissions, then try again.', this.file),
        { cause: error },
      );
    }
  }

  private async read(): Promise<SettingsText> {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(this.file));
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw new UserError(
        l10n.t('{0} could not be read as UTF-8 text. Check its encoding, then try again.', this.file),
        { cause: error },
      );
    }
  }

  /** Writable by nobody else, whatever the umask: Claude Code runs it. */
  private async writeScript(): Promise<void> {
    const { script, spool } = this.paths;
    await mkdir(spool, { recursive: true, mode: 0o700 });
    await chmod(dirname(script), 0o700);
    await chmod(spool, 0o700);
    const temporary = `${script}.${randomUUID()}.tmp`;
    try {
      await writeNew(temporary, hookScript(this.paths), 0o600);
      await rename(temporary, script);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  private async replace(
    kind: HooksPlan['kind'],
    before: SettingsText,
    after: SettingsText,
  ): Promise<string | undefined> {
    const change = kind === 'install' ? withHooks : withoutHooks;
    let backup: string | undefined;
    let known = before;
    let wanted = after;
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      backup = (await this.keep(known)) ?? backup;
      const other = await this.put(known, wanted);
      if (other === undefined) {
        return backup;
      }
      known = other.text;
      wanted = change(known, this.paths.script);
      if (known === wanted) {
        return backup;
      }
    }
    throw new Error('Another program keeps writing the file.');
  }

  /** @returns undefined if the file now holds `wanted`; otherwise what another program wrote in place of `known`. */
  private async put(known: SettingsText, wanted: SettingsText): Promise<{ text: SettingsText } | undefined> {
    if (known === undefined) {
      await mkdir(dirname(this.file), { recursive: true });
    }
    // A link stays a link: its target is replaced.
    const target = known === undefined ? this.file : await realpath(this.file);
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
      if (found !== known) {
        return { text: await this.readWhole() };
      }
      if (wanted === undefined) {
        rmSync(target);
      } else {
        renameSync(temporary, target);
      }
      // A program that had the file open still writes to the old one.
      const left = isKept ? await settled(() => readFileSync(previous, 'utf8')) : known;
      return left === known || left === '' ? undefined : await this.restored(target, left, mode);
    } finally {
      await rm(temporary, { force: true });
      await rm(previous, { force: true });
    }
  }

  private async readWhole(): Promise<SettingsText> {
    await settled(() => readFileSync(this.file, 'utf8')).catch(() => undefined);
    return this.read();
  }

  private async restored(target: string, text: string, mode: number): Promise<{ text: string }> {
    const temporary = `${target}.${randomUUID()}.tmp`;
    await writeNew(temporary, text, mode);
    await rename(temporary, target);
    return { text };
  }

  /** @returns the path of the copy; undefined if there is nothing to keep. */
  private async keep(text: SettingsText): Promise<string | undefined> {
    if (text === undefined) {
      return undefined;
    }
    const mode = (await stat(this.file)).mode & 0o777;
    const stamp = new Date(this.clock()).toISOString().replaceAll(/[-:]/g, '');
    const backup = `${this.file}.leverage-record-${stamp}.bak`;
    await rm(backup, { force: true });
    await writeNew(backup, text, mode);
    return backup;
  }
}

/** Waits briefly if another program is still writing the text, so that it is empty or incomplete. */
async function settled(read: () => string): Promise<string> {
  let text = read();
  for (let waited = 0; waited < tornMs && !text.trimEnd().endsWith('}'); waited += 5) {
    await setTimeout(5);
    text = read();
  }
  return text;
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

async function writeNew(path: string, text: string, mode: number): Promise<void> {
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
