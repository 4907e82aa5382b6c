import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AgentHealth, NextStep } from '../../../core/health/agentHealth';
import { healthLines, nextStepText } from '../../../core/health/healthText';
import { dayOf } from '../../../core/days/day';
import { isStillRead } from '../../../core/transcript/source/transcriptSource';
import { commandIds, type CommandName } from '../../commandIds';
import { pickOne } from '../../quickInput/pickOne';
import type { ActionDeps } from '../deps/actionDeps';

type CheckDeps = Pick<ActionDeps, 'store' | 'inbox' | 'settings' | 'clock' | 'examineAgents'>;

/** What leads to each next step; none where the user does it elsewhere. */
const commandOf: Readonly<Record<NextStep['kind'], CommandName | undefined>> = {
  connect: 'connectAgents',
  saveSessions: 'showInbox',
  restartSessions: undefined,
  letWork: undefined,
};

/** Shows for each agent what arrives and what doesn't; selecting one leads to its next step. */
export async function checkAgents(deps: CheckDeps, title: string): Promise<void> {
  const { store, inbox, settings, clock, examineAgents } = deps;
  await readTranscripts(inbox);
  const health = await examineAgents({
    proposals: [...store.openProposals(), ...store.decidedProposals()],
    sessions: inbox.sessions,
    unassigned: inbox.items.map(({ session }) => session).filter(({ kept }) => kept === undefined),
    silence: inbox.hookSilence,
    now: clock(),
  });
  const moment = (at: number): string => dayOf(at, settings.timeZone, settings.dayStart);
  const chosen = await pickOne(
    title,
    inbox.status.kind === 'off'
      ? l10n.t('Transcripts are turned off in the settings, so sessions are not seen')
      : l10n.t('Select an agent to go on with its next step'),
    health.map((each) => choiceOf(each, moment)),
  );
  const command = chosen?.next && commandOf[chosen.next.kind];
  if (command !== undefined && command !== null) {
    await vscode.commands.executeCommand(commandIds[command]);
  }
}

/** Right after the start, nothing was read yet. */
async function readTranscripts(inbox: CheckDeps['inbox']): Promise<void> {
  if (isStillRead(inbox.status)) {
    const progress = { location: vscode.ProgressLocation.Window, title: l10n.t('Scanning agent history') };
    await vscode.window.withProgress(progress, () => inbox.scan(new AbortController().signal));
  }
}

function choiceOf(health: AgentHealth, moment: (at: number) => string) {
  const { title, next, isFound } = health;
  const icon = next !== null ? '$(warning)' : isFound ? '$(pass)' : '$(circle-outline)';
  return {
    label: `${icon} ${title}`,
    description: healthLines(health, moment)
      .map(([heading, text]) => `${heading}: ${text}`)
      .join(' · '),
    detail: next === null ? undefined : nextStepText(next, title),
    value: health,
  };
}
