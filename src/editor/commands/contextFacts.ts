import * as vscode from 'vscode';
import { Coalesced, frameMs } from '../coalesced';
import { ContextKeys, type ContextFacts } from '../contextKeys';
import type { Log } from '../../core/ports';
import type { CommandParts } from './commandParts';
import { controllable } from './sessionControls';

type FactParts = Pick<CommandParts, 'store' | 'recorder' | 'undo' | 'lastPrompt' | 'clock'>;

/** What the commands could work on now. */
export function contextFacts(parts: FactParts): ContextFacts {
  const { store, undo, lastPrompt } = parts;
  const hasOpenTasks = store.openTasks().length > 0;
  const hasClosedTasks = store.daySums().length > 0;
  return {
    hasOpenTasks,
    hasClosedTasks,
    hasTasks: hasOpenTasks || hasClosedTasks,
    hasLastPrompt: lastPrompt.sent !== undefined,
    canUndo: undo.label !== undefined,
    canPauseSession: controllable(parts, 'pause').length > 0,
    canResumeSession: controllable(parts, 'resume').length > 0,
    canStopSession: controllable(parts, 'stop').length > 0,
  };
}

/** Keeps the palette and menus in step with what there is. */
export function followContextFacts(parts: FactParts & { readonly log: Log }): vscode.Disposable {
  const keys = new ContextKeys();
  const tell = (): void => {
    try {
      keys.set(contextFacts(parts));
    } catch (error) {
      parts.log.error('The palette could not be told what there is.', error);
    }
  };
  tell();
  const telling = new Coalesced(frameMs, tell);
  const request = (): void => telling.request();
  return vscode.Disposable.from(
    telling,
    parts.store.onDidChange(request),
    parts.recorder.onDidChange(request),
    parts.undo.onDidChange(request),
    parts.lastPrompt.onDidChange(request),
  );
}
