import type { Finding } from '../../findings/finding/finding';
import type { DayRecord, DayTotals, RecordRow } from '../../record/dayRecord';
import { absent, formatAverage, formatCount, formatMinutes, formatTotalHours } from '../../figures/format';
import { recordColumns } from '../recordColumns';
import type { RecordTemplate } from '../template/recordTemplate';
import { cellOf, isNeeded, isOnTheRight } from '../template/templateCells';
import { standardTemplate } from '../template/templatePresets';
import { escapedMarkdown, tableCellText, tableLine } from './markdownText';
import { publishedRecord, type ExportOptions } from './publishedRecord';

/** How a document looks. */
export interface MarkdownLook {
  readonly rowDecimals: 1 | 2;
  readonly template?: RecordTemplate | undefined;
  /** As users call it, where there is one agent. */
  readonly agent?: string | undefined;
}

export interface MarkdownOptions extends ExportOptions, MarkdownLook {
  /** What is said below the totals, a paragraph each. It must be about the same tasks. */
  readonly findings?: (published: DayRecord) => readonly Pick<Finding, 'sentences'>[];
  /** What the record covers, in sentences. */
  readonly scope?: readonly string[] | undefined;
}

/** The day as a document to publish: the task log, the totals and the analysis. */
export function writeMarkdown(record: DayRecord, options: MarkdownOptions): string {
  const { template = standardTemplate, scope } = options;
  const published = publishedRecord(record, options);
  return [
    `# ${documentTitle(template, published.day)}`,
    ...taskLogPart(published.rows, options, '##'),
    ...totalsPart(published.totals, options, '##'),
    ...analysisPart(options.findings?.(published) ?? [], options, '##'),
    ...scopePart(scope ?? [], options),
    '',
  ].join('\n');
}

export function documentTitle({ title }: RecordTemplate, days: string): string {
  return escapedMarkdown(title.replaceAll('{days}', () => days));
}

/** The parts of a document; each begins with the blank line before it, and is empty where the template has none. */
export function taskLogPart(rows: readonly RecordRow[], look: MarkdownLook, level: string): string[] {
  const { template = standardTemplate, rowDecimals } = look;
  const tasks = rows.map(({ task }) => task);
  const columns = template.columns
    .filter((column) => isNeeded(column, tasks))
    .map((column) => ({
      heading: tableCellText(column.heading.replaceAll('{agent}', () => agentHeading(look))),
      rule: isOnTheRight(column) ? '---:' : '---',
      cell: cellOf(column, rowDecimals),
    }));
  return [
    ...headed(template.taskLog, level),
    tableLine(columns.map(({ heading }) => heading)),
    tableLine(columns.map(({ rule }) => rule)),
    ...rows.map((row) => tableLine(columns.map(({ cell }) => tableCellText(cell(row))))),
  ];
}

export function totalsPart(
  sums: DayTotals,
  { template = standardTemplate }: MarkdownLook,
  level: string,
): string[] {
  return template.totals === null
    ? []
    : [
        ...headed(template.totals, level),
        tableLine(['Figure', 'Value']),
        tableLine(['---', '---:']),
        tableLine(['Tasks', formatCount(sums.tasks)]),
        tableLine(['Human hours', formatTotalHours(sums.humanHours)]),
        tableLine(['AI minutes', formatMinutes(sums.aiMinutes)]),
        tableLine(['Supervisory minutes', formatMinutes(sums.supervisoryMinutes)]),
        tableLine(['Tokens', sums.tokens === undefined ? absent : formatCount(sums.tokens)]),
        tableLine(['Leverage factor', formatAverage(sums.leverageFactor)]),
        tableLine(['Supervisory leverage factor', formatAverage(sums.supervisoryLeverageFactor)]),
      ];
}

export function analysisPart(
  findings: readonly Pick<Finding, 'sentences'>[],
  { template = standardTemplate }: MarkdownLook,
  level: string,
): string[] {
  return template.analysis === null || findings.length === 0
    ? []
    : [
        '',
        `${level} ${escapedMarkdown(template.analysis)}`,
        ...findings.flatMap(({ sentences }) => ['', escapedMarkdown(sentences.join(' '))]),
      ];
}

export function scopePart(
  sentences: readonly string[],
  { template = standardTemplate }: MarkdownLook,
): string[] {
  return template.scope === null || sentences.length === 0
    ? []
    : ['', `## ${escapedMarkdown(template.scope)}`, '', escapedMarkdown(sentences.join(' '))];
}

function headed(heading: string | null, level: string): string[] {
  return heading === null ? [''] : ['', `${level} ${escapedMarkdown(heading)}`, ''];
}

/** The agent's name, where an import reads it as the heading of its minutes. */
function agentHeading({ agent = 'AI' }: MarkdownLook): string {
  return recordColumns(['Task', 'Human Est.', agent]).kind === 'record' ? agent : 'AI';
}
