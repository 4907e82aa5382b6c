import { escapedLine } from './escapedText';
import { textWidth } from './textWidth';

/** Lines of a table as wide as its cells; the numbers in columns that are named are aligned right. */
export function textTable(
  rows: readonly (readonly string[])[],
  isRight: (column: number) => boolean,
): string[] {
  const cells = rows.map((row) =>
    row.map((cell) => {
      // As wide as it will be once it is safe to print.
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
