import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { formatCount } from '../../../core/figures/format';
import { markDescription } from '../../../core/publish/marks/mark';
import type { MarkedPlace } from '../../../core/publish/marks/markedText';
import { pickOne, type Choice } from '../../quickInput/pickOne';
import type { TextDestination } from '../record/deliverText';

/** A text that is about to leave. */
export interface ReviewedText {
  readonly text: string;
  readonly places: readonly MarkedPlace[];
  /** A web page, which can be seen as one. */
  readonly isPage: boolean;
}

/**
 * Marks in the preview what may not be meant for others, and asks where the text is to go.
 * @param editor shows the text
 * @returns undefined if it is to stay
 */
export async function reviewText(
  title: string,
  { text, places, isPage }: ReviewedText,
  editor: vscode.TextEditor,
): Promise<TextDestination | undefined> {
  const owned = showPlaces(editor, places);
  const page = isPage ? new PageView(title, text) : undefined;
  let next = 0;
  try {
    for (;;) {
      const choice = await pickOne(title, question(places), choices(places, next, isPage));
      if (choice === 'page') {
        page?.show();
      } else if (choice === 'next') {
        reveal(editor, places[next]);
        next = (next + 1) % places.length;
      } else {
        return choice;
      }
    }
  } finally {
    page?.dispose();
    owned.dispose();
  }
}

type Answer = TextDestination | 'page' | 'next';

function question(places: readonly MarkedPlace[]): string {
  switch (places.length) {
    case 0:
      return l10n.t('The preview shows all that leaves. Where should it go?');
    case 1:
      return l10n.t('1 place may not be meant for others. Read it before you publish');
    default:
      return l10n.t(
        '{0} places may not be meant for others. Read them before you publish',
        formatCount(places.length),
      );
  }
}

/** Where something is marked, what leads to it comes first, so that nothing leaves by a single key. */
function choices(places: readonly MarkedPlace[], next: number, isPage: boolean): readonly Choice<Answer>[] {
  const place = places[next];
  return [
    ...(place === undefined
      ? []
      : [
          {
            label: `$(eye) ${l10n.t('Show Marked Place {0} of {1}', next + 1, formatCount(places.length))}`,
            description: markDescription(place.kind, place.shown, l10n),
            value: 'next' as const,
          },
        ]),
    ...(isPage ? [{ label: `$(open-preview) ${l10n.t('Show as Page')}`, value: 'page' as const }] : []),
    { label: `$(save) ${l10n.t('File')}`, value: 'file' },
    { label: `$(clippy) ${l10n.t('Clipboard')}`, value: 'clipboard' },
    { label: `$(new-file) ${l10n.t('New Editor')}`, value: 'editor' },
  ];
}

/** As problems, so that they are listed and reached by F8, and in the colour of what is found. */
function showPlaces(editor: vscode.TextEditor, places: readonly MarkedPlace[]): vscode.Disposable {
  const { document } = editor;
  const found = vscode.languages.createDiagnosticCollection('leverage-record-publish');
  const look = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    borderStyle: 'solid',
    borderWidth: '1px',
    borderColor: new vscode.ThemeColor('editorWarning.foreground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.warningForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
  const ranges = places.map((place) => rangeOfPlace(document, place));
  editor.setDecorations(look, ranges);
  found.set(
    document.uri,
    places.map(
      (place) =>
        new vscode.Diagnostic(
          rangeOfPlace(document, place),
          markDescription(place.kind, place.shown, l10n),
          vscode.DiagnosticSeverity.Warning,
        ),
    ),
  );
  return vscode.Disposable.from(found, look);
}

function rangeOfPlace(document: vscode.TextDocument, { start, end }: MarkedPlace): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function reveal(editor: vscode.TextEditor, place: MarkedPlace | undefined): void {
  if (place !== undefined) {
    const range = rangeOfPlace(editor.document, place);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
  }
}

/** The page as a browser shows it, next to its text; nothing in it can run. */
class PageView {
  private panel: vscode.WebviewPanel | undefined;

  constructor(
    private readonly title: string,
    private readonly text: string,
  ) {}

  show(): void {
    if (this.panel !== undefined) {
      this.panel.reveal(undefined, true);
      return;
    }
    this.panel = vscode.window.createWebviewPanel(
      'leverageRecord.publishedPage',
      this.title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: false, localResourceRoots: [] },
    );
    this.panel.onDidDispose(() => (this.panel = undefined));
    this.panel.webview.html = this.text;
  }

  dispose(): void {
    this.panel?.dispose();
  }
}
