import * as l10n from '@vscode/l10n';
import { UserError } from '../../userError';
import type { ReadFile } from '../importedRow';
import { recordColumns, type ColumnChoices } from '../recordColumns';
import { refuseManyRows } from '../rowLimit';
import { dayOfHeading } from '../table/dayInText';
import { readTable, type TableRow } from '../table/readTable';
import { UnknownHeadings } from '../table/unknownHeadings';
import { htmlBlocks, type HtmlBlock } from './htmlBlocks';
import { joinedTables } from './joinedTables';

/**
 * The tables of a record in a page; other tables and all other text are left out. A table's day is in the heading
 * above it. @throws {UserError} if there is no such table
 */
export function readHtml(text: string, choices: ColumnChoices): ReadFile {
  const parts: ReadFile[] = [];
  const seen: (readonly string[])[] = [];
  let day: string | undefined;
  let table: OpenTable | undefined;
  const close = (): void => {
    if (table?.shape) {
      parts.push(readTable(table.shape, table.rows));
    }
    table = undefined;
  };
  for (const block of htmlBlocks(text)) {
    if (block.kind === 'heading') {
      day = dayOfHeading(block.text) ?? day;
    } else if (block.kind === 'table') {
      close();
      table = { shape: undefined, tried: 0, rows: [] };
    } else if (table !== undefined && table.shape === undefined && table.tried < mostRowsAbove) {
      table.tried += 1;
      const found = recordColumns(block.cells, choices);
      if (found.kind === 'doubtful') {
        throw new UserError(l10n.t('Line {0}: {1}', block.line, found.problem));
      }
      if (found.kind === 'record') {
        table.shape = shapeOf(block, found.columns, day);
      } else if (table.tried === 1) {
        seen.push(block.cells);
      }
    } else if (table?.shape !== undefined) {
      table.rows.push(block);
      refuseManyRows(table.rows.length);
    }
  }
  close();
  if (parts.length === 0) {
    throw new UnknownHeadings(l10n.t('The page has no table of a record.'), seen);
  }
  return joinedTables(parts);
}

/** A page may put a caption or two in rows of their own above the headings. */
const mostRowsAbove = 5;

interface OpenTable {
  /** Undefined until its headings are found. */
  shape: Parameters<typeof readTable>[0] | undefined;
  tried: number;
  readonly rows: TableRow[];
}

function shapeOf(
  { cells }: Extract<HtmlBlock, { kind: 'row' }>,
  columns: Parameters<typeof readTable>[0]['columns'],
  day: string | undefined,
): Parameters<typeof readTable>[0] {
  return {
    columns,
    width: cells.length,
    advice: l10n.t('Give each row as many cells as there are headings.'),
    day,
  };
}
