import * as l10n from '@vscode/l10n';
import {
  plainChoice,
  plainHeading,
  spelledColumn,
  type ColumnChoices,
} from '../../core/exchange/recordColumns';
import { pickOne } from '../quickInput/pickOne';

const questions = [
  { column: 'title', asks: () => l10n.t('Select the column with the tasks'), isNeeded: true },
  { column: 'hours', asks: () => l10n.t('Select the column with the human estimate'), isNeeded: true },
  { column: 'aiMinutes', asks: () => l10n.t("Select the column with the AI's time"), isNeeded: true },
  {
    column: 'supervisoryMinutes',
    asks: () => l10n.t('Select the column with your supervision'),
    isNeeded: false,
  },
  { column: 'day', asks: () => l10n.t('Select the column with the day'), isNeeded: false },
] as const;

/** Asks for the meaning of a table's unknown headings. @returns undefined if the user left. */
export async function askColumns(
  fileName: string,
  headings: readonly string[],
): Promise<ColumnChoices | undefined> {
  const known = new Map(headings.map((heading) => [spelledColumn(plainHeading(heading)), heading]));
  let left = headings.filter((heading) => spelledColumn(plainHeading(heading)) === undefined);
  const choices = new Map<string, (typeof questions)[number]['column']>();
  for (const { column, asks, isNeeded } of questions) {
    if (known.has(column) || (left.length === 0 && !isNeeded)) {
      continue;
    }
    const picked = await pickOne<string>(l10n.t('Import {0}', fileName), asks(), [
      ...left.map((heading) => ({ label: heading, value: heading })),
      ...(isNeeded
        ? []
        : [{ label: l10n.t('None'), description: l10n.t('the file has no such column'), value: '' }]),
    ]);
    if (picked === undefined) {
      return undefined;
    }
    if (picked !== '') {
      choices.set(plainChoice(picked), column);
      left = left.filter((heading) => heading !== picked);
    }
  }
  return choices;
}
