const decimalComma = /^\D{0,3}(?:\d+,\d{1,2}|0,\d+|\d+,\d{4,}|\d{1,3}(?:\.\d{3})+,\d+)(?![\d,])/u;
const decimalPoint =
  /^\D{0,3}(?:\d+\.\d{1,2}|0\.\d+|\d+\.\d{4,}|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})(?![\d.])/u;

/**
 * Whether the commas within the numbers of a table are decimal ones: by the other numbers, and where they are silent,
 * by the delimiter, since a comma that parts cells is no decimal one and a semicolon is used where it is.
 */
export function hasDecimalCommas(cells: Iterable<string>, delimiter: string | undefined): boolean {
  let [commas, points] = [false, false];
  for (const cell of cells) {
    const text = cell.slice(0, 40).trim();
    commas ||= decimalComma.test(text);
    points ||= decimalPoint.test(text);
  }
  return commas === points ? !points && delimiter === ';' : commas;
}

/** A number with a point for its decimals and nothing between its thousands. */
export function withPoint(cell: string): string {
  return cell.length > 200
    ? cell
    : cell
        .replace(/\d{1,3}(?:\.\d{3})+(?![\d.])/gu, (number) => number.replace(/\./gu, ''))
        .replace(/(\d),(?=\d)/gu, '$1.');
}
