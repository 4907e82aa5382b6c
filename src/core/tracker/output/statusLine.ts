/** Glyphs that spinners consist of and that nobody types. */
const spinnerGlyphs = '✻✽✶✳✢✴✷✸✹✺❋∗◐◓◑◒◴◷◶◵◰◳◲◱▖▘▝▗⣾⣽⣻⢿⡿⣟⣯⣷';
/** Spinner glyphs that lists use too. */
const listGlyphs = '·*•∙●○◉◎◌✦◇◆';

const strong = new RegExp(`^(?:[${spinnerGlyphs}]|[\\u2801-\\u28ff])$`, 'u');
const weak = new RegExp(`^[${listGlyphs}]$`, 'u');

const frameOfBox = /^[\s│┃|▌]+/u;
const interruptHint =
  /\b(?:esc|escape|ctrl[+-]c|\^c)\b\)?\s(?:twice\s)?(?:again\s)?to\s(?:interrupt|cancel|stop|abort)/i;
const elapsed = /\(\s*(?:\d+h\s*)?(?:\d+m\s*)?\d+(?:\.\d+)?s\b/;
const unfinished = /…|\.\.\./;
/** The bar that moves back and forth while aider waits for the model. */
const bar = /^[ ]*(?:░█|█░)[ ]*/u;

/** A line in which an agent reports that it works. */
export interface StatusLine {
  /** The part that stays the same while it works. */
  readonly key: string;
  /** The part that moves: spinner and figures. */
  readonly value: string;
}

/** @returns undefined if the line doesn't say that an agent works */
export function statusLine(text: string): StatusLine | undefined {
  const barOnly = bar.exec(text)?.[0];
  if (barOnly !== undefined) {
    return { key: `bar ${withoutFigures(text.slice(barOnly.length))}`, value: barOnly };
  }
  const line = text.replace(frameOfBox, '');
  const glyph = spinnerAtStart(line);
  const says =
    interruptHint.test(line) ||
    (glyph !== undefined && elapsed.test(line)) ||
    (glyph !== undefined && isSpinnerGlyph(glyph) && unfinished.test(line));
  if (!says) {
    return undefined;
  }
  const rest = glyph === undefined ? line : line.slice(glyph.length);
  return { key: withoutFigures(rest), value: `${glyph ?? ''} ${(rest.match(/\d+/g) ?? []).join(' ')}` };
}

/** True for a glyph that only spinners have. */
export function isSpinnerGlyph(text: string): boolean {
  return strong.test(text);
}

/** True also for a glyph that begins list items. */
export function isAnySpinnerGlyph(text: string): boolean {
  return strong.test(text) || weak.test(text);
}

function spinnerAtStart(line: string): string | undefined {
  const [first = ''] = line;
  return isAnySpinnerGlyph(first) && /^\s/.test(line.slice(first.length)) ? first : undefined;
}

function withoutFigures(text: string): string {
  return text
    .replace(/[\d.,]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
