import { publishedFindings } from '../../core/findings/findings';
import { english } from '../../core/texts/texts';
import { dayRecord } from '../../core/record/dayRecord';
import { publishedRecord } from '../../core/exchange/writing/publishedRecord';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { oneOf, readOptions, type GivenOptions } from '../input/commandOptions';
import { askedDay, dayOptions, mustHaveCome } from '../input/dayOptions';
import { decimalsOf, markdownOf } from './exportCommand';
import { jsonReport } from '../output/jsonReport';
import { privacyOf, privacyOptions, remarkPrivate } from '../input/privacyOption';
import { textReport } from '../output/textReport';
import { UsageError } from '../input/usageError';
import { withRecord } from '../record/withRecord';

const kinds = {
  ...dayOptions,
  ...privacyOptions,
  format: 'string',
  json: 'boolean',
  decimals: 'string',
} as const;

/** Prints the day as text for a terminal, or as JSON. */
export async function reportCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('report', args, kinds);
  const format = formatOf(options);
  const privacy = privacyOf(options, format === 'markdown');
  const rowDecimals = decimalsOf(options);
  const day = askedDay(options, environment);
  return withRecord(options, environment, 'read', (store) => {
    mustHaveCome(day, store, options, environment);
    const tasks = store.closedTasks(day);
    const record = dayRecord(day, tasks);
    const published = publishedRecord(record, privacy);
    if (format === 'markdown' || options.isOn('exclude-private')) {
      remarkPrivate(tasks, privacy, environment);
    }
    const findings = () => publishedFindings(published, english, store, privacy);
    const writers = {
      text: () =>
        environment.printLines(
          textReport(published, findings(), rowDecimals, tasks.length - published.rows.length),
        ),
      markdown: () => environment.printFile(markdownOf(store, record, privacy, rowDecimals)),
      json: () => environment.printJson(jsonReport(published, findings())),
    };
    writers[format]();
    return 0;
  });
}

function formatOf(options: GivenOptions): 'text' | 'markdown' | 'json' {
  const format = options.text('format');
  if (!options.isOn('json')) {
    return oneOf('format', format ?? 'text', ['text', 'markdown', 'json']);
  }
  if (format !== undefined && format !== 'json') {
    throw new UsageError(`--json and --format ${format} contradict each other. Give one of them.`);
  }
  return 'json';
}
