import * as l10n from '@vscode/l10n';
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../../core/ports';
import { UserError } from '../../core/userError';
import { claudeFolders } from '../claude/folders';
import { pathRulesOf } from '../files/pathRules';
import { versionsOf } from '../launcher/launcherPaths';
import type { AgentEnvironment } from '../reading/transcriptReader';
import { UserFile, writeNew, type FileText } from '../settings/userFile';
import { withHooks, withoutHooks } from './claudeSettings';
import { hookObstacles } from './hookObstacles';
import { hookScriptOf } from './hooksInstalled';
import { hookScript, type HookPaths } from './hookScript';
import { spoolFolderOf } from './hookFolders';

/** A change to the settings file, to be reviewed before it is made. */
export interface HooksPlan {
  readonly kind: 'install' | 'remove';
  readonly file: string;
  /** Undefined if there is no file. */
  readonly before: FileText;
  readonly after: FileText;
  /** Why Claude Code wouldn't call the hooks, one sentence per reason. */
  readonly obstacles: readonly string[];
}

export interface Written {
  /** Undefined if there was nothing to keep. */
  readonly backup: string | undefined;
}

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
  private readonly file: UserFile;

  /** @param directory our storage; @param extensionPath folder of this version of the extension */
  constructor(
    file: string,
    directory: string,
    extensionPath: string,
    clock: Clock,
    /** Settings of the machine's administrator, which take precedence over the user's. */
    private readonly managed: readonly string[] = [],
  ) {
    this.file = new UserFile(file, clock);
    this.paths = {
      script: hookScriptOf(spoolFolderOf(directory)),
      spool: spoolFolderOf(directory),
      extension: versionsOf(extensionPath),
    };
  }

  /** Writes nothing. @throws {UserError} if the file can't be read or isn't in the format that Claude Code reads. */
  async plan(kind: HooksPlan['kind']): Promise<HooksPlan> {
    const before = await this.file.read();
    const after = this.changeOf(kind)(before);
    return { kind, file: this.file.path, before, after, obstacles: await hookObstacles(after, this.managed) };
  }

  /**
   * Makes a planned change, unless the file has changed since. If another program writes the file at the same time,
   * its text is kept and the change is made to that. @throws {UserError}
   */
  async apply({ kind, before, after }: HooksPlan): Promise<Written> {
    if ((await this.file.read()) !== before) {
      throw new UserError(
        l10n.t('Your Claude Code settings have changed since they were shown. Run the command again.'),
      );
    }
    try {
      if (kind === 'install') {
        // First, so that no session finds hooks without their script.
        await this.writeScript();
      }
      const backup =
        before === after ? undefined : await this.file.change(before, after, this.changeOf(kind));
      if (kind === 'remove') {
        await rm(this.paths.script, { force: true });
      }
      return { backup };
    } catch (error) {
      throw new UserError(
        l10n.t('{0} could not be written. Check its permissions, then try again.', this.file.path),
        { cause: error },
      );
    }
  }

  private changeOf(kind: HooksPlan['kind']): (text: FileText) => FileText {
    const { script } = this.paths;
    return kind === 'install' ? (text) => withHooks(text, script) : (text) => withoutHooks(text, script);
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
}
