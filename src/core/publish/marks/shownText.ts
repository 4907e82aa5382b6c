/** Forms in which text leaves; each hides some characters of what a reader sees behind signs of its own. */
export const textForms = ['plain', 'markdown', 'html', 'csv', 'json'] as const;
export type TextForm = (typeof textForms)[number];

/** What a reader sees of a text, and where each character of that stands in the text. */
export interface ShownText {
  readonly text: string;
  /** @param index of a character shown, or the length of all */
  at(index: number): number;
}

/** A piece of the text: what is shown of it, if it isn't shown as it is. */
interface Sign {
  readonly length: number;
  readonly shown: string;
}

const noSign = (): undefined => undefined;
const signsOf: Readonly<Record<TextForm, (text: string, at: number) => Sign | undefined>> = {
  plain: noSign,
  markdown: markdownSign,
  html: htmlSign,
  csv: (text, at) => (text.startsWith('""', at) ? { length: 2, shown: '"' } : undefined),
  json: jsonSign,
};

/** In one walk, whatever the text. */
export function shownText(text: string, form: TextForm): ShownText {
  const signAt = signsOf[form];
  let shown = '';
  const places: number[] = [];
  let plainFrom = 0;
  const add = (part: string, placeOf: (index: number) => number): void => {
    shown += part;
    for (let index = 0; index < part.length; index += 1) {
      places.push(placeOf(index));
    }
  };
  for (let at = 0; at < text.length;) {
    const sign = signAt(text, at);
    if (sign === undefined) {
      at += 1;
      continue;
    }
    const [from, here] = [plainFrom, at];
    add(text.slice(from, here), (index) => from + index);
    add(sign.shown, () => here);
    at += Math.max(1, sign.length);
    plainFrom = at;
  }
  const rest = plainFrom;
  add(text.slice(rest), (index) => rest + index);
  return { text: shown, at: (index) => places[index] ?? text.length };
}

const nothing = '<!-- -->';
const punctuation = /[!-/:-@[-`{-~]/u;

function markdownSign(text: string, at: number): Sign | undefined {
  if (text[at] === '\\' && punctuation.test(text[at + 1] ?? '')) {
    return { length: 2, shown: text[at + 1] ?? '' };
  }
  return text.startsWith(nothing, at) ? { length: nothing.length, shown: '' } : undefined;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
]);

/** The parts of a page that aren't text, and the texts between them. */
function htmlSign(text: string, at: number): Sign | undefined {
  const letter = text[at];
  if (letter === '<') {
    const close = text.startsWith('<style', at) ? text.indexOf('</style', at) : at;
    const end = text.indexOf('>', close === -1 ? at : close);
    return { length: (end === -1 ? text.length : end + 1) - at, shown: '\n' };
  }
  if (letter !== '&') {
    return undefined;
  }
  const end = text.indexOf(';', at);
  const shown = end === -1 || end - at > 6 ? undefined : entities.get(text.slice(at, end + 1));
  return shown === undefined ? undefined : { length: end + 1 - at, shown };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function jsonSign(text: string, at: number): Sign | undefined {
  if (text[at] !== '\\') {
    return undefined;
  }
  const letter = text[at + 1] ?? '';
  const code = letter === 'u' ? /^[0-9a-fA-F]{4}/u.exec(text.slice(at + 2, at + 6))?.[0] : undefined;
  return code === undefined
    ? { length: 2, shown: escapes.get(letter) ?? letter }
    : { length: 6, shown: String.fromCharCode(Number.parseInt(code, 16)) };
}
