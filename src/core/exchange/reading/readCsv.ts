import * as l10n from '@vscode/l10n';
import Papa from 'papaparse';
import { UserError } from '../../userError';
import { unguardFormula } from '../csvCells';
import { dayOfHeading } from '../table/dayInText';
import type { ReadFile } from '../importedRow';
import { readFlattened } from './readFlattened';
import { readTable, type TableRow } from '../table/readTable';
import { recordColumns, type ColumnChoices } from '../recordColumns';
import { refuseManyRows } from '../rowLimit';
import { UnknownHeadings } from '../table/unknownHeadings';

const delimiters = [',', ';', '\t'];
/** Spreadsheets put a few lines of their own above the headings. */
const mostLinesAbove = 20;
/** A longer row is not a record's, and an unclosed quote would make the whole file one row. */
const previewCharacters = 200_000;

/** @throws {UserError} if no line has the headings of a record */
export function readCsv(text: string, choices: ColumnChoices): ReadFile {
  const plain = text.replace(/^\uFEFF/, '');
  const seen: (readonly string[])[] = [];
  for (const delimiter of delimiters) {
    const preview = csvRows(plain.slice(0, previewCharacters), delimiter, mostLinesAbove);
    for (const [index, { cells }] of preview.entries()) {
      const found = recordColumns(cells, choices);
      if (found.kind === 'doubtful') {
        throw new UserError(found.problem);
      }
      if (found.kind === 'record') {
        const shape = {
          columns: found.columns,
          width: cells.length,
          advice: l10n.t('Put a cell that contains “{0}” in double quotes.', delimiter),
          day: dayAbove(preview.slice(0, index)),
          delimiter,
        };
        return readTable(shape, csvRows(plain, delimiter).slice(index + 1));
      }
    }
    const widest = preview.find(({ cells }) => cells.length > 2);
    if (widest) {
      seen.push(widest.cells);
    }
  }
  const flattened = readFlattened(plain, choices);
  if (flattened === undefined) {
    throw new UnknownHeadings(
      l10n.t('The file has no line with the headings of a record.'),
      seen.slice(0, 1),
    );
  }
  return flattened;
}

/** A title above the headings gives the day, as in a document. */
function dayAbove(rows: readonly TableRow[]): string | undefined {
  const days = rows.map(({ cells }) => dayOfHeading(cells.join(', ').slice(0, 500)));
  return days.find((day) => day !== undefined);
}

function quotesProblem(): string {
  return l10n.t(
    'Its double quotes do not match, so lines below it may have been read as part of it. Close them, and double each one inside a cell.',
  );
}

/** @param most rows to read; by default all */
function csvRows(text: string, delimiter: string, most = 0): TableRow[] {
  const rows: TableRow[] = [];
  let line = 1;
  let reached = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    preview: most,
    step: ({ data, errors, meta }) => {
      const problem = errors.some(({ type }) => type === 'Quotes') ? quotesProblem() : undefined;
      refuseManyRows(rows.length - mostLinesAbove - 1);
      rows.push({ line, cells: data.map(unguardFormula), problem });
      // A quoted cell may hold line ends of its own.
      line += text.slice(reached, meta.cursor).match(/\r\n|\r|\n/g)?.length ?? 0;
      reached = meta.cursor;
    },
  });
  return rows;
}
