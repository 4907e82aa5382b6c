import * as l10n from '@vscode/l10n';
import type { AgentHealth, NextStep } from './agentHealth';

/** Words a moment, such as `2026-04-19`. */
type MomentText = (at: number) => string;

/** A line each about proposals, hooks and transcripts, with its heading. */
export function healthLines(
  { isFound, isConnected, lastProposal, lastSession, hooks }: AgentHealth,
  moment: MomentText,
): readonly (readonly [heading: string, text: string])[] {
  const proposals =
    lastProposal !== null
      ? l10n.t('arrive, the last on {0}', moment(lastProposal))
      : isConnected
        ? l10n.t('connected, none so far')
        : l10n.t('not connected');
  const transcripts =
    lastSession !== null
      ? l10n.t('arrive, the last on {0}', moment(lastSession))
      : isFound
        ? l10n.t('none found')
        : l10n.t('not used on this computer');
  return [
    [l10n.t('proposals'), proposals],
    ...(hooks === null ? [] : [[l10n.t('hooks'), hooksText(hooks)] as const]),
    [l10n.t('transcripts'), transcripts],
  ];
}

function hooksText(hooks: NonNullable<AgentHealth['hooks']>): string {
  switch (hooks) {
    case 'called':
      return l10n.t('installed and called');
    case 'not called':
      return l10n.t('installed, but not called');
    case 'not installed':
      return l10n.t('not installed (optional)');
  }
}

/** What the user can do, in a sentence. */
export function nextStepText(next: NextStep, title: string): string {
  switch (next.kind) {
    case 'connect':
      return l10n.t('Run Connect Agents in VS Code, so that {0} proposes what it finished.', title);
    case 'restartSessions':
      return l10n.t('Restart the sessions of {0}, so that it calls its hooks.', title);
    case 'letWork':
      return l10n.t('Open a new terminal, start {0} there and let it finish something.', title);
    case 'saveSessions': {
      const { days, setting } = next.retention;
      const rest = l10n.t('Assign them in the inbox, or raise {0}, which is {1} days.', setting, days);
      return next.count === 1
        ? l10n.t('{0} is about to delete the transcript of 1 session that is in no task. {1}', title, rest)
        : l10n.t(
            '{0} is about to delete the transcripts of {1} sessions that are in no task. {2}',
            title,
            next.count,
            rest,
          );
    }
  }
}
