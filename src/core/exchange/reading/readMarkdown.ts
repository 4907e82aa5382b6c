import * as l10n from '@vscode/l10n';
import { UserError } from '../../userError';
import { dayInText, dayOfHeading } from '../table/dayInText';
import type { ReadFile } from '../importedRow';
import { inlineText, tableCells } from './inlineText';
import { joinedTables } from './joinedTables';
import { readTable, type TableRow } from '../table/readTable';
import { recordColumns, type ColumnChoices } from '../recordColumns';
import { refuseManyRows } from '../rowLimit';
import { UnknownHeadings } from '../table/unknownHeadings';

/**
 * The tables of a record anywhere in a document; prose and other tables are left out. A table's day is in the heading
 * above it, in the title or in the front matter. One walk over the lines, whatever they contain.
 * @throws {UserError} if there is no such table
 */
export function readMarkdown(text: string, choices: ColumnChoices): ReadFile {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u);
  const headings = new HeadingDays(lines);
  const parts: ReadFile[] = [];
  const seen: (readonly string[])[] = [];
  let fence: string | undefined;
  for (let index = headings.start; index < lines.length; index += 1) {
    const line = bare(lines[index] ?? '');
    const mark = /^(`{3,}|~{3,})/u.exec(line)?.[1];
    if (mark !== undefined) {
      fence = fence === undefined ? mark : mark.startsWith(fence) ? undefined : fence;
    }
    if (fence !== undefined || mark !== undefined) {
      continue;
    }
    headings.look(line, bare(lines[index + 1] ?? ''));
    if (!line.includes('|') || !isDelimiterRow(bare(lines[index + 1] ?? ''))) {
      continue;
    }
    const cells = tableCells(line.replace(/^(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\|)/u, '')).map(inlineText);
    const found = recordColumns(cells, choices);
    const end = endOfTable(lines, index + 2);
    if (found.kind === 'doubtful') {
      throw new UserError(l10n.t('Line {0}: {1}', index + 1, found.problem));
    }
    if (found.kind === 'record') {
      const shape = {
        columns: found.columns,
        width: cells.length,
        advice: l10n.t('Write a | within a cell as {0}.', String.raw`\|`),
        day: headings.day,
      };
      parts.push(readTable(shape, tableRows(lines, index + 2, end)));
    } else {
      seen.push(cells);
    }
    index = end - 1;
  }
  if (parts.length === 0) {
    throw new UnknownHeadings(l10n.t('The document has no table of a record.'), seen);
  }
  return joinedTables(parts);
}

/** The line without the marks of the quotes and lists around it. */
function bare(line: string): string {
  return /^[ \t>]/u.test(line) ? line.replace(/^[ \t>]+/u, '') : line;
}

function isDelimiterRow(line: string): boolean {
  return (
    line.includes('-') &&
    /^[|:\- \t]+$/u.test(line) &&
    tableCells(line).every((cell) => /^:?-+:?$/u.test(cell.trim())) &&
    line.includes('|')
  );
}

function endOfTable(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && bare(lines[end] ?? '').includes('|')) {
    end += 1;
  }
  return end;
}

function tableRows(lines: readonly string[], from: number, end: number): TableRow[] {
  refuseManyRows(end - from);
  return lines.slice(from, end).map((line, index) => ({
    line: from + index + 1,
    cells: tableCells(bare(line)).map(inlineText),
  }));
}

/** The day at each place in a document: that of the nearest heading around it, else the last one named. */
class HeadingDays {
  /** Index of the first line after the front matter. */
  readonly start: number;
  readonly #byLevel: (string | undefined)[] = [];
  #last: string | undefined;
  #isFirst = true;

  constructor(lines: readonly string[]) {
    const front = lines[0]?.trim() === '---' ? lines.slice(0, 200).indexOf('---', 1) : -1;
    this.start = front === -1 ? 0 : front + 1;
    this.#last = front === -1 ? undefined : dayInText(lines.slice(1, front).join('\n'));
  }

  get day(): string | undefined {
    return this.#byLevel.findLast((day) => day !== undefined) ?? this.#last;
  }

  look(line: string, next: string): void {
    if (line.length > 2000 || line.trim() === '') {
      return;
    }
    const level = levelOf(line, next, this.#isFirst);
    this.#isFirst = false;
    if (level === undefined) {
      this.#last = /^\W{0,4}(?:date|day)\b/iu.test(line) ? (dayOfHeading(line) ?? this.#last) : this.#last;
      return;
    }
    this.#byLevel.length = Math.min(this.#byLevel.length, level);
    this.#byLevel[level] = dayOfHeading(inlineText(line));
    this.#last = this.#byLevel[level] ?? this.#last;
  }
}

/** A heading by its signs, by the line below it, by being all bold, or by being the document's first line. */
function levelOf(line: string, next: string, isFirst: boolean): number | undefined {
  const signs = /^(#{1,6})(?:\s|$)/u.exec(line)?.[1];
  if (signs !== undefined) {
    return signs.length;
  }
  if (line.includes('|')) {
    return undefined;
  }
  if (/^(?:=+|-+)\s*$/u.test(next)) {
    return next.startsWith('=') ? 1 : 2;
  }
  if (isFirst) {
    return 1;
  }
  return /^\*\*[^*]{1,200}\*\*:?$/u.test(line.trim()) ? 6 : undefined;
}
