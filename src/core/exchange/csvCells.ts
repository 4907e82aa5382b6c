/**
 * Spreadsheets take a cell that begins with one of these as a formula, some after blanks or with full-width signs.
 * Such a cell is written with an apostrophe before it; one that begins with apostrophes and then such a sign gets one
 * more, so that reading removes exactly what writing added.
 */
const risky = /^'*[\s\0]*[=+\-@＝＋－＠]|^'*[\t\r\0]/u;
const guarded = /^''*[\s\0]*[=+\-@＝＋－＠]|^''*[\t\r\0]/u;

export function guardFormula(cell: string): string {
  return risky.test(cell) ? `'${cell}` : cell;
}

export function unguardFormula(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}
