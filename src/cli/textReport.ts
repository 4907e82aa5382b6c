import type { DayRecord, RecordRow } from '../core/dayRecord';
import { evidences, type Evidence } from '../core/evidence';
import {
  absent,
  formatAverage,
  formatCount,
  formatFactor,
  formatHours,
  formatTotalHours,
} from '../core/format';
import { parseTitle } from '../core/parseTitle';

const widestTitle = 60;
/** Stands before minutes that were not measured; a line below the table explains those that occur. */
const marks: Readonly<Record<Evidence, string>> = {
  measured: '',
  estimated: '~',
  edited: '*',
  imported: '+',
  recovered: '^',
};

/** The day as a table of text, numbers right-aligned. */
export function textReport(record: DayRecord, sentences: readonly string[], rowDecimals: 1 | 2): string {
  const { day, rows, totals } = record;
  if (rows.length === 0) {
    return `No tasks are recorded on ${day}.`;
  }
  const table = [
    ['#', 'Task', 'Human Est.', 'AI', 'Sup.', 'Factor', 'Sup. Factor'],
    ...rows.map((row) => rowCells(row, rowDecimals)),
    [
      '',
      `${formatCount(totals.tasks)} ${totals.tasks === 1 ? 'task' : 'tasks'}`,
      `${formatTotalHours(totals.humanHours)} h`,
      `${formatCount(totals.aiMinutes)} m`,
      `${formatCount(totals.supervisoryMinutes)} m`,
      formatAverage(totals.leverageFactor),
      formatAverage(totals.supervisoryLeverageFactor),
    ],
  ];
  const legend = legendOf(rows);
  return [
    `Leverage record ${day}`,
    '',
    ...aligned(table),
    ...(totals.tokens === undefined ? [] : ['', `Tokens: ${formatCount(totals.tokens)}`]),
    ...(legend === '' ? [] : ['', legend]),
    ...(sentences.length === 0 ? [] : ['', ...sentences]),
  ].join('\n');
}

function rowCells(
  { number, task, leverageFactor, supervisoryLeverageFactor }: RecordRow,
  rowDecimals: 1 | 2,
) {
  const { closing, estimate } = task;
  return [
    String(number),
    shortened(task.private ? `${task.title} (private)` : task.title),
    estimate === null ? absent : `${formatHours(estimate.hours)} h`,
    `${marks[closing.aiEvidence]}${closing.aiMinutes} m`,
    `${marks[closing.supervisionEvidence]}${closing.supervisoryMinutes} m`,
    formatFactor(leverageFactor, rowDecimals),
    formatFactor(supervisoryLeverageFactor, rowDecimals),
  ];
}

function legendOf(rows: readonly RecordRow[]): string {
  const found = rows.flatMap(({ task }) => [task.closing.aiEvidence, task.closing.supervisionEvidence]);
  return evidences
    .filter((evidence) => marks[evidence] !== '' && found.includes(evidence))
    .map((evidence) => `${marks[evidence]} ${evidence}`)
    .join(', ');
}

function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => lengthOf(row[column] ?? ''))),
  );
  return table.map((row) =>
    row
      .map((cell, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - lengthOf(cell));
        return column === 1 ? cell + padding : padding + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Control characters of a title from elsewhere would be commands to the terminal. */
function shortened(title: string): string {
  const plain = parseTitle(title);
  const characters = charactersOf(plain.ok ? plain.value : absent);
  return characters.length > widestTitle
    ? `${characters.slice(0, widestTitle - 1).join('')}…`
    : characters.join('');
}

function lengthOf(text: string): number {
  return charactersOf(text).length;
}

/** As a reader counts them, so that an emoji of several code points is one. */
function charactersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}
