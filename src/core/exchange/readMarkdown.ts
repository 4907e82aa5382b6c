import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { toString } from 'mdast-util-to-string';
import { gfmTable } from 'micromark-extension-gfm-table';
import { UserError } from '../userError';
import { dayInText } from './dayInText';
import type { ReadFile } from './importedRow';
import { readTable, type TableRow } from './readTable';
import { recordColumns } from './recordColumns';

type Block = ReturnType<typeof fromMarkdown>['children'][number];
type Table = Extract<Block, { type: 'table' }>;

/**
 * The tables of a record anywhere in a document; prose and other tables are left out. A table's day is in the
 * heading above it, or in the front of the document.
 * @throws {UserError} if there is no such table.
 */
export function readMarkdown(text: string): ReadFile {
  const document = fromMarkdown(text, {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  let day = dayInText(frontMatter(text));
  const parts: ReadFile[] = [];
  for (const node of blocks(document.children)) {
    if (node.type === 'heading') {
      day = dayInText(toString(node)) ?? day;
    }
    const [heading, ...rows] = node.type === 'table' ? tableRows(node) : [];
    const columns = heading && recordColumns(heading.cells);
    if (columns) {
      parts.push(readTable({ columns, width: heading.cells.length, advice, day }, rows));
    }
  }
  if (parts.length === 0) {
    throw new UserError(
      'The document has no table of a record. It needs the columns Task, Human Est. and AI; Sup. is read as well.',
    );
  }
  return {
    rows: parts.flatMap((part) => part.rows),
    unreadable: parts.flatMap((part) => part.unreadable),
    warnings: parts.flatMap((part) => part.warnings),
  };
}

/** Nobody quotes deeper than this, and a file may be made to. */
const deepest = 30;
const advice = String.raw`Write a | within a cell as \|.`;

/** In reading order, with those in quotations and lists. */
function* blocks(nodes: readonly Block[], depth = 0): Generator<Block> {
  for (const node of nodes) {
    yield node;
    const isOuter = node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem';
    if (isOuter && depth < deepest) {
      yield* blocks(node.children, depth + 1);
    }
  }
}

function tableRows(table: Table): TableRow[] {
  return table.children.map((row) => ({
    line: row.position?.start.line ?? 0,
    cells: row.children.map((cell) => toString(cell)),
  }));
}

function frontMatter(text: string): string {
  return /^\uFEFF?---\r?\n([\s\S]{0,5000}?)\r?\n---/.exec(text)?.[1] ?? '';
}
