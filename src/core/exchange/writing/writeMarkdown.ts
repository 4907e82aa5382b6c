import type { Finding } from '../../findings/finding/finding';
import type { DayRecord, RecordRow } from '../../record/dayRecord';
import {
  absent,
  formatAverage,
  formatCount,
  formatFactor,
  formatHours,
  formatMinutes,
  formatTotalHours,
} from '../../figures/format';
import { parseTitle } from '../../typed/parseTitle';
import { isDropped } from '../../task/countedHours';
import type { ClosedTask } from '../../task/task';
import { totalTokens } from '../../task/tokens';
import { estimateColumns } from './estimateColumns';
import { publishedRecord, type ExportOptions } from './publishedRecord';
import { headingOf } from '../recordColumns';

export interface MarkdownOptions extends ExportOptions {
  readonly rowDecimals: 1 | 2;
  /** What is said below the totals, a paragraph each. It must be about the same tasks. */
  readonly findings?: (published: DayRecord) => readonly Pick<Finding, 'sentences'>[];
}

interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right';
  readonly cell: (row: RecordRow) => string;
}

/** The day as a document to publish: the task log, the totals and the analysis. */
export function writeMarkdown(record: DayRecord, options: MarkdownOptions): string {
  const published = publishedRecord(record, options);
  const findings = options.findings?.(published) ?? [];
  return [
    `# Leverage record ${published.day}`,
    '',
    ...taskLog(published, options),
    '',
    '## Totals',
    '',
    ...totals(published),
    ...(findings.length > 0
      ? ['', '## Analysis', ...findings.flatMap(({ sentences }) => ['', escaped(sentences.join(' '))])]
      : []),
    '',
  ].join('\n');
}

function taskLog({ rows }: DayRecord, { rowDecimals }: MarkdownOptions): string[] {
  const columns: Column[] = [
    { heading: headingOf('number'), align: 'right', cell: (row) => String(row.number) },
    { heading: headingOf('title'), align: 'left', cell: ({ task }) => escaped(oneLine(task.title)) },
    { heading: headingOf('hours'), align: 'right', cell: ({ task }) => estimateText(task) },
    { heading: headingOf('aiMinutes'), align: 'right', cell: ({ task }) => `${task.closing.aiMinutes}m` },
    {
      heading: headingOf('supervisoryMinutes'),
      align: 'right',
      cell: ({ task }) => `${task.closing.supervisoryMinutes}m`,
    },
    {
      heading: headingOf('factor'),
      align: 'right',
      cell: (row) => formatFactor(row.leverageFactor, rowDecimals),
    },
    {
      heading: headingOf('supervisoryFactor'),
      align: 'right',
      cell: (row) => formatFactor(row.supervisoryLeverageFactor, rowDecimals),
    },
  ];
  if (rows.some((row) => row.task.closing.tokens)) {
    columns.push({
      heading: headingOf('tokens'),
      align: 'right',
      cell: ({ task }) => (task.closing.tokens ? formatCount(totalTokens(task.closing.tokens)) : absent),
    });
  }
  if (rows.some((row) => row.task.private)) {
    columns.push({
      heading: headingOf('private'),
      align: 'left',
      cell: ({ task }) => (task.private ? 'yes' : ''),
    });
  }
  for (const { heading, cell } of estimateColumns(rows.map(({ task }) => task))) {
    columns.push({ heading, align: 'left', cell: ({ task }) => escaped(oneLineOrEmpty(cell(task))) });
  }
  columns.push({ heading: 'Evidence', align: 'left', cell: ({ task }) => evidenceText(task) });
  return [
    line(columns.map((column) => column.heading)),
    line(columns.map((column) => (column.align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((column) => column.cell(row)))),
  ];
}

function totals({ totals: sums }: DayRecord): string[] {
  return [
    line(['Figure', 'Day']),
    line(['---', '---:']),
    line(['Tasks', formatCount(sums.tasks)]),
    line(['Human hours', formatTotalHours(sums.humanHours)]),
    line(['AI minutes', formatMinutes(sums.aiMinutes)]),
    line(['Supervisory minutes', formatMinutes(sums.supervisoryMinutes)]),
    line(['Tokens', sums.tokens === undefined ? absent : formatCount(sums.tokens)]),
    line(['Leverage factor', formatAverage(sums.leverageFactor)]),
    line(['Supervisory leverage factor', formatAverage(sums.supervisoryLeverageFactor)]),
  ];
}

function estimateText(task: ClosedTask): string {
  const { estimate } = task;
  if (estimate === null) {
    return absent;
  }
  const { hours, lowHours, highHours } = isDropped(task) ? { hours: 0 } : estimate;
  const range =
    lowHours === undefined || highHours === undefined
      ? ''
      : ` (${formatHours(lowHours)}–${formatHours(highHours)}h)`;
  return `${formatHours(hours)}h${range}`;
}

/** One word if all figures of the row have the same evidence. */
function evidenceText({ closing }: ClosedTask): string {
  const { aiEvidence, supervisionEvidence, tokensEvidence } = closing;
  return aiEvidence === supervisionEvidence && (tokensEvidence ?? aiEvidence) === aiEvidence
    ? aiEvidence
    : [
        `AI ${aiEvidence}`,
        `sup. ${supervisionEvidence}`,
        ...(tokensEvidence === undefined ? [] : [`tokens ${tokensEvidence}`]),
      ].join(', ');
}

/** A typed title is already one line; one from elsewhere must not break the table. */
function oneLine(title: string): string {
  const parsedTitle = parseTitle(title);
  return parsedTitle.ok ? parsedTitle.value : absent;
}

function oneLineOrEmpty(text: string): string {
  return text === '' ? '' : oneLine(text);
}

/** An invisible comment that breaks up what would become a mention, a reference or a link. */
const nothing = '<!-- -->';

/** Text that Markdown, here or on GitHub, shows literally. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&|~$]/gu, String.raw`\$&`)
    .replace(
      /@(?=[\p{L}\p{N}])|#(?=\d)|\b(?:GH-)(?=\d)|\b(?:https?|ftp):(?=\/\/)|\bwww(?=\.)/giu,
      `$&${nothing}`,
    );
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
