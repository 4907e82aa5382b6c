import * as vscode from 'vscode';
import { dayOf } from '../../core/day';
import { bringBackChanges, importChanges, takeOverChanges } from '../../core/exchange/importChanges';
import { planImport, type ImportPlan } from '../../core/exchange/planImport';
import { pickOne, type Choice } from '../quickInput/pickOne';
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
  const chosen = await preview.ofText(`/Import of ${fileName}.md`, report, () => confirm(planned, fileName));
  if (chosen !== undefined) {
    const { undo, settings, clock } = parts;
    // Planned anew: another window may have imported the same file while the preview was open.
    const plan = planNow(parts, text, fileName);
    const added = chosen.adds ? importChanges(plan, clock(), settings.timeZone) : [];
    const changes = added.concat(
      chosen.bringsBack ? bringBackChanges(plan) : [],
      chosen.takesOver ? takeOverChanges(plan, clock(), parts.store) : [],
    );
    await undo.apply(`Import of ${countOf(changes.length, 'task')}`, changes);
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

interface ChosenImport {
  readonly adds: boolean;
  /** The tasks of the file that were deleted. */
  readonly bringsBack: boolean;
  /** The figures of tasks that the record has with others. */
  readonly takesOver: boolean;
}

/** @returns undefined if nothing is to be done. */
async function confirm(
  { rows, differing, deleted, unreadable }: ImportPlan,
  fileName: string,
): Promise<ChosenImport | undefined> {
  const [adds, bringsBack] = [rows.length > 0, deleted.length > 0];
  const nothingToDo = !adds && !bringsBack && differing.length === 0;
  const days = countOf(new Set(rows.map(({ day }) => day)).size, 'day');
  const left = unreadable.length === 0 ? undefined : `leaves out ${countOf(unreadable.length, 'row')}`;
  const add = `Import ${countOf(rows.length, 'task')} on ${days}`;
  const back = countOf(deleted.length, 'deleted task');
  const choices: Choice<ChosenImport | undefined>[] = [
    ...(adds
      ? [{ label: add, description: left, value: { adds, bringsBack: false, takesOver: false } }]
      : []),
    ...(bringsBack
      ? [
          {
            label: adds ? `${add} and bring back ${back}` : `Bring back ${back}`,
            value: { adds, bringsBack, takesOver: false },
          },
        ]
      : []),
    ...(differing.length > 0
      ? [
          {
            label: `${adds ? `${add} and update` : 'Update'} ${countOf(differing.length, 'task')} that differ`,
            description: 'takes the figures of the file over',
            value: { adds, bringsBack: false, takesOver: true },
          },
        ]
      : []),
    { label: nothingToDo ? 'Close' : 'Cancel', value: undefined },
  ];
  const placeholder = adds ? 'The preview shows what is added' : 'The file holds nothing to add';
  return pickOne(`Import ${fileName}`, placeholder, choices, { staysOpen: true });
}
