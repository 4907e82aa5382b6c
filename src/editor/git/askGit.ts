import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Interval } from '../../core/days/interval';
import { boundedText } from '../../core/bounded';
import { namesByText } from '../../core/folders/folderPath';
import { cameOutOf, gitLogOptions } from '../../core/record/cameOut';
import type { CameOut, Task } from '../../core/task/task';

/** Longer than any history of a day takes. */
const timeoutMs = 5_000;
const mostBytes = 4_000_000;
/** Nothing that a repository says may run a program. */
const harmless = ['-c', 'log.showSignature=false', '-c', 'core.fsmonitor=false', '-c', 'diff.external='];

/** The part of VS Code's own Git extension that knows where git is. */
interface GitExtension {
  getAPI(version: 1): unknown;
}
const gitApi = z.object({ git: z.object({ path: boundedText(1, 4096) }) });

/**
 * What git says came out of work: only in a folder that is open and trusted, and by the git that VS Code has found
 * already, since merely looking for one can make macOS ask the user. @returns undefined where it can't be known
 */
export async function askGit(
  { folder, branch }: Pick<Task, 'folder' | 'branch'>,
  spans: readonly Interval[],
): Promise<CameOut | undefined> {
  const opened = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const git = gitPath();
  if (
    folder === null ||
    spans.length === 0 ||
    git === undefined ||
    !vscode.workspace.isTrusted ||
    !namesByText.isInAnyOf(opened)(folder)
  ) {
    return undefined;
  }
  const from = branch === null ? 'HEAD' : `refs/heads/${branch}`;
  const log = await output(git, [...harmless, '-C', folder, 'log', ...gitLogOptions(spans), from, '--']);
  return log === undefined ? undefined : cameOutOf(log, spans);
}

function isGitExtension(value: unknown): value is GitExtension {
  return (
    typeof value === 'object' && value !== null && 'getAPI' in value && typeof value.getAPI === 'function'
  );
}

function gitPath(): string | undefined {
  const extension = vscode.extensions.getExtension<unknown>('vscode.git');
  const exported = extension?.isActive === true ? extension.exports : undefined;
  try {
    // Asked of the object itself: a copy of its function wouldn't know what it belongs to.
    return isGitExtension(exported) ? gitApi.safeParse(exported.getAPI(1)).data?.git.path : undefined;
  } catch {
    // Git is switched off in the settings.
    return undefined;
  }
}

/** @returns undefined if it fails, as for a branch that is gone */
function output(program: string, args: readonly string[]): Promise<string | undefined> {
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: timeoutMs, maxBuffer: mostBytes, env }, (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    );
  });
}
