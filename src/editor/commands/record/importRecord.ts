import * as vscode from 'vscode';
import { dayOf } from '../../../core/days/day';
import { bringBackChanges, importChanges, takeOverChanges } from '../../../core/exchange/importChanges';
import { needsDay, planSteps, type ImportPlan } from '../../../core/exchange/planImport';
import type { RecordFile } from '../../../core/exchange/readRecordFile';
import type { ColumnChoices } from '../../../core/exchange/recordColumns';
import { parseDay } from '../../../core/typed/parseDay';
import { UserError } from '../../../core/userError';
import { askColumns } from '../../importing/askColumns';
import { inSlices } from '../../importing/inSlices';
import { readFileBytes } from '../../importing/readFileBytes';
import type { ReadRecordFile } from '../../importing/recordFileInWorker';
import { withCancel } from '../../importing/withCancel';
import { askText } from '../../quickInput/askText';
import { pickOne, type Choice } from '../../quickInput/pickOne';
import type { CommandDeps } from '../commandDeps';
import type { CommandPreview } from '../commandPreview';
import { countOf, importReport } from './importReport';

interface ImportingDeps extends Pick<CommandDeps, 'store' | 'undo' | 'settings' | 'clock'> {
  readonly preview: CommandPreview;
  readonly readRecordFile: ReadRecordFile;
}

/** Shows what a file would add to the record, then adds it as one action. @param given undefined: asks for a file */
export async function importRecord(deps: ImportingDeps, given: vscode.Uri | undefined): Promise<void> {
  const uri = given ?? (await chooseFile());
  if (uri === undefined) {
    return;
  }
  const { undo, store, settings, clock, preview, readRecordFile } = deps;
  const fileName = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const file = await readFile(uri, fileName, readRecordFile);
  if (file === undefined) {
    return;
  }
  const today = dayOf(clock(), settings.timeZone, settings.dayStart);
  const day = needsDay(file, fileName) ? await askDay(fileName, today) : today;
  if (day === undefined) {
    return;
  }
  const options = { today, ...(needsDay(file, fileName) && { day }) };
  const compare = async () =>
    withCancel(`Comparing ${fileName} with the record`, (signal) =>
      inSlices(planSteps(file, fileName, options, store), signal),
    );
  const planned = await compare();
  if (planned === undefined) {
    return;
  }
  let isChanged = false;
  const watching = store.onDidChange(() => (isChanged = true));
  try {
    const report = importReport(planned, fileName);
    const chosen = await preview.ofText(`/Import of ${fileName}.md`, report, () =>
      confirm(planned, fileName),
    );
    // Another window may have imported the same file while the preview was open.
    const plan = isChanged && chosen !== undefined ? await compare() : planned;
    if (chosen === undefined || plan === undefined) {
      return;
    }
    const added = chosen.adds ? importChanges(plan, clock(), settings.timeZone) : [];
    const changes = added.concat(
      chosen.bringsBack ? bringBackChanges(plan) : [],
      chosen.takesOver ? takeOverChanges(plan, clock(), store) : [],
    );
    await undo.apply(`Import of ${countOf(changes.length, 'task')}`, changes);
  } finally {
    watching.dispose();
  }
}

/** Asks what the headings stand for where they aren't understood. @returns undefined if the user left. */
async function readFile(
  uri: vscode.Uri,
  fileName: string,
  readRecordFile: ReadRecordFile,
): Promise<RecordFile | undefined> {
  const bytes = await readFileBytes(uri);
  const read = async (columns: ColumnChoices) =>
    withCancel(`Reading ${fileName}`, (signal) => readRecordFile({ bytes, fileName, columns }, signal));
  const first = await read(new Map());
  if (first?.kind !== 'headings') {
    return first?.file;
  }
  const columns = await askColumns(fileName, first.headings);
  const second = columns && (await read(columns));
  if (second?.kind === 'headings') {
    throw new UserError(second.problem);
  }
  return second?.file;
}

/** @returns undefined if the user left. */
async function askDay(fileName: string, today: string): Promise<string | undefined> {
  const check = (text: string) => parseDay(text, today);
  const prompt = 'The file names no day. Enter the day of its tasks.';
  const answer = await askText({ title: `Import ${fileName}`, prompt, value: today, check });
  const day = answer.kind === 'accepted' ? check(answer.text) : undefined;
  return day?.ok === true ? day.value : undefined;
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
