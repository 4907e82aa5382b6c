import * as vscode from 'vscode';
import { dayOf } from '../../core/day';
import { importChanges } from '../../core/exchange/importChanges';
import { planImport, type ImportPlan } from '../../core/exchange/planImport';
import { pickOne } from '../quickInput/pickOne';
import type { CommandParts } from './commandParts';
import type { CommandPreview } from './commandPreview';
import { countOf, importReport } from './importReport';
import { readTextFile } from './readTextFile';

type ImportingParts = Pick<CommandParts, 'store' | 'undo' | 'settings' | 'clock'>;

/** Shows what a file would add to the record, then adds it as one action. @param given undefined: asks for a file */
export async function importRecord(
  parts: ImportingParts,
  preview: CommandPreview,
  given: vscode.Uri | undefined,
): Promise<void> {
  const uri = given ?? (await chooseFile());
  if (uri === undefined) {
    return;
  }
  const fileName = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const text = await readTextFile(uri);
  const planned = planNow(parts, text, fileName);
  const report = importReport(planned, fileName);
  const agreed = await preview.ofText(`/Import of ${fileName}.md`, report, () => confirm(planned, fileName));
  if (agreed) {
    const { undo, settings, clock } = parts;
    // Planned anew: another window may have imported the same file while the preview was open.
    const plan = planNow(parts, text, fileName);
    const changes = importChanges(plan, clock(), settings.timeZone);
    await undo.apply(`Import of ${countOf(plan.rows.length, 'task')}`, changes);
  }
}

function planNow({ store, settings, clock }: ImportingParts, text: string, fileName: string): ImportPlan {
  return planImport(text, fileName, { today: dayOf(clock(), settings.timeZone, settings.dayStart) }, store);
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: 'Import Record',
    openLabel: 'Preview Import',
    filters: { Records: ['md', 'markdown', 'csv', 'tsv', 'json', 'txt'], 'All files': ['*'] },
  });
  return files?.[0];
}

async function confirm({ rows, unreadable }: ImportPlan, fileName: string): Promise<boolean> {
  const title = `Import ${fileName}`;
  if (rows.length === 0) {
    await pickOne(title, 'The file holds nothing to add', [{ label: 'Close', value: false }], {
      staysOpen: true,
    });
    return false;
  }
  const days = countOf(new Set(rows.map(({ day }) => day)).size, 'day');
  const left = unreadable.length === 0 ? undefined : `leaves out ${countOf(unreadable.length, 'row')}`;
  const choices = [
    { label: `Import ${countOf(rows.length, 'task')} on ${days}`, description: left, value: true },
    { label: 'Cancel', value: false },
  ];
  const chosen = await pickOne(title, 'The preview shows what is added', choices, { staysOpen: true });
  return chosen === true;
}
