import * as l10n from '@vscode/l10n';
import { dayOfHeading } from '../table/dayInText';
import type { ReadFile, UnreadableRow } from '../importedRow';
import { flattenedRow } from './flattenedRow';
import { headingCuts } from './headingCuts';
import { readTable, type TableRow } from '../table/readTable';
import { recordColumns, type ColumnChoices } from '../recordColumns';

const mostLinesAbove = 50;

/**
 * A table copied from a page with nothing between its cells, or single blanks: each row is cut where the printed
 * factors follow from its figures, and only if there is exactly one such cut. @returns undefined if it isn't one
 */
export function readFlattened(text: string, choices: ColumnChoices): ReadFile | undefined {
  const lines = text.split(/\r\n|\n|\r/u);
  for (const [index, line] of lines.slice(0, mostLinesAbove).entries()) {
    const headings = headingCuts(line.trim());
    const found = headings && recordColumns(headings, choices);
    if (headings === undefined || found?.kind !== 'record') {
      continue;
    }
    const day = lines
      .slice(0, index)
      .map((each) => dayOfHeading(each))
      .find((each) => each !== undefined);
    const rows: TableRow[] = [];
    const unreadable: UnreadableRow[] = [];
    for (const [below, row] of lines.slice(index + 1).entries()) {
      const place = { line: index + below + 2 };
      if (row.trim() === '' && rows.length === 0) {
        continue;
      }
      if (row.trim() === '') {
        break;
      }
      const cells = flattenedRow(row.trim(), headings, found.columns, rows.length + unreadable.length + 1);
      if (cells === undefined) {
        unreadable.push({
          ...place,
          reason: l10n.t(
            'Its figures cannot be split in exactly one way that gives the printed factors. Put tabs or | between its cells.',
          ),
        });
      } else {
        rows.push({ ...place, cells });
      }
    }
    const shape = {
      columns: found.columns,
      width: headings.length,
      advice: l10n.t('Put tabs between its cells.'),
      day,
    };
    const file = readTable(shape, rows);
    return { ...file, unreadable: [...file.unreadable, ...unreadable] };
  }
  return undefined;
}
