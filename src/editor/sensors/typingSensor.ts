import * as vscode from 'vscode';
import type { Clock, Log } from '../../core/ports';
import { isAgentPromptFile } from '../../core/tracker/promptFile';
import {
  isTypedInChat,
  noSigns,
  seeEdit,
  seeKeyboardSelection,
  type DocumentEdit,
  type TypingJudgement,
  type TypingSigns,
} from '../../core/tracker/typing';
import { handedLength } from '../../core/transcript/inbox/promptComposing';
import type { SensorTarget } from '../../recorder/sensors';
import type { Settings } from '../settings';
import { temporaryFolders } from './temporaryFolders';

const promptLanguage = 'leverage-prompt';
/** Undocumented: where it exists, its documents change with each key. Nothing depends on it. */
const chatScheme = 'chatSessionInput';

type Kind = 'prompt' | 'chat' | 'other';

interface Watched {
  readonly kind: Kind;
  readonly languageId: string;
  /** As text. */
  readonly uri: string;
  signs: TypingSigns;
}

/** Reports to the recorder when the user types or pastes in a document in which prompts are composed. Keeps no text. */
export class TypingSensor {
  /** Forgotten with the document; asked on every key of every document, so it must cost nothing. */
  private watched = new WeakMap<vscode.TextDocument, Watched>();
  /** As the event says it: asking the editor for its state makes it a new object each time. */
  private focused = vscode.window.state.focused;
  /** As the event says it, too: asked of the editor on every key, these two would cost more than all the rest. */
  private activeEditor = vscode.window.activeTextEditor;
  private activeDocument = this.activeEditor?.document;
  /** Looked up once: a bundle finds members of `vscode` through accessors, which a key would pay for. */
  private readonly byKeyboard = vscode.TextEditorSelectionChangeKind.Keyboard;
  private readonly temporaryFolders = temporaryFolders();
  private readonly owned: vscode.Disposable;

  constructor(
    private readonly target: Pick<SensorTarget, 'observe' | 'promptHanded' | 'typedIn'>,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.owned = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => this.seeChange(event)),
      vscode.window.onDidChangeTextEditorSelection((event) => this.seeSelection(event)),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        this.focused = focused;
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.activeEditor = editor;
        this.activeDocument = editor?.document;
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.finish(document)),
      settings.onDidChange(() => {
        this.watched = new WeakMap();
      }),
    );
  }

  dispose(): void {
    this.owned.dispose();
  }

  private seeChange({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const change = contentChanges.at(0);
    // Without a change it is only that the document became dirty, or was saved.
    if (change === undefined) {
      return;
    }
    const watched = this.watchedOf(document);
    if (watched.kind === 'other') {
      return;
    }
    const edit: DocumentEdit = {
      at: this.clock(),
      focused: this.focused,
      active: this.activeDocument === document,
      undoOrRedo: reason !== undefined,
      single: contentChanges.length === 1,
      inserted: change.text.length,
      removed: change.rangeLength,
    };
    if (watched.kind === 'prompt') {
      this.judge(watched, seeEdit(watched.signs, edit));
    } else if (isTypedInChat(edit)) {
      this.target.typedIn(watched.uri);
      if (document.lineCount === 1 && document.lineAt(0).text === '') {
        this.finish(document);
      }
    }
  }

  private seeSelection({ textEditor, kind }: vscode.TextEditorSelectionChangeEvent): void {
    if (kind !== this.byKeyboard) {
      return;
    }
    const document = textEditor === this.activeEditor ? this.activeDocument : textEditor.document;
    const watched = document && this.watchedOf(document);
    if (watched?.kind === 'prompt') {
      this.judge(watched, seeKeyboardSelection(watched.signs, this.clock()));
    }
  }

  private judge(watched: Watched, { signs, typed }: TypingJudgement): void {
    watched.signs = signs;
    if (typed) {
      this.target.typedIn(watched.uri);
    }
  }

  private finish(document: vscode.TextDocument): void {
    const { kind, uri } = this.watchedOf(document);
    if (kind === 'other') {
      return;
    }
    // An agent takes it from its file, or the user from the clipboard. What was sent from here is empty by now.
    const length = kind === 'prompt' ? handedLength(document.getText()) : 0;
    if (length > 0) {
      this.target.promptHanded(uri, length);
    }
    this.target.observe({ kind: 'prompt-finished', document: uri });
  }

  private watchedOf(document: vscode.TextDocument): Watched {
    const known = this.watched.get(document);
    if (known?.languageId === document.languageId) {
      return known;
    }
    const { languageId, uri } = document;
    const watched: Watched = { kind: this.kindOf(document), languageId, uri: uri.toString(), signs: noSigns };
    this.watched.set(document, watched);
    return watched;
  }

  private kindOf(document: vscode.TextDocument): Kind {
    const { languageId, uri } = document;
    if (uri.scheme === chatScheme) {
      return 'chat';
    }
    const isPrompt =
      languageId === promptLanguage ||
      (uri.scheme === 'file' && isAgentPromptFile(uri.fsPath, this.temporaryFolders)) ||
      this.matchesSetting(document);
    return isPrompt ? 'prompt' : 'other';
  }

  private matchesSetting(document: vscode.TextDocument): boolean {
    try {
      return this.settings.promptFiles.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
    } catch (error) {
      this.log.warn('A pattern of the setting leverageRecord.promptFiles could not be used.', error);
      return false;
    }
  }
}
