import * as l10n from '@vscode/l10n';
import { formatCount } from '../../figures/format';
import { UserError } from '../../userError';
import type { ReadFile } from '../importedRow';
import { readCsv } from './readCsv';
import { readFlattened } from './readFlattened';
import { readHtml } from './readHtml';
import { readJson } from './readJson';
import { readMarkdown } from './readMarkdown';
import { refuseManyRows } from '../rowLimit';
import type { ColumnChoices } from '../recordColumns';

export type ExchangeFormat = 'markdown' | 'html' | 'csv' | 'json';

/** The content of a file, before comparison with the record. */
export interface RecordFile extends ReadFile {
  readonly format: ExchangeFormat;
}

const mostCharacters = 20_000_000;

/** @throws {UserError} if nothing in the file can be read as a record */
export function readRecordFile(
  text: string,
  fileName: string,
  choices: ColumnChoices = new Map(),
): RecordFile {
  if (text.length > mostCharacters) {
    throw new UserError(
      l10n.t(
        'The file has more than {0} characters. Split it, then import the parts.',
        formatCount(mostCharacters),
      ),
    );
  }
  if (!/\S/u.test(text)) {
    throw new UserError(l10n.t('The file is empty. Choose a file that holds a record.'));
  }
  const format = formatOf(text, fileName);
  const file = readers[format](text, choices);
  refuseManyRows(file.rows.length + file.unreadable.length);
  return { ...file, format };
}

const readers: Readonly<Record<ExchangeFormat, (text: string, choices: ColumnChoices) => ReadFile>> = {
  markdown: (text, choices) => {
    try {
      return readMarkdown(text, choices);
    } catch (error) {
      // A page copied into a document has lost the marks of its table.
      const flattened = readFlattened(text, choices);
      if (flattened !== undefined) {
        return flattened;
      }
      throw error;
    }
  },
  html: readHtml,
  csv: readCsv,
  json: (text) => readJson(text),
};

function formatOf(text: string, fileName: string): ExchangeFormat {
  const extension = /\.([a-z]{1,10})$/iu.exec(fileName)?.[1]?.toLowerCase();
  if (extension === 'json') {
    return 'json';
  }
  if (extension === 'csv' || extension === 'tsv') {
    return 'csv';
  }
  if (extension === 'html' || extension === 'htm') {
    return 'html';
  }
  if (extension === 'md' || extension === 'markdown') {
    return 'markdown';
  }
  if (/^<!doctype html|^<html/iu.test(startOf(text))) {
    return 'html';
  }
  // Markdown may begin with a link, so a bracket alone says nothing.
  if (/^(?:\{|\[\s*[\]{])/u.test(startOf(text))) {
    return 'json';
  }
  return hasDelimiterRow(text) ? 'markdown' : 'csv';
}

function startOf(text: string): string {
  return text
    .slice(0, 1000)
    .replace(/^\uFEFF/u, '')
    .trimStart();
}

function hasDelimiterRow(text: string): boolean {
  for (const [line] of text.matchAll(/^[ \t>|:-]+$/gmu)) {
    if (line.includes('|') && line.includes('-')) {
      return true;
    }
  }
  return false;
}
