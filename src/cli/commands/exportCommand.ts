import { publishedFindings } from '../../core/findings/findings';
import { english } from '../../core/texts/texts';
import { dayRecord, type DayRecord } from '../../core/record/dayRecord';
import type { ExportOptions } from '../../core/exchange/writing/publishedRecord';
import { recordedDays, type DaySelection } from '../../core/exchange/writing/recordedDays';
import { writeCsvOfDays } from '../../core/exchange/writing/writeCsv';
import { writeJson, writeJsonOfDays } from '../../core/exchange/writing/writeJson';
import { writeMarkdown } from '../../core/exchange/writing/writeMarkdown';
import { writeMarkdownOfDays } from '../../core/exchange/writing/writeMarkdownOfDays';
import { parseDay } from '../../core/typed/parseDay';
import type { RecordStore } from '../../core/record/recordStore';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { oneOf, readOptions, understood, type GivenOptions } from '../input/commandOptions';
import { askedDay, dayOptions, mustHaveCome, todayOf } from '../input/dayOptions';
import { UserError } from '../../core/userError';
import { UsageError } from '../input/usageError';
import { privacyOf, privacyOptions, remarkPrivate } from '../input/privacyOption';
import { withRecord } from '../record/withRecord';

const kinds = {
  ...dayOptions,
  ...privacyOptions,
  format: 'string',
  decimals: 'string',
  from: 'string',
  to: 'string',
  all: 'boolean',
  project: 'string',
} as const;

/** Prints the day as a file to keep, move or publish. */
export async function exportCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('export', args, kinds);
  const format = oneOf('format', options.text('format') ?? 'markdown', ['markdown', 'csv', 'json']);
  const privacy = privacyOf(options, format !== 'json');
  const rowDecimals = decimalsOf(options);
  const selection = selectionOf(options, environment);
  const day = askedDay(options, environment);
  return withRecord(options, environment, 'read', (store) => {
    if (selection === undefined) {
      mustHaveCome(day, store, options, environment);
    }
    const records =
      selection === undefined ? [dayRecord(day, store.closedTasks(day))] : recordedDays(store, selection);
    const [first] = records;
    if (first === undefined) {
      throw new UserError('No tasks are recorded on those days. Choose others, or list all with --all.');
    }
    remarkPrivate(
      records.flatMap(({ rows }) => rows.map(({ task }) => task)),
      privacy,
      environment,
    );
    const writers = {
      markdown: () =>
        writeMarkdownOfDays(records, { ...privacy, rowDecimals, project: selection?.project }, store),
      csv: () => writeCsvOfDays(records, privacy),
      json: () => (selection === undefined ? writeJson(first, privacy) : writeJsonOfDays(records, privacy)),
    };
    const text = writers[format]();
    if (format === 'json') {
      environment.printJson(text);
    } else {
      environment.printFile(text);
    }
    return 0;
  });
}

/** @returns undefined if a single day is meant. */
function selectionOf(options: GivenOptions, environment: CommandEnvironment): DaySelection | undefined {
  const bound = (name: 'from' | 'to') => {
    const text = options.text(name);
    return text === undefined ? undefined : understood(name, parseDay(text, todayOf(options, environment)));
  };
  const [from, to, project] = [bound('from'), bound('to'), options.text('project')];
  const isSpan = from !== undefined || to !== undefined || options.isOn('all');
  if (isSpan && options.text('day') !== undefined) {
    throw new UsageError(
      '--day is for one day; --from, --to and --all are for several. Give one or the other.',
    );
  }
  if (options.isOn('all') && (from !== undefined || to !== undefined)) {
    throw new UsageError("--all means every day, so it can't be combined with --from or --to.");
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw new UsageError(`--from ${from} is after --to ${to}. Swap them.`);
  }
  if (isSpan || project === undefined) {
    return isSpan ? { from, to, project } : undefined;
  }
  const day = options.text('day') === undefined ? undefined : askedDay(options, environment);
  return { from: day, to: day, project };
}

/** The document with its analysis, which compares only published figures with published ones. */
export function markdownOf(
  store: Pick<RecordStore, 'daySums' | 'closedTasks' | 'spansOfTask' | 'dayText'>,
  record: DayRecord,
  privacy: ExportOptions,
  rowDecimals: 1 | 2,
): string {
  return writeMarkdown(record, {
    ...privacy,
    rowDecimals,
    findings: (published) => publishedFindings(published, english, store, privacy),
  });
}

export function decimalsOf(options: GivenOptions): 1 | 2 {
  return oneOf('decimals', options.text('decimals') ?? '1', ['1', '2']) === '1' ? 1 : 2;
}
