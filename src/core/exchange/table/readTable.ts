import * as l10n from '@vscode/l10n';
import { parsed, rejected, type Parsed } from '../../typed/parsed';
import { parseTitle } from '../../typed/parseTitle';
import { parseTokens } from '../../typed/parseTokens';
import { unsplitTokens } from '../../task/tokens';
import { hasDecimalCommas, withPoint } from './commaMeaning';
import { dayInText } from './dayInText';
import type { FileRow, ReadFile, UnreadableRow } from '../importedRow';
import { factorWarning, readHours, readMinutes, supervisionFrom, withRange } from './readCells';
import { headingOf, type ColumnPlaces, type RecordColumn } from '../recordColumns';
import { SumsAbove, type TotalsFigures } from './totalsRow';
import { isDay } from '../../days/day';

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Why its cells are ambiguous, if they are; a sentence. */
  readonly problem?: string | undefined;
}

/** The meaning of a table's headings for its rows. */
export interface TableShape {
  readonly columns: ColumnPlaces;
  readonly width: number;
  /** How to write a cell that contains the separator; a sentence. */
  readonly advice: string;
  /** The day of rows that don't give one. */
  readonly day: string | undefined;
  readonly delimiter?: string;
}

type CellOf = (column: RecordColumn) => string;

const figureColumns: readonly RecordColumn[] = [
  'hours',
  'lowHours',
  'highHours',
  'aiMinutes',
  'supervisoryMinutes',
  'factor',
  'supervisoryFactor',
];

/** Rows of a record's table; its totals rows are left out and named. */
export function readTable(shape: TableShape, tableRows: readonly TableRow[]): ReadFile {
  const { columns } = shape;
  const rows: FileRow[] = [];
  const unreadable: UnreadableRow[] = [];
  const notes = [headingsNote(columns)];
  const hasSupervision = columns.has('supervisoryMinutes') || columns.has('supervisoryFactor');
  const warnings: string[] = hasSupervision
    ? []
    : [l10n.t('The table has no column for supervision, so its tasks get 0 supervisory minutes.')];
  const isDecimal = hasDecimalCommas(figuresOf(columns, tableRows), shape.delimiter);
  const sums = new SumsAbove();
  for (const tableRow of tableRows) {
    const { line, cells } = tableRow;
    const cellOf: CellOf = (column) => {
      const at = columns.get(column)?.at;
      const cell = at === undefined ? '' : (cells[at] ?? '');
      return isDecimal &&
        column !== 'factor' &&
        column !== 'supervisoryFactor' &&
        figureColumns.includes(column)
        ? withPoint(cell)
        : cell;
    };
    if (cells.every((cell) => cell.trim() === '')) {
      continue;
    }
    const { label, isNumbered } = labelOf(cellOf);
    const kind = sums.kindOf(label, isNumbered, () => figuresIn(columns, cellOf));
    if (kind === 'totals') {
      notes.push(
        l10n.t(
          'Line {0}: “{1}” sums up the rows above, so it was not imported as a task.',
          line,
          label.slice(0, 40),
        ),
      );
      continue;
    }
    const problem =
      kind === 'doubtful'
        ? l10n.t(
            '“{0}” looks like totals but does not sum up the rows above. If it is a task, number it or give it another title.',
            label.slice(0, 40),
          )
        : cellsProblem(shape, tableRow);
    const row = problem === undefined ? readRow(line, columns, cellOf, shape.day) : rejected(problem);
    if (row.ok) {
      sums.add(figuresOfRow(row.value, columns));
      rows.push(row.value);
      factorWarnings(row.value, columns, cellOf).forEach((warning) => warnings.push(warning));
    } else {
      unreadable.push({ line, reason: row.problem });
    }
  }
  return { rows, unreadable, warnings, notes };
}

function headingsNote(columns: ColumnPlaces): string {
  const found = [...columns].filter(([column]) => column !== 'number');
  const list = found
    .map(([column, { heading }]) =>
      heading === headingOf(column) ? heading : `${heading.slice(0, 40)} = ${headingOf(column)}`,
    )
    .join(', ')
    .replace(/\.$/u, '');
  return l10n.t('Headings found: {0}.', list);
}

function* figuresOf(columns: ColumnPlaces, rows: readonly TableRow[]): Generator<string> {
  for (const { cells } of rows) {
    for (const column of figureColumns) {
      const at = columns.get(column)?.at;
      yield at === undefined ? '' : (cells[at] ?? '');
    }
  }
}

function figuresIn(columns: ColumnPlaces, cellOf: CellOf): TotalsFigures {
  const hours = readHours(cellOf('hours'), columns.get('hours')?.unit);
  const minutes = (column: 'aiMinutes' | 'supervisoryMinutes') => {
    const read =
      cellOf(column).trim() === '' ? undefined : readMinutes(cellOf(column), columns.get(column)?.unit);
    return read?.ok === true ? read.value : undefined;
  };
  return {
    hours: hours.ok ? hours.value?.hours : undefined,
    aiMinutes: minutes('aiMinutes'),
    supervisoryMinutes: minutes('supervisoryMinutes'),
  };
}

/** The same of a row that was understood; what follows from a factor isn't summed up. */
function figuresOfRow(
  { estimate, aiMinutes, supervisoryMinutes }: FileRow,
  columns: ColumnPlaces,
): TotalsFigures {
  return {
    hours: estimate?.hours,
    aiMinutes,
    supervisoryMinutes: columns.has('supervisoryMinutes') ? supervisoryMinutes : undefined,
  };
}

/** The word for totals may also be in the first column. */
function labelOf(cellOf: CellOf): { readonly label: string; readonly isNumbered: boolean } {
  const number = cellOf('number').trim();
  const isNumbered = /\d/u.test(number.slice(0, 20));
  return {
    label: isNumbered || number === '' || /^[-–—]$/u.test(number) ? cellOf('title').trim() : number,
    isNumbered,
  };
}

/** If a title was split into two cells, every figure would come from the neighbouring column. */
function cellsProblem({ width, advice }: TableShape, { cells, problem }: TableRow): string | undefined {
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  return filled > width
    ? l10n.t('The row has {0} cells, but there are {1} headings. {2}', filled, width, advice)
    : problem;
}

function readRow(
  line: number,
  columns: ColumnPlaces,
  cellOf: CellOf,
  documentDay: string | undefined,
): Parsed<FileRow> {
  const title = parseTitle(cellOf('title').replace(/<br\s{0,3}\/?>/giu, ' '));
  if (!title.ok) {
    return title;
  }
  const estimate = readEstimate(columns, cellOf);
  if (!estimate.ok) {
    return inColumn('hours', estimate.problem);
  }
  const ai = readMinutes(cellOf('aiMinutes'), columns.get('aiMinutes')?.unit);
  if (!ai.ok) {
    return inColumn('aiMinutes', ai.problem);
  }
  const supervision = readSupervision(columns, cellOf, estimate.value?.hours);
  if (!supervision.ok) {
    return supervision;
  }
  const tokens = readTokens(cellOf('tokens'), columns.get('tokens')?.multiplier ?? 1);
  if (!tokens.ok) {
    return inColumn('tokens', tokens.problem);
  }
  const dayCell = cellOf('day').trim();
  return parsed({
    line,
    day: dayCell === '' ? documentDay : isDay(dayCell) ? dayCell : (dayInText(dayCell) ?? dayCell),
    title: title.value,
    estimate: estimate.value,
    aiMinutes: ai.value,
    supervisoryMinutes: supervision.value,
    tokens: tokens.value === undefined ? undefined : unsplitTokens(tokens.value),
    project: cellOf('project').trim() || undefined,
    private: /^(?:yes|true|1|x|✓|✔)$/iu.test(cellOf('private').trim()),
    recorded: undefined,
  });
}

/** `~867,500` and, below a heading in thousands, `867`. */
function readTokens(cell: string, multiplier: number): Parsed<number | undefined> {
  const text = cell.trim().replace(/^[-–—]$|^[~≈]\s*/u, '');
  const scaled =
    multiplier === 1 || !/^[\d.,\s]+$/u.test(text)
      ? text
      : `${text}${{ 1e3: 'k', 1e6: 'm', 1e9: 'b' }[multiplier] ?? ''}`;
  return text.length > 100
    ? rejected(l10n.t('This is too long for a number of tokens.'))
    : parseTokens(scaled);
}

/** Without a column of its own, it follows from the estimate and the printed factor. */
function readSupervision(columns: ColumnPlaces, cellOf: CellOf, hours: number | undefined): Parsed<number> {
  const place = columns.get('supervisoryMinutes');
  if (place !== undefined) {
    const read = readMinutes(cellOf('supervisoryMinutes'), place.unit);
    return read.ok ? read : inColumn('supervisoryMinutes', read.problem);
  }
  const minutes = supervisionFrom(hours, cellOf('supervisoryFactor'));
  return minutes.ok ? minutes : inColumn('supervisoryFactor', minutes.problem);
}

function readEstimate(columns: ColumnPlaces, cellOf: CellOf): ReturnType<typeof readHours> {
  const unit = (column: RecordColumn) => columns.get(column)?.unit;
  const estimate = readHours(cellOf('hours'), unit('hours'));
  const low = readHours(cellOf('lowHours'), unit('lowHours'));
  const high = readHours(cellOf('highHours'), unit('highHours'));
  if (!estimate.ok || estimate.value === undefined) {
    return estimate;
  }
  return low.ok ? (high.ok ? withRange(estimate.value, low.value, high.value) : high) : low;
}

function factorWarnings(row: FileRow, columns: ColumnPlaces, cellOf: CellOf): string[] {
  if (row.estimate === undefined) {
    return [];
  }
  const { hours } = row.estimate;
  const found = [factorWarning(row.line, headingOf('factor'), cellOf('factor'), hours, row.aiMinutes)];
  if (columns.has('supervisoryMinutes')) {
    const heading = headingOf('supervisoryFactor');
    found.push(factorWarning(row.line, heading, cellOf('supervisoryFactor'), hours, row.supervisoryMinutes));
  }
  return found.filter((warning) => warning !== undefined);
}

function inColumn(column: RecordColumn, problem: string): Parsed<never> {
  return rejected(l10n.t('{0}: {1}', headingOf(column), problem));
}
