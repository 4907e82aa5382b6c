import type { DayTextFields } from '../task/dayText';
import type { Change } from '../task/change';
import type { Finding } from './finding/finding';

/** The kind of the user's own paragraphs among the findings. */
export const ownText = 'own';
export type OwnText = typeof ownText;

/** A part of the analysis of a day as the user arranged it. */
export interface ArrangedFinding<Kind extends string = string> extends Finding<Kind | OwnText> {
  readonly hidden: boolean;
}

/** The findings, and the user's own text after them, in the user's order; what is hidden stays in its place. */
export function arranged<Kind extends string>(
  findings: readonly Finding<Kind>[],
  { hidden, order, own }: DayTextFields,
): ArrangedFinding<Kind>[] {
  const paragraphs = paragraphsOf(own);
  const all: readonly Finding<Kind | OwnText>[] =
    paragraphs.length === 0
      ? findings
      : [...findings, { kind: ownText, sentences: paragraphs, figures: [], rows: [] }];
  const left = new Set(hidden);
  const places = new Map(order.map((kind, place) => [kind, place]));
  const sorted = byPlaces(all, places);
  return sorted.map((finding) => ({ ...finding, hidden: left.has(finding.kind) }));
}

/** Those that are shown and published, a paragraph each. */
export function shownOf(findings: readonly ArrangedFinding[]): readonly Finding[] {
  return findings
    .filter(({ hidden }) => !hidden)
    .flatMap(({ kind, sentences, figures, rows }) =>
      kind === ownText
        ? sentences.map((paragraph) => ({ kind, sentences: [paragraph], figures, rows }))
        : [{ kind, sentences, figures, rows }],
    );
}

/** Lines with something in them; a blank line or a line end begins a new paragraph. */
function paragraphsOf(own: string): string[] {
  return own
    .split(/[\r\n\u2028\u2029]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * Kinds without a place, which appeared since the user ordered the others, come after the one that they follow by
 * themselves.
 */
function byPlaces<Kind extends string>(
  findings: readonly Finding<Kind>[],
  places: ReadonlyMap<string, number>,
): readonly Finding<Kind>[] {
  let last = -1;
  return findings
    .map((finding, index) => {
      const place = places.get(finding.kind);
      last = place ?? last;
      return { finding, index, place: last, isPlaced: place !== undefined };
    })
    .sort((a, b) => a.place - b.place || Number(b.isPlaced) - Number(a.isPlaced) || a.index - b.index)
    .map(({ finding }) => finding);
}

/** @param before as it is now */
export function hideFinding(
  day: string,
  before: DayTextFields,
  kind: string,
  hidden: boolean,
): readonly Change[] {
  const others = before.hidden.filter((each) => each !== kind);
  return setDayText(day, before, { hidden: hidden ? [...others, kind] : others });
}

/** @param order the kinds of the day in their new order */
export function orderFindings(
  day: string,
  before: DayTextFields,
  order: readonly string[],
): readonly Change[] {
  // Kinds that the day doesn't have now keep their place for when it has them again.
  const absent = before.order.filter((kind) => !order.includes(kind));
  return setDayText(day, before, { order: [...order, ...absent] });
}

export function writeOwnText(day: string, before: DayTextFields, own: string): readonly Change[] {
  return setDayText(day, before, { own: own.trim() });
}

function setDayText(day: string, before: DayTextFields, fields: Partial<DayTextFields>): readonly Change[] {
  const isSame = JSON.stringify({ ...before, ...fields }) === JSON.stringify(before);
  return isSame ? [] : [{ entity: 'dayText', id: day, kind: 'set', fields }];
}
