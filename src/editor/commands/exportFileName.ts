const mostLetters = 80;
/** File systems take 255 bytes or letters in a name; the beginning, an ending and what a program adds fit as well. */
const mostBytes = 200;

/** A name that every file system takes, without its ending. @param name of a day, a span or a project */
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
