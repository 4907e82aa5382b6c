import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { dayOf } from '../../../core/days/day';
import {
  bringBackChanges,
  importChanges,
  takeOverChanges,
} from '../../../core/exchange/importing/importChanges';
import { needsDay, planSteps, type ImportPlan } from '../../../core/exchange/importing/planImport';
import type { RecordFile } from '../../../core/exchange/reading/readRecordFile';
import type { ColumnChoices } from '../../../core/exchange/recordColumns';
import { formatCount } from '../../../core/figures/format';
import { parseDay } from '../../../core/typed/parseDay';
import { UserError } from '../../../core/userError';
import { askColumns } from '../../importing/askColumns';
import { inSlices } from '../../importing/inSlices';
import { readFileBytes } from '../../importing/readFileBytes';
import type { ReadRecordFile } from '../../importing/recordFileInWorker';
import { withCancel } from '../../importing/withCancel';
import { askText } from '../../quickInput/askText';
import { pickOne } from '../../quickInput/pickOne';
import type { CommandDeps } from '../deps/commandDeps';
import type { CommandPreview } from '../deps/commandPreview';
import { importReport } from './importReport';
import { importChoices, type ChosenImport } from './importChoices';

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
    withCancel(l10n.t('Comparing {0} with the record', fileName), (signal) =>
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
    const chosen = await preview.ofText(`/${l10n.t('Import of {0}', fileName)}.md`, report, () =>
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
    await undo.apply(undoLabel(changes.length), changes);
  } finally {
    watching.dispose();
  }
}

function undoLabel(tasks: number): string {
  return tasks === 1 ? l10n.t('Import 1 task') : l10n.t('Import {0} tasks', formatCount(tasks));
}

/** Asks for the meaning of unknown headings. @returns undefined if the user left. */
async function readFile(
  uri: vscode.Uri,
  fileName: string,
  readRecordFile: ReadRecordFile,
): Promise<RecordFile | undefined> {
  const bytes = await readFileBytes(uri);
  const read = async (columns: ColumnChoices) =>
    withCancel(l10n.t('Reading {0}', fileName), (signal) =>
      readRecordFile({ bytes, fileName, columns }, signal),
    );
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
  const prompt = l10n.t("The file doesn't specify a day. Enter the day of its tasks.");
  const answer = await askText({ title: l10n.t('Import {0}', fileName), prompt, value: today, check });
  const day = answer.kind === 'accepted' ? check(answer.text) : undefined;
  return day?.ok === true ? day.value : undefined;
}

async function chooseFile(): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: l10n.t('Import Record'),
    openLabel: l10n.t('Preview Import'),
    filters: {
      [l10n.t('Records')]: ['md', 'markdown', 'html', 'htm', 'csv', 'tsv', 'json', 'txt'],
      [l10n.t('All Files')]: ['*'],
    },
  });
  return files?.[0];
}

/** @returns undefined if nothing is to be done. */
async function confirm(plan: ImportPlan, fileName: string): Promise<ChosenImport | undefined> {
  const placeholder =
    plan.rows.length > 0
      ? l10n.t('The preview shows the tasks to add')
      : l10n.t('The file contains nothing to add');
  return pickOne(l10n.t('Import {0}', fileName), placeholder, importChoices(plan));
}
