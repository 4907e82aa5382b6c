import * as l10n from '@vscode/l10n';
import { UserError } from '../../core/userError';
import type { FileText } from '../settings/userFile';
import type { AgentFile } from './agentFile';
import { tomlOutline } from './tomlOutline';

const first = '# Leverage Record: “Disconnect Agents” removes this table.';
const last = '# End of the table of Leverage Record.';

/** A table for the end of a TOML file. */
export interface TomlTable {
  readonly name: readonly string[];
  readonly lines: readonly string[];
}

/** A TOML file of an agent that gets one table, between two comments; nothing else of it is touched. */
export function tomlFile(path: string, table: TomlTable): AgentFile {
  return {
    path,
    isOurs: false,
    with(before, noted) {
      const rest = withoutTable(before);
      const outline = tomlOutline(rest ?? '');
      if (!outline) {
        throw new UserError(l10n.t('{0} is not valid TOML. Correct it, then connect the agent again.', path));
      }
      const isTaken =
        outline.tables.some((each) => isSame(each, table.name)) ||
        outline.values.some((each) => each.every((part, index) => part === table.name[index]));
      if (isTaken) {
        return { text: before, added: [], taken: true };
      }
      const text = withTable(rest, table);
      // Where another program moved it, it stays.
      return {
        text: hasTable(before, table) ? before : text,
        added: [...new Set([...noted, 'table'])],
        taken: false,
      };
    },
    without: (before, noted) => (noted?.length === 0 ? before : withoutTable(before)),
  };
}

function blockOf({ name, lines }: TomlTable, newline: string): string {
  return [first, `[${name.join('.')}]`, ...lines, last].join(newline);
}

function hasTable(text: FileText, table: TomlTable): boolean {
  return text?.includes(blockOf(table, newlineOf(text))) === true;
}

/** Behind an empty line; a file that didn't end in a line end doesn't after it either, so that it can be undone. */
function withTable(text: FileText, table: TomlTable): string {
  if (text === undefined) {
    return `${blockOf(table, '\n')}\n`;
  }
  const newline = newlineOf(text);
  const block = blockOf(table, newline);
  return text.endsWith('\n') ? `${text}${newline}${block}${newline}` : `${text}${newline}${newline}${block}`;
}

function withoutTable(text: FileText): FileText {
  const start = text?.indexOf(first) ?? -1;
  const end = text?.indexOf(last, start) ?? -1;
  if (text === undefined || start === -1 || end === -1) {
    return text;
  }
  const newline = newlineOf(text);
  const before = text.slice(0, start);
  const behind = text.slice(end + last.length);
  if (before === '' && behind.trim() === '') {
    return undefined;
  }
  const cut = behind === '' ? newline.repeat(2) : newline;
  return `${before.endsWith(cut) ? before.slice(0, -cut.length) : before}${behind.startsWith(newline) ? behind.slice(newline.length) : behind}`;
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}
