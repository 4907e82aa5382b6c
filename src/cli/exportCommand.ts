import { analysis } from '../core/analysis';
import { dayRecord, type DayRecord } from '../core/dayRecord';
import { earlierDays } from '../core/exchange/earlierDays';
import type { ExportOptions } from '../core/exchange/publishedRecord';
import { writeCsv } from '../core/exchange/writeCsv';
import { writeJson } from '../core/exchange/writeJson';
import { writeMarkdown } from '../core/exchange/writeMarkdown';
import type { RecordStore } from '../core/recordStore';
import type { CommandEnvironment } from './commandEnvironment';
import { askedDay, dayOptions, mustHaveCome, oneOf, readOptions, type GivenOptions } from './commandOptions';
import { privacyOf, privacyOptions, remarkPrivate } from './privacyOption';
import { withRecord } from './withRecord';

const kinds = { ...dayOptions, ...privacyOptions, format: 'string', decimals: 'string' } as const;

/** Prints the day as a file to keep, move or publish. */
export async function exportCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('export', args, kinds);
  const format = oneOf('format', options.text('format') ?? 'markdown', ['markdown', 'csv', 'json']);
  const privacy = privacyOf(options, format !== 'json');
  const rowDecimals = decimalsOf(options);
  const day = askedDay(options, environment);
  return withRecord(options, environment, 'read', (store) => {
    mustHaveCome(day, store, options, environment);
    const record = dayRecord(day, store.closedTasks(day));
    remarkPrivate(store.closedTasks(day), privacy, environment);
    const writers = {
      markdown: () => markdownOf(store, record, privacy, rowDecimals),
      csv: () => writeCsv(record, privacy),
      json: () => writeJson(record, privacy),
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

/** The document with its analysis, which compares only what is published with what was. */
export function markdownOf(
  store: Pick<RecordStore, 'daySums' | 'closedTasks'>,
  record: DayRecord,
  privacy: ExportOptions,
  rowDecimals: 1 | 2,
): string {
  return writeMarkdown(record, {
    ...privacy,
    rowDecimals,
    analysis: (published) => analysis(published, earlierDays(store, record.day, privacy)),
  });
}

export function decimalsOf(options: GivenOptions): 1 | 2 {
  return oneOf('decimals', options.text('decimals') ?? '1', ['1', '2']) === '1' ? 1 : 2;
}
