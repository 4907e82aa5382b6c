import type { MarkdownLook } from '../../exchange/writing/writeMarkdown';
import { writeCsvOfDays } from '../../exchange/writing/writeCsv';
import { writeJson, writeJsonOfDays } from '../../exchange/writing/writeJson';
import type { TextForm } from '../marks/shownText';
import type { Publication } from '../selection/publication';
import { publishedHtml } from './publishedHtml';
import { publishedMarkdown } from './publishedMarkdown';
import { standUpText } from './standUp';

/** The forms that a span of the record is published in. */
export const publishedForms = ['markdown', 'html', 'csv', 'json', 'standup'] as const;
export type PublishedForm = (typeof publishedForms)[number];

/** Of files, without a point. */
export const formExtensions: Readonly<Record<PublishedForm, string>> = {
  markdown: 'md',
  html: 'html',
  csv: 'csv',
  json: 'json',
  standup: 'txt',
};

/** How a form hides characters that a reader sees. */
export const textFormOf: Readonly<Record<PublishedForm, TextForm>> = {
  markdown: 'markdown',
  html: 'html',
  csv: 'csv',
  json: 'json',
  standup: 'plain',
};

/** The text of a publication, all of it: nothing else leaves. */
export function publishedText(
  publication: Publication,
  form: PublishedForm,
  look: Omit<MarkdownLook, 'agent'>,
): string {
  const records = publication.days.map(({ record }) => record);
  const [first] = records;
  switch (form) {
    case 'markdown':
      return publishedMarkdown(publication, look);
    case 'html':
      return publishedHtml(publication, look.rowDecimals);
    case 'csv':
      return writeCsvOfDays(records, asSelected);
    case 'json':
      return publication.period.unit === 'day' && first !== undefined
        ? writeJson(first, asSelected, publication.scope)
        : writeJsonOfDays(records, asSelected, publication.scope);
    case 'standup':
      return standUpText(publication);
  }
}

/** A publication holds no task that it shouldn't. */
const asSelected = { includePrivate: true } as const;
