import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { earlierDays } from '../../core/findings/surroundings';
import { basisText } from '../../core/prose/basisText';
import { checkProse } from '../../core/prose/checkProse';
import { draftDay } from '../../core/prose/draftDay';
import type { ProseFinding } from '../../core/prose/reading/proseFinding';
import { proseRecord, type ProseRecord } from '../../core/prose/reading/proseReading';
import type { PublishingStore } from '../../core/publish/selection/publicReads';
import { shownReads } from '../../core/publish/selection/shownReads';
import { dayRecord } from '../../core/record/dayRecord';
import type { RecordStore } from '../../core/record/recordStore';
import { Coalesced } from '../coalesced';
import { proseLanguage } from './proseLanguage';

type CheckedStore = PublishingStore & Pick<RecordStore, 'version' | 'onDidChange'>;

/** A while after the last key, so that typing never waits for it. */
const pauseMs = 400;

/** Checks the figures of every open draft against its day: wrong ones are problems, with a fix where there is one. */
export class ProseChecker implements vscode.HoverProvider, vscode.CodeActionProvider {
  private readonly problems = vscode.languages.createDiagnosticCollection('leverage-record');
  private readonly findings = new Map<string, readonly ProseFinding[]>();
  private readonly changed = new Set<vscode.TextDocument>();
  private readonly soon = new Coalesced(pauseMs, () => this.checkChanged());
  private readonly owned: vscode.Disposable;
  private read: { readonly day: string; readonly version: number; readonly record: ProseRecord } | undefined;

  constructor(private readonly store: CheckedStore) {
    const selector = { language: proseLanguage };
    this.owned = vscode.Disposable.from(
      this.problems,
      this.soon,
      vscode.languages.registerHoverProvider(selector, this),
      vscode.languages.registerCodeActionsProvider(selector, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
      vscode.workspace.onDidOpenTextDocument((document) => this.checkSoon(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.checkSoon(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      store.onDidChange(() => this.checkAllSoon()),
    );
    this.checkAllSoon();
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const at = document.offsetAt(position);
    const finding = this.findingsOf(document).find(({ start, end }) => start <= at && at <= end);
    return (
      finding &&
      new vscode.Hover(new vscode.MarkdownString().appendText(wording(finding)), rangeOf(document, finding))
    );
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.findingsOf(document).flatMap((finding) => {
      const { verdict, replacement } = finding;
      const place = rangeOf(document, finding);
      if (
        verdict !== 'contradicted' ||
        replacement === undefined ||
        place.intersection(range) === undefined
      ) {
        return [];
      }
      const fix = new vscode.CodeAction(
        l10n.t('Replace with “{0}”', replacement),
        vscode.CodeActionKind.QuickFix,
      );
      fix.edit = new vscode.WorkspaceEdit();
      fix.edit.replace(document.uri, place, replacement);
      fix.diagnostics = [problemOf(document, finding)];
      fix.isPreferred = true;
      return [fix];
    });
  }

  dispose(): void {
    this.owned.dispose();
  }

  private findingsOf({ uri }: vscode.TextDocument): readonly ProseFinding[] {
    return this.findings.get(uri.toString()) ?? [];
  }

  private checkAllSoon(): void {
    vscode.workspace.textDocuments.forEach((document) => this.checkSoon(document));
  }

  private checkSoon(document: vscode.TextDocument): void {
    if (document.languageId === proseLanguage) {
      // Places have moved: what was found no longer stands where it did.
      this.findings.delete(document.uri.toString());
      this.changed.add(document);
      this.soon.request();
    }
  }

  private checkChanged(): void {
    const documents = [...this.changed].filter(({ isClosed }) => !isClosed);
    this.changed.clear();
    for (const document of documents) {
      const text = document.getText();
      const day = draftDay(text);
      const found = day === undefined ? [] : checkProse(text, this.recordOf(day));
      this.findings.set(document.uri.toString(), found);
      this.problems.set(
        document.uri,
        found.filter(({ verdict }) => verdict !== 'supported').map((finding) => problemOf(document, finding)),
      );
    }
  }

  /** Kept until the record or the day changes: a key in a draft changes neither. */
  private recordOf(day: string): ProseRecord {
    const { store } = this;
    if (this.read?.day !== day || this.read.version !== store.version) {
      const reads = shownReads(store, { includePrivate: false });
      const { rows } = dayRecord(day, reads.closedTasks(day));
      const record = proseRecord(day, rows, earlierDays(reads, day, { includePrivate: true }));
      this.read = { day, version: store.version, record };
    }
    return this.read.record;
  }

  private forget(document: vscode.TextDocument): void {
    this.findings.delete(document.uri.toString());
    this.changed.delete(document);
    this.problems.delete(document.uri);
  }
}

function rangeOf(document: vscode.TextDocument, { start, end }: ProseFinding): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function problemOf(document: vscode.TextDocument, finding: ProseFinding): vscode.Diagnostic {
  // What can't be checked is no fault: a hint is not listed among the problems.
  const severity =
    finding.verdict === 'contradicted' ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Hint;
  const problem = new vscode.Diagnostic(rangeOf(document, finding), wording(finding), severity);
  problem.source = 'Leverage Record';
  return problem;
}

function wording({ verdict, basis }: ProseFinding): string {
  const rests = basis === undefined ? '' : basisText(basis, l10n);
  switch (verdict) {
    case 'supported':
      return rests;
    case 'contradicted':
      return l10n.t('The record has something else. {0}', rests);
    case 'unchecked':
      return l10n.t('Nothing in the record says whether this is right.');
  }
}
