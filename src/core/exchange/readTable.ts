import { parsed, rejected, type Parsed } from '../parsed';
import { parseTitle } from '../parseTitle';
import { parseTokens } from '../parseTokens';
import { unsplitTokens } from '../tokens';
import type { FileRow, ReadFile, UnreadableRow } from './importedRow';
import { factorWarning, readHours, readMinutes, withRange } from './readCells';
import { headingOf, type ColumnPositions, type RecordColumn } from './recordColumns';

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Why its cells can't be told apart, if so; a sentence. */
  readonly problem?: string | undefined;
}

/** What the headings of a table say of its rows. */
export interface TableShape {
  readonly columns: ColumnPositions;
  readonly width: number;
  /** How to write a cell that holds what separates cells; a sentence. */
  readonly advice: string;
  /** The day of rows that name none themselves. */
  readonly day: string | undefined;
}

type CellOf = (column: RecordColumn) => string;

/** Rows of a record's table; its rows of totals are left out. */
export function readTable(shape: TableShape, tableRows: readonly TableRow[]): ReadFile {
  const { columns, day } = shape;
  const rows: FileRow[] = [];
  const unreadable: UnreadableRow[] = [];
  const warnings: string[] = columns.has('supervisoryMinutes')
    ? []
    : ['The table has no column for supervision, so its tasks get 0 supervisory minutes.'];
  for (const tableRow of tableRows) {
    const { line, cells } = tableRow;
    const cellOf: CellOf = (column) => {
      const position = columns.get(column);
      return position === undefined ? '' : (cells[position] ?? '');
    };
    if (cells.every((cell) => cell.trim() === '') || isTotalsRow(columns, cellOf)) {
      continue;
    }
    const problem = cellsProblem(shape, tableRow);
    const row = problem === undefined ? readRow(line, columns, cellOf, day) : rejected(problem);
    if (row.ok) {
      rows.push(row.value);
      warnings.push(...factorWarnings(row.value, cellOf));
    } else {
      unreadable.push({ line, reason: row.problem });
    }
  }
  return { rows, unreadable, warnings };
}

/** Where a title was taken for two cells, all figures would be those of their neighbours. */
function cellsProblem({ width, advice }: TableShape, { cells, problem }: TableRow): string | undefined {
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  return filled > width ? `The row has ${filled} cells, but there are ${width} headings. ${advice}` : problem;
}

function readRow(
  line: number,
  columns: ColumnPositions,
  cellOf: CellOf,
  day: string | undefined,
): Parsed<FileRow> {
  const title = parseTitle(cellOf('title'));
  const estimate = readEstimate(cellOf);
  const ai = readMinutes(cellOf('aiMinutes'));
  const supervision = columns.has('supervisoryMinutes')
    ? readMinutes(cellOf('supervisoryMinutes'))
    : parsed(0);
  const tokens = parseTokens(cellOf('tokens').replace(/^\s*[-–—]\s*$/u, ''));
  if (!title.ok) {
    return title;
  }
  if (!estimate.ok) {
    return inColumn('hours', estimate.problem);
  }
  if (!ai.ok) {
    return inColumn('aiMinutes', ai.problem);
  }
  if (!supervision.ok) {
    return inColumn('supervisoryMinutes', supervision.problem);
  }
  if (!tokens.ok) {
    return inColumn('tokens', tokens.problem);
  }
  return parsed({
    line,
    day: cellOf('day').trim() || day,
    title: title.value,
    estimate: estimate.value,
    aiMinutes: ai.value,
    supervisoryMinutes: supervision.value,
    tokens: tokens.value === undefined ? undefined : unsplitTokens(tokens.value),
    project: cellOf('project').trim() || undefined,
    private: /^(?:yes|true|1|x)$/iu.test(cellOf('private').trim()),
    recorded: undefined,
  });
}

function readEstimate(cellOf: CellOf): ReturnType<typeof readHours> {
  const estimate = readHours(cellOf('hours'));
  return estimate.ok && estimate.value !== undefined
    ? withRange(estimate.value, cellOf('lowHours'), cellOf('highHours'))
    : estimate;
}

function factorWarnings(row: FileRow, cellOf: CellOf): string[] {
  if (row.estimate === undefined) {
    return [];
  }
  const { hours } = row.estimate;
  return [
    factorWarning(row.line, headingOf('factor'), cellOf('factor'), hours, row.aiMinutes),
    factorWarning(
      row.line,
      headingOf('supervisoryFactor'),
      cellOf('supervisoryFactor'),
      hours,
      row.supervisoryMinutes,
    ),
  ].filter((warning) => warning !== undefined);
}

/** A numbered row is a task, even one called “Total”. */
function isTotalsRow(columns: ColumnPositions, cellOf: CellOf): boolean {
  const totals = /^(?:(?:grand |day )?totals?|sums?|(?:weighted )?averages?)\b/iu;
  const number = cellOf('number').trim();
  return (
    totals.test(number) ||
    (number === '' &&
      totals.test(cellOf('title').trim()) &&
      (columns.has('number') || isTotalsWord(cellOf('title'))))
  );
}

function isTotalsWord(title: string): boolean {
  return /^[\p{L} ]{1,20}:?$/u.test(title.trim());
}

function inColumn(column: RecordColumn, problem: string): Parsed<never> {
  return rejected(`${headingOf(column)}: ${problem}`);
}
