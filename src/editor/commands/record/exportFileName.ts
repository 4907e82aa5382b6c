const mostLetters = 80;
/** File systems allow 255 bytes or letters in a name; this leaves room for a prefix, an extension and a program's suffix. */
const mostBytes = 200;

/** A name that every file system accepts, without extension. @param name of a day, a range or a project */
export function exportFileName(name: string): string {
  let words = '';
  let bytes = 0;
  for (const letter of name.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')) {
    bytes += new TextEncoder().encode(letter).length;
    if (bytes > mostBytes || words.length >= mostLetters) {
      break;
    }
    words += letter;
  }
  const trimmed = words.replace(/^-/u, '').replace(/-$/u, '');
  return trimmed === '' ? 'leverage-record' : `leverage-record-${trimmed}`;
}
