import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { HookSilence } from '../../../core/transcript/hooks/hookSilence';
import type { ClaudeHooks, HooksPlan, Written } from '../../../agents/hooks/claudeHooks';
import { inBackground } from '../../../core/inBackground';
import { pickOne } from '../../quickInput/pickOne';
import type { ActionDeps } from '../deps/actionDeps';

type HookDeps = Pick<ActionDeps, 'preview' | 'log'>;

/** Shows what would change in each settings file of Claude Code, and changes it when the user says so. */
export async function changeClaudeHooks(
  { inbox, claudeHooks, preview, log }: HookDeps & Pick<ActionDeps, 'inbox' | 'claudeHooks'>,
  kind: HooksPlan['kind'],
): Promise<void> {
  // Read first: installing them again starts a new observation.
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
        : l10n.t('Leverage Record has no hooks in your Claude Code settings.');
    inBackground(show(plan, nothingToDo), log, nothingToDo);
    return;
  }
  const change = { fileName: 'settings.json', before: plan.before ?? '', after: plan.after ?? '' };
  const title =
    kind === 'install'
      ? l10n.t('Claude Code settings with hooks')
      : l10n.t('Claude Code settings without hooks');
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
      return l10n.t('The hooks are already installed.');
    case 'never':
    case 'stopped':
      return l10n.t(
        'The hooks are already installed, but Claude Code does not call them. Restart its sessions.',
      );
    case 'endless':
      return l10n.t(
        'The hooks are already installed, but in some sessions, such as those of its VS Code extension, Claude Code does not call them when a turn ends. Those are timed from their transcripts.',
      );
  }
}

/** Adds the reasons why installed hooks won't be called. */
function show({ kind, obstacles }: HooksPlan, message: string): Thenable<unknown> {
  return kind === 'install' && obstacles.length > 0
    ? vscode.window.showWarningMessage([message, ...obstacles].join(' '))
    : vscode.window.showInformationMessage(message);
}

async function confirm({ kind, file, obstacles }: HooksPlan): Promise<boolean> {
  const { title, ...choice } =
    kind === 'install'
      ? {
          title: l10n.t('Install Claude Code Hooks'),
          label: l10n.t('Install'),
          detail: [
            ...obstacles,
            l10n.t('Requires Claude Code 2.1.1 or newer: older versions ignore the whole file.'),
          ].join(' '),
        }
      : { title: l10n.t('Remove Claude Code Hooks'), label: l10n.t('Remove'), detail: undefined };
  const chosen = await pickOne(title, l10n.t('Review the changes to {0}', file), [
    { ...choice, value: true },
    { label: l10n.t('Cancel'), value: false },
  ]);
  return chosen === true;
}

function outcome({ kind }: HooksPlan, { backup }: Written): string {
  const done =
    kind === 'install'
      ? l10n.t('The hooks are installed. Restart running sessions for the hooks to take effect.')
      : l10n.t('The hooks were removed.');
  return backup === undefined ? done : l10n.t('{0} The previous file is kept as {1}.', done, backup);
}
