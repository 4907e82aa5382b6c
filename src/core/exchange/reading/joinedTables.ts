import * as l10n from '@vscode/l10n';
import { formatHours } from '../../figures/format';
import type { FileRow, ReadFile } from '../importedRow';

/** The tables of one document as one: a row that appears in two of them is one task, which a note says. */
export function joinedTables(parts: readonly ReadFile[]): ReadFile {
  const rows: FileRow[] = [];
  const counts = new Map<string, number>();
  const notes: string[] = [];
  for (const part of parts) {
    const inPart = new Map<string, number>();
    for (const row of part.rows) {
      const identity = JSON.stringify([
        row.day,
        row.title,
        row.estimate && formatHours(row.estimate.hours),
        row.aiMinutes,
        row.supervisoryMinutes,
      ]);
      const nth = (inPart.get(identity) ?? 0) + 1;
      inPart.set(identity, nth);
      if (nth <= (counts.get(identity) ?? 0)) {
        notes.push(
          l10n.t(
            'Line {0}: “{1}” is also in a table above, so it was imported once.',
            row.line,
            row.title.slice(0, 40),
          ),
        );
      } else {
        rows.push(row);
      }
    }
    for (const [identity, count] of inPart) {
      counts.set(identity, Math.max(count, counts.get(identity) ?? 0));
    }
  }
  return {
    rows,
    unreadable: parts.flatMap((part) => part.unreadable),
    warnings: parts.flatMap((part) => part.warnings),
    notes: [...new Set(parts.flatMap((part) => part.notes))].concat(notes),
  };
}
