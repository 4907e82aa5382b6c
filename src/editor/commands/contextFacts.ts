import * as vscode from 'vscode';
import type { ContextFacts, ContextKeys } from '../contextKeys';
import type { CommandParts } from './commandParts';
import { controllable } from './sessionControls';

type FactParts = Pick<CommandParts, 'store' | 'recorder' | 'undo' | 'clock'>;

/** What the commands could work on now. */
export function contextFacts(parts: FactParts): ContextFacts {
  const { store, undo } = parts;
  const hasOpenTasks = store.openTasks().length > 0;
  const hasClosedTasks = store.daySums().length > 0;
  return {
    hasOpenTasks,
    hasClosedTasks,
    hasTasks: hasOpenTasks || hasClosedTasks,
    canUndo: undo.label !== undefined,
    canPauseSession: controllable(parts, 'pause').length > 0,
    canResumeSession: controllable(parts, 'resume').length > 0,
    canStopSession: controllable(parts, 'stop').length > 0,
  };
}

/** Keeps the palette and menus in step with what there is. */
export function followContextFacts(parts: FactParts, keys: ContextKeys): vscode.Disposable {
  const tell = (): void => keys.set(contextFacts(parts));
  tell();
  return vscode.Disposable.from(
    parts.store.onDidChange(tell),
    parts.recorder.onDidChange(tell),
    parts.undo.onDidChange(tell),
  );
}
