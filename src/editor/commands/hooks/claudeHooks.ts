import * as vscode from 'vscode';
import type { HookSilence } from '../../../core/transcript/hookSilence';
import type { ClaudeHooks, HooksPlan, Written } from '../../../agents/hooks/claudeHooks';
import { inBackground } from '../../../core/inBackground';
import { pickOne } from '../../quickInput/pickOne';
import type { ActionDeps } from '../../actions/actionDeps';

const titles = { install: 'Install Claude Code Hooks', remove: 'Remove Claude Code Hooks' } as const;

type HookDeps = Pick<ActionDeps, 'preview' | 'log'>;

/** Shows what would change in each settings file of Claude Code, and changes it when the user says so. */
export async function changeClaudeHooks(
  { inbox, claudeHooks, preview, log }: HookDeps & Pick<ActionDeps, 'inbox' | 'claudeHooks'>,
  kind: HooksPlan['kind'],
): Promise<void> {
  // Asked before: to install them again begins a new observation.
  const { hookSilence } = inbox;
  for (const hooks of claudeHooks) {
    await changeHooks({ preview, log }, hooks, kind, hookSilence);
  }
}

async function changeHooks(
  { preview, log }: HookDeps,
  hooks: ClaudeHooks,
  kind: HooksPlan['kind'],
  silence: HookSilence | undefined,
): Promise<void> {
  const plan = await hooks.plan(kind);
  if (plan.before === plan.after) {
    // Also brings the script up to date.
    await hooks.apply(plan);
    const nothingToDo =
      kind === 'install'
        ? installedAlready(silence)
        : 'There are no hooks of Leverage Record in the settings of Claude Code.';
    inBackground(show(plan, nothingToDo), log, nothingToDo);
    return;
  }
  const change = { fileName: 'settings.json', before: plan.before ?? '', after: plan.after ?? '' };
  const title = `Claude Code settings: ${kind === 'install' ? 'with' : 'without'} hooks`;
  if (await preview.ofChange(change, title, () => confirm(plan))) {
    const written = await hooks.apply(plan);
    // Not awaited: a notification may stay for hours, and the command is over.
    const done = outcome(plan, written);
    inBackground(show(plan, done), log, done);
  }
}

function installedAlready(silence: HookSilence | undefined): string {
  switch (silence) {
    case undefined:
      return 'The hooks are installed already.';
    case 'never':
    case 'stopped':
      return 'The hooks are installed already, but Claude Code does not call them. Start its sessions again.';
    case 'endless':
      return 'The hooks are installed already, but some sessions call none when a turn ends, as in the VS Code extension of Claude Code. Those are timed by their transcripts.';
  }
}

/** With what keeps installed hooks from being called. */
function show({ kind, obstacles }: HooksPlan, message: string): Thenable<unknown> {
  return kind === 'install' && obstacles.length > 0
    ? vscode.window.showWarningMessage([message, ...obstacles].join(' '))
    : vscode.window.showInformationMessage(message);
}

async function confirm({ kind, file, obstacles }: HooksPlan): Promise<boolean> {
  const choice =
    kind === 'install'
      ? {
          label: 'Install',
          detail: [
            ...obstacles,
            'Needs Claude Code 2.1.1 or newer: an older one ignores the whole file.',
          ].join(' '),
        }
      : { label: 'Remove', detail: undefined };
  const chosen = await pickOne(
    titles[kind],
    `The change of ${file}`,
    [
      { ...choice, value: true },
      { label: 'Cancel', value: false },
    ],
    { staysOpen: true },
  );
  return chosen === true;
}

function outcome({ kind }: HooksPlan, { backup }: Written): string {
  const kept = backup === undefined ? '' : ` The file as it was: ${backup}`;
  return kind === 'install'
    ? `The hooks are installed. Sessions that run already may have to be started again to call them.${kept}`
    : `The hooks are removed.${kept}`;
}
