import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type {
  AgentHere,
  ConnectChoice,
  ConnectPlan,
  AgentFileChange,
} from '../../../agents/connect/agentConnections';
import { inBackground } from '../../../core/inBackground';
import { pickMany } from '../../quickInput/pickMany';
import { pickOne } from '../../quickInput/pickOne';
import type { ActionDeps } from '../deps/actionDeps';
import { openByHand } from './openByHand';

type ConnectDeps = Pick<ActionDeps, 'connections' | 'preview' | 'log'>;

/** What the user may select: a way of an agent, or to do it by hand. */
type Selected = ConnectChoice | 'byHand';

/** Shows which agents can be connected and what that writes, and writes it when the user says so. */
export async function connectAgents(deps: ConnectDeps, title: string): Promise<void> {
  const here = await deps.connections.agents();
  const selected = await pickMany<Selected>(
    title,
    l10n.t('Select the agents that may propose tasks; you confirm them'),
    [
      {
        heading: l10n.t('Found on this computer'),
        choices: here.filter(({ isFound }) => isFound).map(byCommand),
      },
      { heading: l10n.t('Not found'), choices: here.filter(({ isFound }) => !isFound).map(byCommand) },
      {
        heading: l10n.t("Outside VS Code's terminals as well; costs each session some tokens"),
        choices: here.filter(({ isFound }) => isFound).map(byServer),
      },
      {
        heading: l10n.t('Others'),
        choices: [
          {
            label: l10n.t('Another agent, by hand'),
            detail: l10n.t('Opens the texts to copy into its instructions and settings.'),
            value: 'byHand' as const,
          },
        ],
      },
    ].filter(({ choices }) => choices.length > 0),
    (value) =>
      value !== 'byHand' && value.ways.command && here.some((each) => isOf(each, value) && each.isFound),
  );
  if (selected === undefined) {
    return;
  }
  if (selected.includes('byHand')) {
    await openByHand(deps.connections);
  }
  const choices = merged(selected.filter((each) => each !== 'byHand'));
  if (choices.length > 0) {
    await reviewAndApply(deps, title, await deps.connections.plan('connect', choices), here);
  }
}

/** Takes out what connecting wrote, of the agents that the user selects. */
export async function disconnectAgents(deps: ConnectDeps, title: string): Promise<void> {
  const here = await deps.connections.agents();
  const all = here.map(({ agent }) => ({ agent: agent.agent, ways: { command: true, server: true } }));
  const { changes, remarks } = await deps.connections.plan('disconnect', all);
  const connected = here.filter(({ agent }) => changes.some((each) => each.agent === agent.agent));
  if (connected.length === 0) {
    inform(deps, [l10n.t('No agent is connected.'), ...remarks]);
    return;
  }
  const selected = await pickMany(
    title,
    l10n.t('Select the agents to disconnect'),
    [
      {
        heading: l10n.t('Connected'),
        choices: connected.map(({ agent }) => ({ label: agent.title, value: agent.agent })),
      },
    ],
    () => true,
  );
  const choices = all.filter(({ agent }) => selected?.includes(agent));
  if (choices.length > 0) {
    await reviewAndApply(deps, title, await deps.connections.plan('disconnect', choices), here);
  }
}

async function reviewAndApply(
  deps: ConnectDeps,
  title: string,
  plan: ConnectPlan,
  here: readonly AgentHere[],
): Promise<void> {
  if (plan.changes.length === 0) {
    const nothing =
      plan.remarks.length === 0 ? l10n.t('These agents are connected already.') : l10n.t('Nothing to write.');
    inform(deps, [nothing, ...plan.remarks]);
    return;
  }
  const isAgreed = await deps.preview.ofChanges(
    plan.changes.toSorted(usersFirst).map(({ file, before, after }) => ({
      fileName: file,
      before: before ?? '',
      after: after ?? '',
    })),
    title,
    () => confirm(title, plan),
  );
  if (isAgreed) {
    const backups = await deps.connections.apply(plan);
    inform(deps, [outcome(plan, here), ...plan.remarks, ...keptText(backups)]);
  }
}

/** What changes in the user's own files is what they want to see. */
function usersFirst(one: AgentFileChange, other: AgentFileChange): number {
  return Number(one.before === undefined) - Number(other.before === undefined);
}

async function confirm(title: string, { kind, changes, remarks }: ConnectPlan): Promise<boolean> {
  const files = new Set(changes.map(({ file }) => file)).size;
  const label = kind === 'connect' ? l10n.t('Connect') : l10n.t('Disconnect');
  const chosen = await pickOne(
    title,
    files === 1 ? l10n.t('Review the changes to 1 file') : l10n.t('Review the changes to {0} files', files),
    [
      {
        label,
        detail: remarks.join(' '),
        value: true,
      },
      { label: l10n.t('Cancel'), value: false },
    ],
  );
  return chosen === true;
}

function outcome({ kind, changes }: ConnectPlan, here: readonly AgentHere[]): string {
  const agents = here
    .filter(({ agent }) => changes.some((each) => each.agent === agent.agent))
    .map(({ agent }) => agent.title)
    .join(', ');
  return kind === 'connect'
    ? l10n.t(
        'Connected: {0}. Open a new terminal and start the agent there; what it finishes, it proposes.',
        agents,
      )
    : l10n.t('Disconnected: {0}. Running sessions may still propose.', agents);
}

function keptText(backups: readonly string[]): readonly string[] {
  return backups.length === 0 ? [] : [l10n.t('The previous files are kept as {0}.', backups.join(', '))];
}

function byCommand({ agent, connected }: AgentHere) {
  return {
    label: agent.title,
    description: connected.command ? l10n.t('connected') : undefined,
    detail: agent.allows
      ? l10n.t("A skill, and the permission to run leverage-record in VS Code's terminals.")
      : l10n.t('A skill. {0} asks once in each project before it runs leverage-record.', agent.title),
    value: { agent: agent.agent, ways: { command: true, server: false } },
  };
}

function byServer({ agent, connected }: AgentHere) {
  return {
    label: l10n.t('{0}: MCP server', agent.title),
    description: connected.server ? l10n.t('connected') : undefined,
    value: { agent: agent.agent, ways: { command: false, server: true } },
  };
}

/** One choice for each agent. */
function merged(choices: readonly ConnectChoice[]): readonly ConnectChoice[] {
  return [...new Set(choices.map(({ agent }) => agent))].map((agent) => {
    const ways = choices.filter((each) => each.agent === agent).map((each) => each.ways);
    return {
      agent,
      ways: { command: ways.some(({ command }) => command), server: ways.some(({ server }) => server) },
    };
  });
}

function isOf({ agent }: AgentHere, choice: ConnectChoice): boolean {
  return agent.agent === choice.agent;
}

/** Not awaited: a notification may stay for hours, and the command is over. */
function inform({ log }: Pick<ConnectDeps, 'log'>, sentences: readonly string[]): void {
  const text = sentences.join(' ');
  inBackground(vscode.window.showInformationMessage(text), log, text);
}
