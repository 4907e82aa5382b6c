import type { Finding } from '../../core/findings/finding/finding';
import type { DayRecord, RecordRow } from '../../core/record/dayRecord';
import { evidences, type Evidence } from '../../core/task/evidence';
import {
  absent,
  formatAverage,
  formatCount,
  formatFactor,
  formatHours,
  formatTotalHours,
} from '../../core/figures/format';
import { countedHours, isDropped } from '../../core/task/countedHours';
import type { ClosedTask } from '../../core/task/task';
import { parseTitle } from '../../core/typed/parseTitle';
import { escapedLine } from './escapedText';
import { textTable } from './textTable';
import { cutToWidth } from './textWidth';

const widestTitle = 60;
/** Precedes minutes that weren't measured; the legend below the table explains the signs that occur. */
const marks: Readonly<Record<Evidence, string>> = {
  measured: '',
  estimated: '~',
  edited: '*',
  imported: '+',
  recovered: '^',
};

/** The day as lines with a table, numbers right-aligned. @param leftOut how many private tasks were left out. */
export function textReport(
  record: DayRecord,
  findings: readonly Pick<Finding, 'sentences'>[],
  rowDecimals: 1 | 2,
  leftOut = 0,
): string[] {
  const { day, rows, totals } = record;
  if (rows.length === 0) {
    return [leftOut === 0 ? `No tasks are recorded on ${day}.` : onlyPrivate(day, leftOut)];
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
    ...textTable(table, (column) => column !== 1),
    ...(totals.tokens === undefined ? [] : ['', `Tokens: ${formatCount(totals.tokens)}`]),
    ...(legend === '' ? [] : ['', legend]),
    ...analysisLines(findings),
  ];
}

function onlyPrivate(day: string, count: number): string {
  const areLeftOut =
    count === 1
      ? 'The only task is private and left out'
      : `All ${formatCount(count)} tasks are private and left out`;
  return `${day}: ${areLeftOut}. Use --include-private to show private tasks.`;
}

function rowCells(
  { number, task, leverageFactor, supervisoryLeverageFactor }: RecordRow,
  rowDecimals: 1 | 2,
): string[] {
  const { closing } = task;
  const hours = countedHours(task);
  return [
    String(number),
    titleCell(task),
    hours === undefined ? absent : `${formatHours(hours)} h`,
    `${marks[closing.aiEvidence]}${closing.aiMinutes} m`,
    `${marks[closing.supervisionEvidence]}${closing.supervisoryMinutes} m`,
    formatFactor(leverageFactor, rowDecimals),
    formatFactor(supervisoryLeverageFactor, rowDecimals),
  ];
}

function legendOf(rows: readonly RecordRow[]): string {
  const found = new Set<Evidence>();
  for (const { task } of rows) {
    found.add(task.closing.aiEvidence).add(task.closing.supervisionEvidence);
  }
  return evidences
    .filter((evidence) => marks[evidence] !== '' && found.has(evidence))
    .map((evidence) => `${marks[evidence]} ${evidence}`)
    .join(', ');
}

/** A task as a row names it. */
export function titleCell(
  task: Pick<ClosedTask, 'title' | 'private'> & Parameters<typeof isDropped>[0],
): string {
  const said = [...(task.private ? ['(private)'] : []), ...(isDropped(task) ? ['(dropped)'] : [])];
  return shortened([task.title, ...said].join(' '));
}

/** On one line, even if the title comes from a file and has several. */
function shortened(title: string): string {
  const plain = parseTitle(title);
  return cutToWidth(escapedLine(plain.ok ? plain.value : absent), widestTitle);
}

/** A paragraph for each finding, after an empty line. */
export function analysisLines(findings: readonly Pick<Finding, 'sentences'>[]): string[] {
  return findings.flatMap(({ sentences }) => ['', ...sentences.map(withoutIsolates)]);
}

/** These keep a line on a page in order; a terminal would show them as characters. */
function withoutIsolates(sentence: string): string {
  return sentence.replace(/[\u2068\u2069]/gu, '');
}
