import { absent } from '../../figures/format';
import { parseTitle } from '../../typed/parseTitle';

/** An invisible comment that breaks up what would become a mention, a reference or a link. */
const nothing = '<!-- -->';

/** Text that Markdown, here or on GitHub, shows literally. */
export function escapedMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&|~$]/gu, String.raw`\$&`)
    .replace(
      /@(?=[\p{L}\p{N}])|#(?=\d)|\b(?:GH-)(?=\d)|\b(?:https?|ftp):(?=\/\/)|\bwww(?=\.)/giu,
      `$&${nothing}`,
    );
}

/** A typed text is already one line; one from elsewhere must not break the table. */
export function tableCellText(text: string): string {
  const title = parseTitle(text);
  return text === '' ? '' : escapedMarkdown(title.ok ? title.value : absent);
}

/** A line of a table, of cells that are Markdown already. */
export function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
