const decimalComma = /^\D{0,3}(?:\d+,\d{1,2}|0,\d+|\d+,\d{4,}|\d{1,3}(?:\.\d{3})+,\d+)(?![\d,])/u;
const decimalPoint =
  /^\D{0,3}(?:\d+\.\d{1,2}|0\.\d+|\d+\.\d{4,}|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})(?![\d.])/u;

/**
 * Whether the commas within a table's numbers are decimal commas: by the other numbers, and if those don't show it, by
 * the delimiter, since decimal commas rule out a comma as separator and are the reason to use a semicolon.
 */
export function hasDecimalCommas(cells: Iterable<string>, delimiter: string | undefined): boolean {
  let [commas, points] = [false, false];
  for (const cell of cells) {
    const text = cell.slice(0, 40).trim();
    commas ||= text.includes(',') && decimalComma.test(text);
    points ||= decimalPoint.test(text);
    if (commas && points) {
      return false;
    }
  }
  return commas === points ? !points && delimiter === ';' : commas;
}

/** A number with a decimal point and no thousands separators. */
export function withPoint(cell: string): string {
  return cell.length > 200
    ? cell
    : cell
        .replace(/\d{1,3}(?:\.\d{3})+(?![\d.])/gu, (number) => number.replace(/\./gu, ''))
        .replace(/(\d),(?=\d)/gu, '$1.');
}
