import { publishedForms, publishedText, textFormOf } from '../../core/publish/forms/publishedForm';
import { markedPlaces } from '../../core/publish/marks/markedText';
import { selectRecord } from '../../core/publish/selection/publication';
import { UserError } from '../../core/userError';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { oneOf, readOptions, type GivenOptions } from '../input/commandOptions';
import { mustHaveCome } from '../input/dayOptions';
import { privacyOf, privacyOptions, remarkIgnored, remarkPrivate } from '../input/privacyOption';
import { UsageError } from '../input/usageError';
import { askedClients } from '../publish/askedClients';
import { askedTemplate } from '../publish/askedTemplate';
import { markOptions, mayLeave } from '../publish/markWarnings';
import { askedSpan, spanOptions } from '../publish/spanOptions';
import { withRecord } from '../record/withRecord';

const kinds = {
  ...spanOptions,
  ...privacyOptions,
  ...markOptions,
  project: 'string',
  format: 'string',
  template: 'string',
  decimals: 'string',
} as const;

/** Prints a day or a span as a file to keep, move or publish. @returns 1 if it holds what may not be meant for others */
export async function exportCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('export', args, kinds);
  const format = oneOf('format', options.text('format') ?? 'markdown', publishedForms);
  const privacy = privacyOf(options, format !== 'json');
  const rowDecimals = decimalsOf(options);
  const span = askedSpan(options, environment);
  const project = options.text('project');
  if (options.text('template') !== undefined && format !== 'markdown') {
    throw new UsageError('--template is for Markdown. Leave it out, or give --format markdown.');
  }
  const template = await askedTemplate(options.text('template'), environment);
  const clients = await askedClients(options, environment);
  return withRecord(options, environment, 'read', (store) => {
    if (span.from !== undefined && span.from === span.to) {
      mustHaveCome(span.from, store, options, environment);
    }
    const selected = selectRecord(store, { ...span, ...privacy, project });
    if (selected === undefined) {
      throw new UserError('No tasks are recorded on those days. Choose others, or list all with --all.');
    }
    const { publication, leftOut, leftOutNames } = selected;
    remarkPrivate([...leftOut, ...publication.whole.rows.map(({ task }) => task)], privacy, environment);
    remarkIgnored(leftOut, environment);
    const text = publishedText(publication, format, { rowDecimals, template });
    const places = privacy.includePrivate
      ? []
      : markedPlaces(text, textFormOf[format], {
          clients: clients.map(({ name }) => name),
          leftOut: leftOutNames,
          hosts: [environment.hostName],
        });
    if (!mayLeave(places, options, environment)) {
      return 1;
    }
    if (format === 'json') {
      environment.printJson(text);
    } else {
      environment.printFile(text);
    }
    return 0;
  });
}

export function decimalsOf(options: GivenOptions): 1 | 2 {
  return oneOf('decimals', options.text('decimals') ?? '1', ['1', '2']) === '1' ? 1 : 2;
}
