import * as vscode from 'vscode';

/** Facts that the manifest's `when` and `enablement` clauses ask for. */
export const contextKeys = [
  'hasOpenTasks',
  'hasClosedTasks',
  'hasTasks',
  'hasLastPrompt',
  'canUndo',
  'canPauseSession',
  'canResumeSession',
  'canStopSession',
] as const;
export type ContextKey = (typeof contextKeys)[number];
export type ContextFacts = Readonly<Record<ContextKey, boolean>>;

/** Tells VS Code the facts, each only when it changed. */
export class ContextKeys {
  private told: Partial<ContextFacts> = {};

  set(facts: ContextFacts): void {
    const changed = contextKeys.filter((key) => this.told[key] !== facts[key]);
    this.told = facts;
    for (const key of changed) {
      // Refused only by an editor that is closing.
      vscode.commands
        .executeCommand('setContext', `leverageRecord.${key}`, facts[key])
        .then(undefined, () => undefined);
    }
  }
}
