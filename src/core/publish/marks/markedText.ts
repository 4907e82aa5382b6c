import { findMarks } from './findMarks';
import type { Mark, MarkedNames } from './mark';
import { shownText, type TextForm } from './shownText';

/** A marked place in a text that is about to leave, from 1. */
export interface MarkedPlace extends Mark {
  readonly line: number;
  /** As a reader sees it, short enough for a message. */
  readonly shown: string;
}

const longestShown = 40;
const shownOfSecret = 4;

/** Marks in a text as it leaves, where they stand in it, by what a reader sees there. */
export function markedPlaces(text: string, form: TextForm, names: MarkedNames): readonly MarkedPlace[] {
  const seen = shownText(text, form);
  let line = 1;
  let counted = 0;
  return findMarks(seen.text, names).map((mark) => {
    const start = seen.at(mark.start);
    // The last character may stand for several.
    const end = seen.at(mark.end - 1) + Math.max(1, seen.at(mark.end) - seen.at(mark.end - 1));
    for (; counted < start; counted += 1) {
      line += text.charCodeAt(counted) === newLine ? 1 : 0;
    }
    return {
      kind: mark.kind,
      start,
      end,
      line,
      shown: shortened(seen.text.slice(mark.start, mark.end), mark),
    };
  });
}

const newLine = 0x0a;

/** Of a secret, as much as finds it again: a message may be kept somewhere. */
function shortened(text: string, { kind }: Mark): string {
  const flat = text.replace(/\s+/gu, ' ');
  const most = kind === 'secret' ? shownOfSecret : longestShown;
  return flat.length > most ? `${flat.slice(0, most)}…` : flat;
}
