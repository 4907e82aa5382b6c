import { logFinishedTask } from '../core/actions';
import { parseEstimate } from '../core/parseEstimate';
import { parseMinutes } from '../core/parseMinutes';
import { parseTitle } from '../core/parseTitle';
import { parseTokens } from '../core/parseTokens';
import type { CommandEnvironment } from './commandEnvironment';
import { dayOption, dayOptions, readOptions, required, understood } from './commandOptions';
import { withRecord } from './withRecord';

const kinds = {
  ...dayOptions,
  title: 'string',
  hours: 'string',
  'ai-minutes': 'string',
  'supervisory-minutes': 'string',
  tokens: 'string',
  project: 'string',
  private: 'boolean',
} as const;

/** Prints the id of the task once it is on disk. */
export async function closeCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('close', args, kinds);
  const title = understood('title', parseTitle(required(options, 'title', 'close')));
  const hours = understood('hours', parseEstimate(required(options, 'hours', 'close')));
  const aiMinutes = understood('ai-minutes', parseMinutes(required(options, 'ai-minutes', 'close')));
  const supervisoryMinutes = understood(
    'supervisory-minutes',
    parseMinutes(required(options, 'supervisory-minutes', 'close')),
  );
  const tokens = understood('tokens', parseTokens(options.text('tokens') ?? ''));
  const project = options.text('project')?.trim() ?? '';
  const day = dayOption(options, environment);
  const now = environment.now();
  const id = environment.newId();
  const task = {
    title,
    day,
    zone: environment.zone,
    estimate: { ...hours, by: 'me', at: now },
    aiMinutes,
    supervisoryMinutes,
    tokens,
    project: project === '' ? null : understood('project', parseTitle(project)),
    private: options.isOn('private'),
  };
  await withRecord(options, environment, 'write', async (record) => {
    await record.append(logFinishedTask(id, task, now));
    environment.print(id);
  });
  return 0;
}
