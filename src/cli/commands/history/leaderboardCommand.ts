import type { Leader } from '../../../core/history/leaderboard';
import type { LeaderMeasure } from '../../../core/history/historyQuery';
import { absent, formatCount, formatFactor, formatHours } from '../../../core/figures/format';
import type { CommandEnvironment } from '../../input/commandEnvironment';
import { oneOf, readOptions, type GivenOptions } from '../../input/commandOptions';
import { todayOf } from '../../input/dayOptions';
import { privacyOf, privacyOptions } from '../../input/privacyOption';
import { UsageError } from '../../input/usageError';
import { textTable } from '../../output/textTable';
import { titleCell } from '../../output/textReport';
import { withRecord } from '../../record/withRecord';
import { jsonLeader, recordHistory } from './recordHistory';
import { askedTimeframe, timeframeOptions } from './timeframeOptions';

const kinds = {
  ...timeframeOptions,
  ...privacyOptions,
  by: 'string',
  top: 'string',
  search: 'string',
  json: 'boolean',
} as const;
const measures = {
  factor: 'leverageFactor',
  supervisory: 'supervisoryLeverageFactor',
  hours: 'humanHours',
} as const satisfies Readonly<Record<string, LeaderMeasure>>;
const usualTop = 10;
const mostTop = 10_000;

/** Lists the tasks of a timeframe that are highest by a figure; equal figures share a rank. */
export async function leaderboardCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('leaderboard', args, kinds);
  const privacy = privacyOf(options, false);
  const by = oneOf('by', options.text('by') ?? 'factor', ['factor', 'supervisory', 'hours']);
  const top = topOf(options);
  const timeframe = askedTimeframe(options, environment, 'all');
  return withRecord(options, environment, 'read', (store) => {
    const history = recordHistory(store, privacy, environment);
    const question = {
      ...timeframe(history.recorded()),
      filters: {},
      search: options.text('search') ?? '',
      leaderboard: { by: measures[by], order: 'highest' },
      calendarYear: null,
    } as const;
    const today = todayOf(options, environment);
    const { period } = history.timeframe(question, today);
    const board = history.leaderboard(question, today);
    const leaders = board.rows(0, top);
    if (options.isOn('json')) {
      const tasks = leaders.map((leader) => ({ rank: leader.rank ?? null, ...jsonLeader(leader) }));
      environment.printJson(
        JSON.stringify({ from: period.from, to: period.to, by, count: board.count, tasks }, undefined, 2),
      );
    } else if (leaders.length === 0) {
      environment.print(`No tasks are recorded from ${period.from} to ${period.to}.`);
    } else {
      environment.printLines([
        `Leaderboard ${period.from} to ${period.to}`,
        '',
        ...table(leaders),
        ...(board.count > leaders.length
          ? ['', `${formatCount(board.count - leaders.length)} more tasks.`]
          : []),
      ]);
    }
    return 0;
  });
}

function topOf(options: GivenOptions): number {
  const text = options.text('top') ?? String(usualTop);
  const top = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (top < 1 || top > mostTop) {
    throw new UsageError(
      `--top needs a number from 1 to ${formatCount(mostTop)}, not “${text.slice(0, 40)}”.`,
    );
  }
  return top;
}

function table(leaders: readonly Leader[]): string[] {
  return textTable(
    [
      ['#', 'Task', 'Day', 'Human Est.', 'AI', 'Sup.', 'Factor', 'Sup. Factor'],
      ...leaders.map(({ rank, indexed }) => [
        rank === undefined ? absent : formatCount(rank),
        titleCell(indexed.task),
        indexed.task.day,
        indexed.humanHours === undefined ? absent : `${formatHours(indexed.humanHours)} h`,
        `${formatCount(indexed.counted.aiMinutes)} m`,
        `${formatCount(indexed.counted.supervisoryMinutes)} m`,
        formatFactor(indexed.leverageFactor, 1),
        formatFactor(indexed.supervisoryLeverageFactor, 1),
      ]),
    ],
    (column) => column !== 1 && column !== 2,
  );
}
