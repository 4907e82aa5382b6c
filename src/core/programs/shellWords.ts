/** One simple command of a shell line: its words, quotes removed. */
export type SimpleCommand = readonly string[];

export interface ShellLine {
  readonly commands: readonly SimpleCommand[];
  /** Whether part of it runs in parentheses, so that a folder entered there is left again. */
  readonly hasParentheses: boolean;
}

/** Longer lines (a pasted script) are examined only this far. */
const maxLength = 20_000;
/** `"$(echo "$(…)")"`: nobody writes this deeper by hand. */
const maxDepth = 3;

const separators = new Set(['&', '|', ';', '\n', '\r', '(', ')', '{', '}', '`']);
const escapable = new Set(' \t"\'\\$`&|;()<>#!');
/** Stands for `name()`, which is followed by the body of a function. */
const definition = '()';
const definers = new Set(['function', 'filter', 'def', definition]);
/** `\\server\`: Windows shells keep these backslashes, and no other shell gets them. */
const share = /^\\\\[\w.$?-]{1,250}\\(?!\\)/;
const longestShare = 260;
/** Text in quotes that is a Windows path, by its beginning. */
const windowsStart = /^(?:[a-z]:|\\|\.{1,2}|~)\\/i;

/**
 * Splits a command line of bash, zsh, fish, nu, PowerShell or cmd into its simple commands. Not a shell: nothing is
 * expanded, and redirections, here-documents and the bodies of functions are left out. A backslash before an ordinary
 * character stays, since it belongs to a Windows path. (The libraries for this drop it, or know only one shell.)
 */
export function simpleCommands(line: string): readonly SimpleCommand[] {
  return shellLine(line).commands;
}

/** Like `simpleCommands`, plus what the commands alone don't show. */
export function shellLine(line: string): ShellLine {
  const scan = new LineScan(line.slice(0, maxLength), maxDepth);
  return { commands: withoutFunctions(scan.commands()), hasParentheses: scan.hasParentheses };
}

class LineScan {
  hasParentheses = false;
  private at = 0;
  private word: string | undefined;
  private redirected = false;
  private readonly found: string[][] = [[]];
  private readonly substituted: SimpleCommand[] = [];
  /** Here-documents that begin after this line. */
  private awaited: string[] = [];

  constructor(
    private readonly text: string,
    private readonly depth: number,
  ) {}

  commands(): readonly SimpleCommand[] {
    for (; this.at < this.text.length; this.at++) {
      this.step(this.text.charAt(this.at), this.text.charAt(this.at + 1));
    }
    this.endWord();
    return [...this.found, ...this.substituted].filter((words) => words.length > 0);
  }

  private step(char: string, next: string): void {
    const continued = char === '\\' || char === '`' || char === '^' ? this.lineBreakAt(this.at + 1) : 0;
    if (continued > 0) {
      this.at += continued;
    } else if (char === '$' && next === "'") {
      this.quoted(this.at + 1, true);
    } else if (char === "'" || char === '"') {
      this.quoted(this.at, char === '"');
    } else if (char === '\\' && this.word === undefined && isShare(this.text, this.at)) {
      this.append('\\\\');
      this.at++;
    } else if (char === '\\' && escapable.has(next) && !this.endsFolder()) {
      this.append(next);
      this.at++;
    } else if (char === '#' && this.word === undefined) {
      const end = this.text.indexOf('\n', this.at);
      this.at = end === -1 ? this.text.length : end - 1;
    } else if (char === '<' && next === '<' && this.text.charAt(this.at + 2) !== '<') {
      this.hereDocument();
    } else if (char === '>' || char === '<') {
      this.redirection();
    } else if (char === '{' && next === '}') {
      this.append('{}');
      this.at++;
    } else if (separators.has(char) && !(this.word !== undefined && (char === '{' || char === '}'))) {
      this.separator(char);
    } else if (/\s/.test(char)) {
      this.endWord();
    } else {
      this.append(char);
    }
  }

  /** Whether a backslash is the last character of a folder's name, as Windows shells complete it. */
  private endsFolder(): boolean {
    const word = this.word ?? '';
    const behind = this.text.slice(this.at + 1, this.at + 11);
    if (/^[ \t]/.test(behind)) {
      const isOfWindows = word.includes('\\') || /^(?:[a-z]:|\.{1,2}|~)$/i.test(word);
      return isOfWindows || /^[ \t]+(?:[;&|\r\n]|$)/.test(behind);
    }
    // `\;` alone ends the command of `find`.
    return word !== '' && /^(?:;|&&?|\|\|?)(?:\s|$)/.test(behind);
  }

  private append(text: string): void {
    this.word = (this.word ?? '') + text;
  }

  private endWord(): void {
    if (this.word !== undefined && !this.redirected) {
      this.found.at(-1)?.push(this.word);
    }
    this.redirected &&= this.word === undefined;
    this.word = undefined;
  }

  private separator(char: string): void {
    this.endWord();
    this.redirected = false;
    const current = this.found.at(-1) ?? [];
    if (char === '(' && this.beginsFunction(current)) {
      current.splice(0, current.length, definition);
    } else if (char === '{' && definers.has(current[0] ?? '')) {
      this.at = endOfBraces(this.text, this.at);
      current.length = 0;
    } else if (!(char === ')' && current[0] === definition)) {
      this.hasParentheses ||= char === '(' || char === ')';
      this.found.push([]);
    }
    if (char === '\n') {
      this.awaited.forEach((end) => this.skipLinesUntil(end));
      this.awaited = [];
    }
  }

  /** `name() { … }` runs nothing. */
  private beginsFunction(current: readonly string[]): boolean {
    const behind = this.text.slice(this.at + 1, this.at + 10).trimStart();
    return current.length > 0 && !current.at(-1)?.endsWith('$') && behind.startsWith(')');
  }

  private quoted(start: number, escapes: boolean): void {
    const end = endOfQuoted(this.text, start, escapes);
    const inner = this.text.slice(start + 1, end);
    const kept = escapes && isShare(inner, 0) ? '\\\\' : '';
    const rest = inner.slice(kept.length);
    this.append(kept + (escapes ? rest.replace(/\\(["'\\$`])/g, '$1') : rest));
    if (this.text.charAt(start) === '"' && this.depth > 0) {
      for (const script of substitutionsIn(inner)) {
        new LineScan(script, this.depth - 1).commands().forEach((words) => this.substituted.push(words));
      }
    }
    this.at = end;
  }

  private redirection(): void {
    // A number right before it is a file descriptor, and `&` after it another.
    if (this.word !== undefined && /^\d$/.test(this.word)) {
      this.word = undefined;
    }
    this.endWord();
    this.redirected = true;
    while (/[<>]/.test(this.text.charAt(this.at + 1))) {
      this.at++;
    }
    this.at += /[&|!]/.test(this.text.charAt(this.at + 1)) ? 1 : 0;
  }

  private hereDocument(): void {
    this.endWord();
    let at = this.at + 2 + (this.text.charAt(this.at + 2) === '-' ? 1 : 0);
    while (/[ \t]/.test(this.text.charAt(at))) {
      at++;
    }
    const quote = this.text.charAt(at);
    const isQuoted = quote === "'" || quote === '"';
    let end = isQuoted ? endOfQuoted(this.text, at, false) : at;
    if (!isQuoted) {
      end += /^[^\s&|;()<>]{0,200}/.exec(this.text.slice(at, at + 200))?.[0].length ?? 0;
    }
    const name = this.text.slice(at + (isQuoted ? 1 : 0), end).replace(/^\\/, '');
    if (name !== '') {
      this.awaited.push(name);
    }
    this.at = isQuoted ? end : end - 1;
  }

  private skipLinesUntil(name: string): void {
    while (this.at < this.text.length) {
      const end = endOfLine(this.text, this.at + 1);
      const line = this.text.slice(this.at + 1, end).trim();
      this.at = end;
      if (line === name) {
        return;
      }
    }
  }

  private lineBreakAt(at: number): number {
    return this.text.startsWith('\r\n', at) ? 2 : this.text.charAt(at) === '\n' ? 1 : 0;
  }
}

/** fish ends a function with a word: everything after its beginning on such a line is left out. */
function withoutFunctions(commands: readonly SimpleCommand[]): readonly SimpleCommand[] {
  const at = commands.findIndex(([first]) => first === 'function');
  return at === -1 ? commands : commands.slice(0, at);
}

function endOfQuoted(text: string, start: number, escapes: boolean): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    if (text.charAt(at) === quote) {
      return at;
    }
    if (escapes && text.charAt(at) === '\\' && !(quote === '"' && endsQuotedFolder(text, start, at))) {
      at++;
    } else if (quote === '"' && text.startsWith('$(', at)) {
      at = endOfSubstitution(text, at + 1);
    }
  }
  return text.length;
}

/** `"C:\My Shop\"`: Windows shells don't treat the quote as escaped. */
function endsQuotedFolder(text: string, start: number, at: number): boolean {
  return (
    /^"(?:[\s;&|)]|$)/.test(text.slice(at + 1, at + 3)) && windowsStart.test(text.slice(start + 1, start + 5))
  );
}

function isShare(text: string, at: number): boolean {
  return share.test(text.slice(at, at + longestShare));
}

/** The commands that run within a text in double quotes. */
function substitutionsIn(text: string): readonly string[] {
  const scripts: string[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) === '\\') {
      at++;
    } else if (text.startsWith('$(', at)) {
      const end = endOfSubstitution(text, at + 1);
      scripts.push(text.slice(at + 2, end));
      at = end;
    }
  }
  return scripts;
}

/** The end of the parenthesis that begins at `start`; quotes within it may hold others. */
function endOfSubstitution(text: string, start: number): number {
  return endOfNested(text, start, '(', ')');
}

function endOfBraces(text: string, start: number): number {
  return endOfNested(text, start, '{', '}');
}

function endOfNested(text: string, start: number, open: string, close: string): number {
  let depth = 0;
  let quote = '';
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') {
      at++;
    } else if (quote !== '') {
      quote = char === quote ? '' : quote;
    } else if (char === "'" || char === '"') {
      quote = char;
    } else if (char === open) {
      depth++;
    } else if (char === close && --depth === 0) {
      return at;
    }
  }
  return text.length;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
