import * as vscode from 'vscode';
import { Coalesced, frameMs } from '../coalesced';
import { ContextKeys, type ContextFacts } from '../contextKeys';
import type { Log } from '../../core/ports';
import type { Settings } from '../settings';
import type { CommandDeps } from './deps/commandDeps';
import { controllable } from './session/controllable';

interface FactDeps extends Pick<CommandDeps, 'store' | 'recorder' | 'undo' | 'lastPrompt' | 'clock'> {
  readonly settings: Pick<Settings, 'proposals' | 'onDidChange'>;
}

/** The facts that decide which commands are offered now. */
export function contextFacts(deps: FactDeps): ContextFacts {
  const { store, undo, lastPrompt, settings } = deps;
  const hasOpenTasks = store.openTasks().length > 0;
  const hasClosedTasks = store.daySums().length > 0;
  return {
    hasOpenTasks,
    hasClosedTasks,
    hasTasks: hasOpenTasks || hasClosedTasks,
    hasProposals: settings.proposals !== 'off' && store.openProposals().length > 0,
    hasLastPrompt: lastPrompt.sent !== undefined,
    canUndo: undo.label !== undefined,
    canPauseSession: controllable(deps, 'pause').length > 0,
    canResumeSession: controllable(deps, 'resume').length > 0,
    canStopSession: controllable(deps, 'stop').length > 0,
  };
}

/** Keeps the palette and menus up to date. */
export function followContextFacts(deps: FactDeps & { readonly log: Log }): vscode.Disposable {
  const keys = new ContextKeys();
  const update = (): void => {
    try {
      keys.set(contextFacts(deps));
    } catch (error) {
      deps.log.error('The context keys could not be updated.', error);
    }
  };
  update();
  const updating = new Coalesced(frameMs, update);
  const request = (): void => updating.request();
  return vscode.Disposable.from(
    updating,
    deps.store.onDidChange(request),
    deps.recorder.onDidChange(request),
    deps.undo.onDidChange(request),
    deps.lastPrompt.onDidChange(request),
    deps.settings.onDidChange(request),
  );
}
