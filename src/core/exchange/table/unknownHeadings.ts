import * as l10n from '@vscode/l10n';
import { UserError } from '../../userError';

/** A file has tables, but none with headings that are understood; the user may explain them. */
export class UnknownHeadings extends UserError {
  /** @param tables the headings of each table found */
  constructor(
    start: string,
    private readonly tables: readonly (readonly string[])[],
  ) {
    super(
      `${start} ${l10n.t('Required columns: Task, Human Est. and AI. Sup. is optional.')}${foundIn(tables)}`,
    );
  }

  /** Of the first table that is wide enough for a record; empty if there is none. */
  get headings(): readonly string[] {
    const table = this.tables.find((each) => each.length >= 3) ?? [];
    return [...new Set(table.slice(0, 100).map((each) => each.trim().slice(0, 200)))].filter(Boolean);
  }
}

function foundIn(tables: readonly (readonly string[])[]): string {
  const found = tables.slice(0, 3).map((cells) => cells.slice(0, 100).join(', ').slice(0, 200));
  return found.length === 0
    ? ''
    : ` ${l10n.t('Headings found: {0}. Say what they stand for, such as Claude=ai.', found.join('; '))}`;
}
