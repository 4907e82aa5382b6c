/** A visible mark, sign or letter: not a blank, a joiner, a direction mark or another shapeless character. */
const visible = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\p{M}\u2800]/u;

/** Most text is a line already, and classes of Unicode take longer to look for. */
const plainLine = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/u;

/** Text from a user or a file as one line: control characters and line ends become spaces; empty if nothing shows. */
export function oneLine(text: string): string {
  if (plainLine.test(text)) {
    return text;
  }
  const line = text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    // A lone surrogate has no meaning and would not survive being written as UTF-8.
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
  return visible.test(line) ? line : '';
}
