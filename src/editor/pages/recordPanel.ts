import type * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Listeners } from '../../core/listeners';
import type { ShownPart } from '../commands/deps/actionDeps';
import { PageConnection, type PageDeps } from './pageConnection';
import { recordViewType } from './registerPages';
import { SinglePanel } from './singlePanel';

/** The part of the page's state over a reload that the extension reads. */
const keptSchema = z.object({ day: z.nullable(z.iso.date()) });

/** The record in an editor tab. */
export class RecordPanel implements vscode.Disposable {
  private readonly panel: SinglePanel<PageConnection>;
  private readonly owned: vscode.Disposable;

  constructor(extensionUri: vscode.Uri, deps: PageDeps, shown: Pick<Listeners<ShownPart>, 'add'>) {
    this.panel = new SinglePanel({
      viewType: recordViewType,
      page: 'record',
      extensionUri,
      log: deps.log,
      connect: (panel, kept) =>
        new PageConnection(panel, 'record', deps, keptSchema.safeParse(kept).data?.day ?? undefined),
    });
    this.owned = shown.add((part) => this.showShown(part));
  }

  bringBack(panel: vscode.WebviewPanel, kept: unknown): void {
    this.panel.bringBack(panel, kept);
  }

  dispose(): void {
    this.owned.dispose();
    this.panel.dispose();
  }

  private showShown(part: ShownPart): void {
    if (typeof part === 'object') {
      if ('day' in part) {
        this.panel.show((connection) => connection.showDay(part.day, part.task));
      }
    } else if (part === 'today') {
      this.panel.show((connection) => connection.showDay(undefined));
    } else if (part !== 'history') {
      // On the day that is shown.
      this.panel.show((connection) => connection.goToPart(part));
    }
  }
}
