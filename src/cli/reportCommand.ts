import { analysis } from '../core/analysis';
import { dayRecord, type DayRecord } from '../core/dayRecord';
import { publishedRecord } from '../core/exchange/publishedRecord';
import { earlierDays } from '../core/exchange/earlierDays';
import { jsonTotals } from '../core/exchange/writeJson';
import { totalTokens } from '../core/tokens';
import type { CommandEnvironment } from './commandEnvironment';
import { dayOption, dayOptions, oneOf, readOptions } from './commandOptions';
import { decimalsOf, markdownOf } from './exportCommand';
import { privacyOf, privacyOptions, remarkPrivate } from './privacyOption';
import { textReport } from './textReport';
import { withRecord } from './withRecord';

const kinds = { ...dayOptions, ...privacyOptions, format: 'string', decimals: 'string' } as const;

/** Prints the day to read in a terminal, or for a program. */
export async function reportCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('report', args, kinds);
  const format = oneOf('format', options.text('format') ?? 'text', ['text', 'markdown', 'json']);
  const privacy = privacyOf(options, format === 'markdown');
  const rowDecimals = decimalsOf(options);
  const day = dayOption(options, environment);
  return withRecord(options, environment, 'read', (store) => {
    const record = dayRecord(day, store.closedTasks(day));
    const published = publishedRecord(record, privacy);
    if (format === 'markdown' || options.isOn('exclude-private')) {
      remarkPrivate(store.closedTasks(day), privacy, environment);
    }
    const writers = {
      text: () => textReport(published, analysis(published, earlierDays(store, day, privacy)), rowDecimals),
      markdown: () => markdownOf(store, record, privacy, rowDecimals).trimEnd(),
      json: () => JSON.stringify(jsonReport(published), undefined, 2),
    };
    environment.print(writers[format]());
    return 0;
  });
}

/** Factors are exact, and null where absent. */
function jsonReport({ day, totals, rows }: DayRecord) {
  return {
    day,
    totals: jsonTotals(totals),
    tasks: rows.map(({ task, leverageFactor, supervisoryLeverageFactor }) => ({
      title: task.title,
      humanHours: task.estimate?.hours ?? null,
      aiMinutes: task.closing.aiMinutes,
      supervisoryMinutes: task.closing.supervisoryMinutes,
      leverageFactor: leverageFactor ?? null,
      supervisoryLeverageFactor: supervisoryLeverageFactor ?? null,
      aiEvidence: task.closing.aiEvidence,
      supervisionEvidence: task.closing.supervisionEvidence,
      tokens: task.closing.tokens ? totalTokens(task.closing.tokens) : null,
      tokensEvidence: task.closing.tokensEvidence ?? null,
      private: task.private,
    })),
  };
}
