import * as l10n from '@vscode/l10n';
import { formatCount } from '../../figures/format';
import { parseTitle } from '../../typed/parseTitle';
import { UserError } from '../../userError';
import type { FileRow, ReadFile, UnreadableRow } from '../importedRow';
import { recordedTaskSchema, recordFileSchema, recordFileVersion, type RecordedTask } from '../recordFile';
import { nestsDeeper } from './nesting';
import { refuseManyRows } from '../rowLimit';

/** A task is an object in a list in an object, and itself contains lists of objects. */
const mostLevels = 32;
/** Parsing as a whole takes some twenty times the text's length. */
const mostCharacters = 12_000_000;

/** @throws {UserError} if it is not one of our records, or one of a newer version */
export function readJson(text: string): ReadFile {
  if (text.length > mostCharacters) {
    throw new UserError(
      l10n.t(
        'The file has more than {0} characters. Export fewer days at a time, then import the parts.',
        formatCount(mostCharacters),
      ),
    );
  }
  const file = recordFileSchema.safeParse(parsedJson(text.replace(/^\uFEFF/, '')));
  if (!file.success) {
    throw new UserError(
      l10n.t(
        'The file is JSON but not a leverage record. Choose a file that was exported from Leverage Record as JSON.',
      ),
    );
  }
  if (file.data.version > recordFileVersion) {
    throw new UserError(
      l10n.t(
        'The file was written by a newer version of Leverage Record: it has format version {0}, and this one reads {1}. Update Leverage Record, then import the file again.',
        file.data.version,
        recordFileVersion,
      ),
    );
  }
  refuseManyRows(file.data.tasks.length);
  const rows: FileRow[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const [index, raw] of file.data.tasks.entries()) {
    const line = index + 1;
    const task = recordedTaskSchema.safeParse(raw);
    const title = task.success ? parseTitle(task.data.title) : undefined;
    if (task.success && title?.ok === true) {
      rows.push(rowOf(line, { ...task.data, title: title.value }));
    } else {
      const issue = task.error?.issues[0];
      const path = issue?.path.join('.') ?? '';
      unreadable.push({
        line,
        reason:
          title?.ok === false
            ? title.problem
            : path === ''
              ? l10n.t('It is not a task of a record.')
              : l10n.t('Its {0} is not what a record holds.', path),
      });
    }
  }
  return { rows, unreadable, warnings: [], notes: [] };
}

function rowOf(line: number, recorded: RecordedTask): FileRow {
  const { title, estimate, closing, project } = recorded;
  return {
    line,
    day: closing.day,
    title,
    estimate: estimate ?? undefined,
    aiMinutes: closing.aiMinutes,
    supervisoryMinutes: closing.supervisoryMinutes,
    tokens: closing.tokens,
    project: project ?? undefined,
    private: recorded.private,
    recorded,
  };
}

function parsedJson(text: string): unknown {
  if (nestsDeeper(text, mostLevels)) {
    throw new UserError(
      l10n.t('The file is nested deeper than any record. Choose a file that was exported as JSON.'),
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(l10n.t('The file is not complete JSON. Export it again, or choose another file.'), {
      cause: error,
    });
  }
}
