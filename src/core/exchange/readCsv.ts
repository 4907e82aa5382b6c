import Papa from 'papaparse';
import { UserError } from '../userError';
import { unguardFormula } from './csvCells';
import type { ReadFile } from './importedRow';
import { readTable, type TableRow } from './readTable';
import { recordColumns } from './recordColumns';

const delimiters = [',', ';', '\t'];
/** Spreadsheets put a few lines of their own above the headings. */
const mostLinesAbove = 20;

/** @throws {UserError} if there is no line with the headings of a record. */
export function readCsv(text: string): ReadFile {
  const plain = text.replace(/^\uFEFF/, '');
  for (const delimiter of delimiters) {
    const preview = csvRows(plain, delimiter, mostLinesAbove);
    const headingIndex = preview.findIndex((row) => recordColumns(row.cells) !== undefined);
    const columns = recordColumns(preview[headingIndex]?.cells ?? []);
    if (columns !== undefined) {
      const shape = {
        columns,
        width: preview[headingIndex]?.cells.length ?? 0,
        advice: `Put a cell with “${delimiter}” in it in double quotes.`,
        day: undefined,
      };
      return readTable(shape, csvRows(plain, delimiter).slice(headingIndex + 1));
    }
  }
  throw new UserError(
    'The file has no line with the headings of a record. It needs the columns Task, Human Est. and AI; Sup. is read as well.',
  );
}

const quotesProblem =
  'Its double quotes do not match, so lines below it may have been taken for a part of it. Close them, and double each one inside a cell.';

/** @param most rows to read; all unless given. */
function csvRows(text: string, delimiter: string, most = 0): TableRow[] {
  const rows: TableRow[] = [];
  let line = 1;
  let reached = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    preview: most,
    step: ({ data, errors, meta }) => {
      const problem = errors.some(({ type }) => type === 'Quotes') ? quotesProblem : undefined;
      rows.push({ line, cells: data.map(unguardFormula), problem });
      // A quoted cell may hold line ends of its own.
      line += text.slice(reached, meta.cursor).match(/\r\n|\r|\n/g)?.length ?? 0;
      reached = meta.cursor;
    },
  });
  return rows;
}
