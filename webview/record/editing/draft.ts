import type { RowView } from '../../../src/core/page/protocol';
import type { EditableField } from '../../../src/core/typed/editableField';
import { formatCount, formatHours } from '../../../src/core/figures/format';
import type { Parsed } from '../../../src/core/typed/parsed';
import { parseEstimate } from '../../../src/core/typed/parseEstimate';
import { parseMinutes } from '../../../src/core/typed/parseMinutes';
import { parseTitle } from '../../../src/core/typed/parseTitle';
import { parseTokens } from '../../../src/core/typed/parseTokens';

/** The user's unfinished text in one cell; kept while the page is hidden, so that nothing typed is lost. */
export interface Draft {
  readonly id: string;
  readonly field: EditableField;
  readonly text: string;
  /** Why it can't be recorded as it is; null until the user has tried. */
  readonly problem: string | null;
}

/** The draft that editing begins with: the recorded value in a form that can be typed. */
export function draftOf(row: RowView, field: EditableField): Draft {
  return { id: row.id, field, text: typedText(row, field), problem: null };
}

/** @returns the problem with the text, from the same parser the extension uses; undefined if there is none. */
export function problemOf({ field, text }: Pick<Draft, 'field' | 'text'>): string | undefined {
  const result: Parsed<unknown> = parsers[field](text);
  return result.ok ? undefined : result.problem;
}

const parsers: Readonly<Record<EditableField, (text: string) => Parsed<unknown>>> = {
  title: parseTitle,
  estimate: parseEstimate,
  aiMinutes: parseMinutes,
  supervisoryMinutes: parseMinutes,
  tokens: parseTokens,
};

function typedText(row: RowView, field: EditableField): string {
  switch (field) {
    case 'title':
      return row.title;
    case 'estimate':
      return row.estimate === null ? '' : typedRange(row.estimate);
    case 'aiMinutes':
      return String(row.aiMinutes);
    case 'supervisoryMinutes':
      return String(row.supervisoryMinutes);
    case 'tokens':
      return row.tokens === null ? '' : formatCount(row.tokens);
  }
}

/** A range is typed as its ends if its midpoint is the estimate, as parseEstimate would read them. */
export function typedRange(estimate: NonNullable<RowView['estimate']>): string {
  const { hours, lowHours, highHours } = estimate;
  if (lowHours === undefined || highHours === undefined) {
    return formatHours(hours);
  }
  const range = `${formatHours(lowHours)}-${formatHours(highHours)}`;
  const read = parseEstimate(range);
  return read.ok && read.value.hours === hours ? range : formatHours(hours);
}
