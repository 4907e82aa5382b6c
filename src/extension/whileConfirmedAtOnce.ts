import type * as vscode from 'vscode';
import { inBackground } from '../core/inBackground';
import type { Disposable, Log } from '../core/ports';
import type { RecordStore } from '../core/record/recordStore';
import type { Settings } from '../editor/settings';

interface LoadingDeps {
  readonly store: Pick<RecordStore, 'openProposals' | 'onDidChange'>;
  readonly settings: Pick<Settings, 'proposals' | 'onDidChange'>;
  readonly log: Log;
}

/** Loads what records proposals without asking, once there are some and the user wants that. */
export function whileConfirmedAtOnce(
  { store, settings, log }: LoadingDeps,
  load: () => Promise<unknown>,
): vscode.Disposable {
  const owned: Disposable[] = [];
  const look = (): void => {
    if (settings.proposals === 'confirm' && store.openProposals().length > 0) {
      dispose();
      inBackground(load(), log, 'Proposed tasks could not be recorded.');
    }
  };
  const dispose = (): void => owned.splice(0).forEach((each) => each.dispose());
  owned.push(store.onDidChange(look), settings.onDidChange(look));
  look();
  return { dispose };
}
