import { escapedLine } from './escapedText';
import { textWidth } from './textWidth';

/** The lines of a table; numbers in the named columns are right-aligned. */
export function textTable(
  rows: readonly (readonly string[])[],
  isRight: (column: number) => boolean,
): string[] {
  const cells = rows.map((row) =>
    row.map((cell) => {
      // The width after escaping.
      const text = escapedLine(cell);
      return { text, width: textWidth(text) };
    }),
  );
  const widths: number[] = [];
  for (const row of cells) {
    for (const [column, { width }] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, width);
    }
  }
  return cells.map((row) =>
    row
      .map(({ text, width }, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - width);
        return isRight(column) ? padding + text : text + padding;
      })
      .join('  ')
      .trimEnd(),
  );
}
