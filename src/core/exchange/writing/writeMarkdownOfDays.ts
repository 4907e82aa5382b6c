import { publishedFindings } from '../../findings/findings';
import { earlierDays } from '../../findings/surroundings';
import { english } from '../../texts/texts';
import type { DayRecord } from '../../record/dayRecord';
import type { RecordStore } from '../../record/recordStore';
import type { ExportOptions } from './publishedRecord';
import { writeMarkdown } from './writeMarkdown';

interface DaysOptions extends ExportOptions {
  readonly rowDecimals: 1 | 2;
  /** The records' only project; they have no analysis then, since other days' sums cover all projects. */
  readonly project: string | undefined;
}

/** A document per day, one after the other. @param records earliest day first */
export function writeMarkdownOfDays(
  records: readonly DayRecord[],
  { project, ...options }: DaysOptions,
  store: Pick<RecordStore, 'daySums' | 'closedTasks' | 'spansOfTask' | 'dayText'>,
): string {
  if (project !== undefined) {
    return records.map((record) => writeMarkdown(record, options)).join('\n');
  }
  const last = records.at(-1);
  // Once for all days: without private tasks it reads every day.
  const sums = last === undefined ? [] : earlierDays(store, last.day, options);
  return records
    .map((record) =>
      writeMarkdown(record, {
        ...options,
        findings: (published) => publishedFindings(published, english, store, options, sums),
      }),
    )
    .join('\n');
}
