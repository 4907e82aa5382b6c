import { periodFindings } from '../../../core/findings/findings';
import { dimensions } from '../../../core/history/historyQuery';
import { nameOf } from '../../../core/history/nameTable';
import { english } from '../../../core/texts/texts';
import type { CommandEnvironment } from '../../input/commandEnvironment';
import { oneOf, readOptions } from '../../input/commandOptions';
import { todayOf } from '../../input/dayOptions';
import { privacyOf, privacyOptions } from '../../input/privacyOption';
import { UsageError } from '../../input/usageError';
import { analysisLines } from '../../output/textReport';
import { withRecord } from '../../record/withRecord';
import { historyJson } from './historyJson';
import { historyLines } from './historyLines';
import { recordHistory } from './recordHistory';
import { askedTimeframe, timeframeOptions } from './timeframeOptions';

const kinds = {
  ...timeframeOptions,
  ...privacyOptions,
  by: 'string',
  project: 'string',
  search: 'string',
  analysis: 'boolean',
  json: 'boolean',
} as const;

/** Prints the sums of a timeframe step by step, or by what its tasks have in common. */
export async function historyCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('history', args, kinds);
  const privacy = privacyOf(options, false);
  const by = oneOf('by', options.text('by') ?? 'time', ['time', 'factor', ...dimensions]);
  const timeframe = askedTimeframe(options, environment, 'month');
  const [project, search] = [options.text('project'), options.text('search')];
  if (options.isOn('analysis') && (project !== undefined || search !== undefined)) {
    throw new UsageError(
      "--analysis compares whole periods, so it can't be combined with --project or --search.",
    );
  }
  return withRecord(options, environment, 'read', (store) => {
    const history = recordHistory(store, privacy, environment);
    const answer = history.answer(
      {
        ...timeframe(history.recorded()),
        filters: project === undefined ? {} : { project: [nameOf(project)] },
        search: search ?? '',
        leaderboard: { by: 'leverageFactor', order: 'highest' },
        calendarYear: null,
      },
      todayOf(options, environment),
    );
    const analysis = options.isOn('analysis')
      ? periodFindings(answer.timeframe.period, english, store, privacy)
      : undefined;
    if (options.isOn('json')) {
      environment.printJson(historyJson(answer, analysis));
    } else {
      environment.printLines([...historyLines(answer, by), ...analysisLines(analysis ?? [])]);
    }
    return 0;
  });
}
