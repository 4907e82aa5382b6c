import { homedir, hostname } from 'node:os';
import * as l10n from '@vscode/l10n';
import { markedPlaces } from '../../../../core/publish/marks/markedText';
import { leftOutNames } from '../../../../core/publish/selection/leftOutNames';
import type { TimeSheet } from '../../../../core/publish/timesheet/timeSheet';
import { writeTimeSheet } from '../../../../core/publish/timesheet/writeTimeSheet';
import { askText } from '../../../quickInput/askText';
import { pickOne } from '../../../quickInput/pickOne';
import { runForm } from '../../../quickInput/runForm';
import { deliverText } from '../../record/deliverText';
import { exportFileName } from '../../record/exportFileName';
import { daysOfSpan, pickDays } from '../../record/pickDays';
import type { PublishingDeps } from '../publishRecord';
import { reviewText } from '../reviewText';
import type { LastTimeSheet } from '../../../timesheet/timeSheetChoices';
import { previewRow, TimeSheetForm } from './timeSheetForm';

type TimeSheetDeps = PublishingDeps & { readonly lastTimeSheet: LastTimeSheet };

/**
 * Writes the time of tasks by client and project for a time tracker to import. A form has all that decides on it, with
 * what rounding makes of the time; then the user sees all that would leave, and says where to.
 * @param given the days that are shown, if a page asks; else the user chooses
 * @throws {UserError} if nothing is recorded, or the file can't be written
 */
export async function exportTimeSheet(
  deps: TimeSheetDeps,
  given: { readonly from: string; readonly to: string } | undefined,
  title: string,
): Promise<void> {
  const { store, settings, lastTimeSheet } = deps;
  const askDays = () => pickDays(deps, title, l10n.t('Select the days to bill'), undefined, 'days');
  const days = given ? daysOfSpan(given) : await askDays();
  if (days === undefined) {
    return;
  }
  const form = new TimeSheetForm(
    {
      store,
      rules: { clients: settings.clients, home: homedir(), folderNames: settings.folderNames },
      title,
      pickOne,
      askText,
      pickDays: askDays,
    },
    days,
    lastTimeSheet.choices,
  );
  const isComplete = await runForm(
    {
      title,
      placeholder: l10n.t('Select a field to change it, or the first row to finish'),
      rows: () => form.rows(),
      choose: (id) => form.choose(id),
    },
    previewRow,
  );
  if (isComplete) {
    await lastTimeSheet.keep(form.choices);
    await preview(deps, form, title);
  }
}

async function preview(deps: TimeSheetDeps, form: TimeSheetForm, title: string): Promise<void> {
  const { program, ...look } = form.choices;
  const sheet = form.sheet();
  const text = writeTimeSheet(sheet.entries, program, look);
  const places = placesIn(text, sheet, look.email);
  const fileName = `${exportFileName(form.daysName)}-${program}`;
  const to = await deps.preview.ofText(`/${fileName}/${fileName}.csv`, text, (_replace, editor) =>
    reviewText(title, { text, places, isPage: false }, editor),
  );
  if (to !== undefined) {
    await deliverText({ text, fileName, extension: 'csv', formatName: 'CSV' }, to, title);
  }
}

/** Clients' names and the user's own are what the program wants to have. */
function placesIn(text: string, { billed, leftOut }: TimeSheet, email: string) {
  return markedPlaces(text, 'csv', {
    clients: [],
    leftOut: leftOutNames(leftOut, billed),
    hosts: [hostname()],
  }).filter(({ shown }) => shown !== email);
}
