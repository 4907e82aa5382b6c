import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Recorder } from '../../recorder/createRecorder';
import type { RecordStore } from '../../core/record/recordStore';
import { Coalesced } from '../coalesced';
import { commandIds } from '../commandIds';
import { shortTitle } from '../commands/task/taskText';
import { promptLanguage } from './promptLanguage';

/** Drawn at most this often while the user types. */
const refreshMs = 1000;

interface LensDeps {
  readonly recorder: Pick<Recorder, 'prompts' | 'currentTask' | 'onDidChange'>;
  readonly store: Pick<RecordStore, 'task' | 'onDidChange'>;
}

/** Above the first line of a prompt: the seconds typed so far, the task they count for, and Send. */
export class PromptLens implements vscode.CodeLensProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  /** The last title shown for each document, so that nothing is redrawn without a difference. */
  private readonly worded = new Map<string, string>();
  private readonly refreshing = new Coalesced(refreshMs, () => this.refresh());
  private readonly owned: vscode.Disposable;

  constructor(private readonly deps: LensDeps) {
    this.owned = vscode.Disposable.from(
      this.changed,
      this.refreshing,
      vscode.languages.registerCodeLensProvider({ language: promptLanguage }, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.worded.delete(uri.toString())),
      deps.recorder.onDidChange(() => this.refreshSoon()),
      deps.store.onDidChange(() => this.refreshSoon()),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const top = new vscode.Range(0, 0, 0, 0);
    const uri = document.uri.toString();
    const title = this.wording(uri);
    this.worded.set(uri, title);
    return [
      new vscode.CodeLens(top, { title, command: '' }),
      new vscode.CodeLens(top, { title: `$(send) ${l10n.t('Send')}`, command: commandIds.sendPrompt }),
    ];
  }

  dispose(): void {
    this.owned.dispose();
  }

  private wording(uri: string): string {
    const { recorder, store } = this.deps;
    const id = recorder.prompts.taskOf(uri) ?? recorder.currentTask.id;
    const task = id === undefined ? undefined : store.task(id);
    const seconds = Math.floor(recorder.prompts.typedMs(uri) / 1000);
    return `${l10n.t('{0} s typed so far', seconds)} · ${task ? shortTitle(task) : l10n.t('no task')}`;
  }

  private refreshSoon(): void {
    if (this.worded.size > 0) {
      this.refreshing.request();
    }
  }

  private refresh(): void {
    if ([...this.worded].some(([uri, title]) => this.wording(uri) !== title)) {
      this.changed.fire();
    }
  }
}
