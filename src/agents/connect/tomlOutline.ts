/** What a TOML file defines at its outermost level. */
export interface TomlOutline {
  /** The dotted names of its tables, arrays of tables included. */
  readonly tables: readonly (readonly string[])[];
  /** Those of the values before the first table. */
  readonly values: readonly (readonly string[])[];
}

/** @returns undefined if it isn't TOML as far as this can see; then nothing is to be added to it. */
export function tomlOutline(text: string): TomlOutline | undefined {
  const tables: string[][] = [];
  const values: string[][] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while ((at = skipped(text, at, /[ \t\r\n]*(?:#[^\n]*)?/y)) < text.length) {
    if (text[at] === '\n') {
      continue;
    }
    const isTable = text[at] === '[';
    const opening = isTable && text[at + 1] === '[' ? '[[' : isTable ? '[' : '';
    const name = dottedName(text, at + opening.length);
    if (!name) {
      return undefined;
    }
    const closing = isTable ? ']'.repeat(opening.length) : '=';
    if (!text.startsWith(closing, name.end)) {
      return undefined;
    }
    const end = name.end + closing.length;
    const next = isTable ? end : valueEnd(text, end);
    if (next === undefined || !/[ \t]*(?:#[^\n]*)?\r?(?:\n|$)/y.test(rest(text, next))) {
      return undefined;
    }
    if (isTable) {
      tables.push(name.parts);
    } else if (tables.length === 0) {
      values.push(name.parts);
    }
    at = next;
  }
  return { tables, values };
}

/** The rest of the line, which is all that may stand behind a value. */
function rest(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, end === -1 ? text.length : end + 1);
}

function skipped(text: string, from: number, what: RegExp): number {
  what.lastIndex = from;
  return from + (what.exec(text)?.[0].length ?? 0);
}

function dottedName(text: string, from: number): { parts: string[]; end: number } | undefined {
  const parts: string[] = [];
  let at = from;
  for (;;) {
    at = skipped(text, at, /[ \t]*/y);
    const end = /["']/.test(text[at] ?? '') ? stringEnd(text, at) : skipped(text, at, /[A-Za-z0-9_-]+/y);
    if (end === undefined || end === at) {
      return undefined;
    }
    const written = text.slice(at, end);
    parts.push(/^["']/.test(written) ? written.slice(1, -1) : written);
    at = skipped(text, end, /[ \t]*/y);
    if (text[at] !== '.') {
      return { parts, end: at };
    }
    at += 1;
  }
}

/** @returns the offset behind the value, which may go over several lines. */
function valueEnd(text: string, from: number): number | undefined {
  let depth = 0;
  let at = skipped(text, from, /[ \t]*/y);
  const start = at;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '"' || character === "'") {
      const end = stringEnd(text, at);
      if (end === undefined) {
        return undefined;
      }
      at = end;
    } else if (character === '\n' && depth === 0) {
      break;
    } else if (character === '#') {
      if (depth === 0) {
        break;
      }
      at = skipped(text, at, /[^\n]*/y);
    } else {
      depth += '[{'.includes(character) ? 1 : ']}'.includes(character) ? -1 : 0;
      at += 1;
    }
  }
  return depth === 0 && text.slice(start, at).trim() !== '' ? at : undefined;
}

function stringEnd(text: string, from: number): number | undefined {
  const quote = text[from] ?? '';
  const isLong = text.startsWith(quote.repeat(3), from);
  const close = isLong ? quote.repeat(3) : quote;
  let at = from + close.length;
  while (at < text.length && !text.startsWith(close, at)) {
    if (!isLong && text[at] === '\n') {
      return undefined;
    }
    at += quote === '"' && text[at] === '\\' ? 2 : 1;
  }
  if (at >= text.length) {
    return undefined;
  }
  at += close.length;
  // Up to two quotes may stand in front of the closing three.
  return isLong ? skipped(text, at, quote === '"' ? /"{0,2}/y : /'{0,2}/y) : at;
}
