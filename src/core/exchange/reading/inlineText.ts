const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
const escapable = /[!-/:-@[-`{-~]/u;
const token =
  /\\([!-/:-@[-`{-~])|(`+)|&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,5}));|<br\s{0,3}\/?>|<!-- -->|\]\(|\]|!?\[|(\*+|_+|~~?)|<((?:https?|mailto):[^\s<>]{0,2000})>/gu;

/** A longer cell has nothing that belongs in a record. */
const mostCharacters = 40_000;
const longestAddress = 500;

interface Piece {
  text: string;
}

/** A Markdown cell as displayed: without marks of emphasis, code and links, in one walk over its characters. */
export function inlineText(source: string): string {
  if (source.length > mostCharacters || !/[\\`&<[\]*_~]/u.test(source)) {
    return source.trim();
  }
  const pieces: Piece[] = [];
  const open = new Map<string, number[]>();
  const brackets: number[] = [];
  const ticks = tickRuns(source);
  let at = 0;
  token.lastIndex = 0;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const [whole, escaped, tick, decimal, hex, name, run, address] = match;
    pieces.push({ text: source.slice(at, match.index) });
    at = match.index + whole.length;
    if (escaped !== undefined) {
      pieces.push({ text: escaped });
    } else if (tick !== undefined) {
      const end = ticks.next(tick.length, at);
      pieces.push({ text: end === undefined ? whole : codeText(source.slice(at, end)) });
      at = end === undefined ? at : end + tick.length;
      token.lastIndex = at;
    } else if (whole.startsWith('&')) {
      pieces.push({ text: entityText(whole, decimal, hex, name) });
    } else if (whole === '<!-- -->') {
      pieces.push({ text: '' });
    } else if (whole.startsWith('<b')) {
      pieces.push({ text: ' ' });
    } else if (address !== undefined) {
      pieces.push({ text: address });
    } else if (whole === '[' || whole === '![') {
      brackets.push(pieces.length);
      pieces.push({ text: whole });
    } else if (whole === '](' || whole === ']') {
      const start = brackets.pop();
      const end =
        whole === '](' && start !== undefined ? source.slice(at, at + longestAddress).indexOf(')') : -1;
      const isLink = end !== -1 && start !== undefined;
      if (isLink) {
        const opening = pieces[start];
        if (opening !== undefined) {
          opening.text = '';
        }
        at += end + 1;
        token.lastIndex = at;
      } else {
        pieces.push({ text: whole });
      }
    } else if (run !== undefined) {
      pair(pieces, open, run, flanking(source, match.index, run));
    }
  }
  pieces.push({ text: source.slice(at) });
  return pieces
    .map(({ text }) => text)
    .join('')
    .trim();
}

function pair(
  pieces: Piece[],
  open: Map<string, number[]>,
  run: string,
  side: { readonly opens: boolean; readonly closes: boolean },
): void {
  const waiting = open.get(run) ?? [];
  const start = side.closes ? waiting.pop() : undefined;
  const opening = start === undefined ? undefined : pieces[start];
  if (opening !== undefined) {
    opening.text = '';
    pieces.push({ text: '' });
    return;
  }
  if (side.opens) {
    waiting.push(pieces.length);
    open.set(run, waiting);
  }
  pieces.push({ text: run });
}

/** Emphasis opens before a letter and closes after one; an underscore never within a word. */
function flanking(source: string, at: number, run: string) {
  const [before, after] = [source[at - 1] ?? ' ', source[at + run.length] ?? ' '];
  const isWord = (letter: string) => /[\p{L}\p{N}]/u.test(letter);
  const isInside = run.startsWith('_') && isWord(before) && isWord(after);
  return { opens: !isInside && /\S/u.test(after), closes: !isInside && /\S/u.test(before) };
}

function codeText(code: string): string {
  return code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '' ? code.slice(1, -1) : code;
}

function entityText(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) {
    return entities[name] ?? whole;
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}

/** The places of runs of backticks, by length; each run is visited once, however many there are. */
function tickRuns(source: string) {
  const places = new Map<number, number[]>();
  for (const { 0: run, index } of source.matchAll(/`+/gu)) {
    const found = places.get(run.length) ?? [];
    found.push(index);
    places.set(run.length, found);
  }
  const passed = new Map<number, number>();
  return {
    next(length: number, from: number): number | undefined {
      const found = places.get(length) ?? [];
      let index = passed.get(length) ?? 0;
      while ((found[index] ?? Number.POSITIVE_INFINITY) < from) {
        index += 1;
      }
      passed.set(length, index);
      return found[index];
    },
  };
}

/** The cells of a table's line: separated by each | without a backslash before it. */
export function tableCells(line: string): string[] {
  const trimmed = line.trim();
  const cells: string[] = [];
  let start = trimmed.startsWith('|') ? 1 : 0;
  for (let at = trimmed.indexOf('|', start); at !== -1; at = trimmed.indexOf('|', at + 1)) {
    if (!isEscaped(trimmed, at)) {
      cells.push(trimmed.slice(start, at));
      start = at + 1;
    }
  }
  if (start < trimmed.length) {
    cells.push(trimmed.slice(start));
  }
  return cells;
}

function isEscaped(line: string, at: number): boolean {
  return line[at - 1] === '\\' && escapable.test(line[at] ?? '') && oddBackslashes(line, at);
}

/** `\\|` ends a cell when read, just as when written: its backslash is itself escaped. */
function oddBackslashes(line: string, at: number): boolean {
  let count = 0;
  while (line[at - 1 - count] === '\\') {
    count += 1;
  }
  return count % 2 === 1;
}
