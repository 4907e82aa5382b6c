import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pickFromGroups, type Choice } from '../quickInput/pickOne';
import type { Settings } from '../settings';

/** Where one prompt goes. */
export type Destination =
  { readonly kind: 'terminal'; readonly terminal: vscode.Terminal } | { readonly kind: 'chat' | 'clipboard' };

/** @returns whether an agent runs in the terminal now. */
export type RunsAgent = (terminal: vscode.Terminal) => boolean;

/** Asks only where the setting does not decide. @returns undefined if the user left. */
export async function choosePromptTarget(
  { promptTarget: target, hasChat }: Pick<Settings, 'promptTarget' | 'hasChat'>,
  runsAgent: RunsAgent,
): Promise<Destination | undefined> {
  if (target === 'chat' || target === 'clipboard') {
    return { kind: target };
  }
  const withAgent = vscode.window.terminals.filter(runsAgent);
  const [only, another] = withAgent;
  if (target === 'terminal' && only !== undefined && another === undefined) {
    return { kind: 'terminal', terminal: only };
  }
  const others = vscode.window.terminals.filter((terminal) => !runsAgent(terminal));
  return pickFromGroups<Destination>(l10n.t('Send Prompt'), l10n.t('Select where to send the prompt'), [
    { heading: l10n.t('Terminals running an agent'), choices: withAgent.map(terminalChoice) },
    { heading: l10n.t('Other terminals'), choices: others.map(terminalChoice) },
    {
      heading: l10n.t('Other destinations'),
      choices: [
        ...(hasChat
          ? [{ label: `$(comment-discussion) ${l10n.t('Chat')}`, value: { kind: 'chat' } } as const]
          : []),
        { label: `$(clippy) ${l10n.t('Clipboard')}`, value: { kind: 'clipboard' } },
      ],
    },
  ]);
}

function terminalChoice(terminal: vscode.Terminal): Choice<Destination> {
  return {
    label: `$(terminal) ${terminal.name}`,
    description: terminal === vscode.window.activeTerminal ? l10n.t('active') : undefined,
    value: { kind: 'terminal', terminal },
  };
}
