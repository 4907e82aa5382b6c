/** A string or template of a source, and where it stands. */
export interface Literal {
  readonly line: number;
  /** A template's values are left out. */
  readonly text: string;
  /** The innermost call that it is an argument of, such as `l10n.t`; empty if none. */
  readonly call: string;
  /** The property of an object literal that it is the value of; empty if none. */
  readonly property: string;
}

interface Frame {
  readonly opening: string;
  readonly call: string;
  property: string;
}

const quotes = new Set(["'", '"', '`']);
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}' };

/** The literals of a TypeScript source, without those of comments and import declarations. */
export function literalsOf(source: string): Literal[] {
  const found: Literal[] = [];
  read(source, 0, { opening: '', call: '', property: '' }, found);
  return found.filter(({ line }) => !/^(?:import|export)\b.* from '|^\} from '/.test(lineOf(source, line)));
}

/** @returns the end of the text that the frame encloses */
function read(source: string, start: number, frame: Frame, found: Literal[]): number {
  let at = start;
  while (at < source.length) {
    const rest = source.slice(at, at + 2);
    const char = source.charAt(at);
    if (char === closing[frame.opening]) {
      return at + 1;
    }
    if (rest === '//' || rest === '/*') {
      at = endOf(source, at, rest === '//' ? '\n' : '*/');
    } else if (quotes.has(char)) {
      at = readLiteral(source, at, frame, found);
    } else if (char === '/' && isRegex(source, at)) {
      at = endOfRegex(source, at);
    } else if (char === '(' || char === '[' || char === '{') {
      at = read(source, at + 1, inner(source, at, frame), found);
    } else {
      if (char === ',' || char === ';') {
        frame.property = '';
      } else if (char === ':' && frame.opening === '{') {
        frame.property =
          /[{,]\s*(\w+)\s*$/u.exec(source.slice(Math.max(start - 1, at - 60), at))?.[1] ?? frame.property;
      }
      at += 1;
    }
  }
  return at;
}

function inner(source: string, at: number, outer: Frame): Frame {
  const opening = source.charAt(at);
  const called =
    opening === '(' ? /([\w$.?]+)\s*(?:<[^()]*>)?$/u.exec(source.slice(Math.max(0, at - 120), at))?.[1] : '';
  if (called !== undefined && called !== '' && !/^(?:if|for|while|switch|return|await|catch)$/.test(called)) {
    return { opening, call: called, property: '' };
  }
  return { opening, call: outer.call, property: opening === '{' ? '' : outer.property };
}

function readLiteral(source: string, start: number, frame: Frame, found: Literal[]): number {
  const quote = source.charAt(start);
  let text = '';
  let at = start + 1;
  while (at < source.length && source.charAt(at) !== quote) {
    if (source.charAt(at) === '\\') {
      text += source.charAt(at + 1);
      at += 2;
    } else if (quote === '`' && source.startsWith('${', at)) {
      at = read(source, at + 2, { ...frame, opening: '${' }, found);
    } else {
      text += source.charAt(at);
      at += 1;
    }
  }
  const line = source.slice(0, start).split('\n').length;
  found.push({ line, text, call: frame.call, property: frame.property });
  return at + 1;
}

function isRegex(source: string, at: number): boolean {
  return /(?:[(,=:[!&|?{};+]|\breturn|=>|^)\s*$/u.test(source.slice(Math.max(0, at - 40), at));
}

function endOfRegex(source: string, start: number): number {
  let inClass = false;
  for (let at = start + 1; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === '\\') {
      at += 1;
    } else if (char === '/' && !inClass) {
      return at + 1;
    } else {
      inClass = char === '[' || (inClass && char !== ']');
    }
  }
  return source.length;
}

function endOf(source: string, start: number, ending: string): number {
  const end = source.indexOf(ending, start);
  return end === -1 ? source.length : end + ending.length;
}

function lineOf(source: string, line: number): string {
  return source.split('\n')[line - 1] ?? '';
}
