import * as vscode from 'vscode';

/** Facts that the manifest's `when` and `enablement` clauses ask for. */
export const contextKeys = [
  'hasOpenTasks',
  'hasClosedTasks',
  'hasTasks',
  'hasProposals',
  'hasLastPrompt',
  'canUndo',
  'canPauseSession',
  'canResumeSession',
  'canStopSession',
] as const;
export type ContextKey = (typeof contextKeys)[number];
export type ContextFacts = Readonly<Record<ContextKey, boolean>>;

/** Sets the facts as context keys of VS Code, each only when it changed. */
export class ContextKeys {
  private known: Partial<ContextFacts> = {};

  set(facts: ContextFacts): void {
    const changed = contextKeys.filter((key) => this.known[key] !== facts[key]);
    this.known = facts;
    for (const key of changed) {
      // Refused only by an editor that is closing.
      vscode.commands
        .executeCommand('setContext', `leverageRecord.${key}`, facts[key])
        .then(undefined, () => undefined);
    }
  }
}
