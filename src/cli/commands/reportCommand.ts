import { publishedMarkdown } from '../../core/publish/forms/publishedMarkdown';
import { selectRecord } from '../../core/publish/selection/publication';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { oneOf, readOptions, type GivenOptions } from '../input/commandOptions';
import { askedDay, dayOptions, mustHaveCome } from '../input/dayOptions';
import { decimalsOf } from './exportCommand';
import { jsonReport } from '../output/jsonReport';
import { privacyOf, privacyOptions, remarkIgnored, remarkPrivate } from '../input/privacyOption';
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
    const selected = selectRecord(store, { from: day, to: day, ...privacy });
    const [shown] = selected?.publication.days ?? [];
    if (selected === undefined || shown === undefined) {
      return 0;
    }
    const { publication, leftOut } = selected;
    const { record, findings } = shown;
    if (format === 'markdown' || options.isOn('exclude-private')) {
      remarkPrivate([...leftOut, ...record.rows.map(({ task }) => task)], privacy, environment);
      remarkIgnored(leftOut, environment);
    }
    const writers = {
      text: () =>
        environment.printLines(
          textReport(record, findings, rowDecimals, leftOut.filter((task) => task.private).length),
        ),
      markdown: () => environment.printFile(publishedMarkdown(publication, { rowDecimals })),
      json: () => environment.printJson(jsonReport(record, findings)),
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
