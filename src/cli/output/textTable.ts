import { escapedLine } from './escapedText';
import { textWidth } from './textWidth';

/** The lines of a table; numbers in the named columns are right-aligned. */
export function textTable(
  rows: readonly (readonly string[])[],
  isRight: (column: number) => boolean,
): string[] {
  // The widths are those after escaping.
  const cells = rows.map((row) => row.map(escapedLine));
  const widths: number[] = [];
  for (const row of cells) {
    row.forEach((text, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textWidth(text));
    });
  }
  return cells.map((row) =>
    row
      .map((text, column) => {
        const padding = ' '.repeat((widths[column] ?? 0) - textWidth(text));
        return isRight(column) ? padding + text : text + padding;
      })
      .join('  ')
      .trimEnd(),
  );
}
