/** One simple command of a shell line: its words, quotes removed. */
export type SimpleCommand = readonly string[];

/** Longer lines (a pasted script) are looked at only so far. */
const maxLength = 20_000;

const separators = new Set(['&', '|', ';', '\n', '\r', '(', ')', '{', '}', '`']);
const escapable = new Set([
  ' ',
  '\t',
  '\n',
  '"',
  "'",
  '\\',
  '$',
  '`',
  '&',
  '|',
  ';',
  '(',
  ')',
  '<',
  '>',
  '#',
  '!',
]);

/**
 * Splits a command line of bash, zsh, fish, PowerShell or cmd into its simple commands. Not a shell: nothing is
 * expanded, redirections are left out, and a here-document ends the line. A backslash before an ordinary character
 * stays, since it belongs to a Windows path. (The libraries for this drop it, or know only one shell.)
 */
export function simpleCommands(line: string): readonly SimpleCommand[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let redirected = false;
  const endWord = () => {
    if (word !== undefined) {
      if (!redirected) {
        commands.at(-1)?.push(word);
      }
      redirected = false;
    }
    word = undefined;
  };
  const text = line.slice(0, maxLength);
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (char === "'" || char === '"') {
      const end = endOfQuoted(text, at);
      word = (word ?? '') + unquoted(text.slice(at + 1, end), char);
      at = end;
    } else if (char === '\\' && escapable.has(next)) {
      // A line continued on the next is one line.
      word = next === '\n' ? word : (word ?? '') + next;
      at++;
    } else if (char === '#' && word === undefined) {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end - 1;
    } else if (char === '<' && next === '<' && text.charAt(at + 2) !== '<') {
      break;
    } else if (char === '>' || char === '<') {
      // A number right before it names a file descriptor, and `&` after it another.
      word = word !== undefined && /^\d$/.test(word) ? undefined : word;
      endWord();
      redirected = true;
      at += /^[<>]*&?/.exec(text.slice(at + 1))?.[0].length ?? 0;
    } else if (separators.has(char) && !(word !== undefined && (char === '{' || char === '}'))) {
      endWord();
      redirected = false;
      commands.push([]);
    } else if (/\s/.test(char)) {
      endWord();
    } else {
      word = (word ?? '') + char;
    }
  }
  endWord();
  return commands.filter((words) => words.length > 0);
}

function endOfQuoted(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length; at++) {
    if (text.charAt(at) === quote) {
      return at;
    }
    if (quote === '"' && text.charAt(at) === '\\') {
      at++;
    }
  }
  return text.length;
}

function unquoted(text: string, quote: string): string {
  return quote === '"' ? text.replace(/\\(["\\$`])/g, '$1') : text;
}
