import { absent, formatFactor, formatHours, formatCount } from '../../../core/figures/format';
import { similarAnswer } from '../../../core/proposal/similarAnswer';
import type { CameOut } from '../../../core/task/task';
import { parseTitle } from '../../../core/typed/parseTitle';
import type { PlainEnvironment } from '../../input/commandEnvironment';
import { readOptions, required, understood } from '../../input/commandOptions';
import { cutToWidth } from '../../output/textWidth';
import { textTable } from '../../output/textTable';
import { withRecord } from '../../record/withRecord';

const kinds = { data: 'string', title: 'string', json: 'boolean', 'include-private': 'boolean' } as const;
const widestTitle = 60;

/** Prints the recorded tasks closest to a title, so that estimates stay consistent. */
export async function similarCommand(
  args: readonly string[],
  environment: PlainEnvironment,
): Promise<number> {
  const options = readOptions('similar', args, kinds);
  const title = understood('title', parseTitle(required(options, 'title', 'similar')));
  return withRecord(options, environment, 'read', (record) => {
    const tasks = similarAnswer(record, title, { includePrivate: options.isOn('include-private') });
    if (options.isOn('json')) {
      environment.printJson(JSON.stringify({ tasks }, undefined, 2));
    } else if (tasks.length === 0) {
      environment.print('No recorded task is similar.');
    } else {
      const cameOut = tasks.some((task) => task.cameOut !== null);
      environment.printLines(
        textTable(
          [
            [
              'Alike',
              'Task',
              'Day',
              'Human Est.',
              'AI',
              'Sup.',
              'Factor',
              'Sup. Factor',
              ...(cameOut ? ['Came Out'] : []),
            ],
            ...tasks.map((task) => [
              `${Math.round(task.similarity * 100)} %`,
              cutToWidth(task.title, widestTitle),
              task.day,
              estimateCell(task),
              `${formatCount(task.aiMinutes)} m`,
              `${formatCount(task.supervisoryMinutes)} m`,
              formatFactor(task.leverageFactor, 1),
              formatFactor(task.supervisoryLeverageFactor, 1),
              ...(cameOut ? [cameOutCell(task.cameOut)] : []),
            ]),
          ],
          (column) => column !== 1 && column !== 2 && column !== 8,
        ),
      );
    }
    return 0;
  });
}

/** `3 commits, 12 files, +340 −120`. */
function cameOutCell(cameOut: CameOut | null): string {
  if (cameOut === null) {
    return absent;
  }
  const { commits, files, added, removed } = cameOut;
  return [
    commits === 1 ? '1 commit' : `${formatCount(commits)} commits`,
    files === 1 ? '1 file' : `${formatCount(files)} files`,
    `+${formatCount(added)} −${formatCount(removed)}`,
  ].join(', ');
}

/** `6 h`, `6 h (4–10)`. */
export function estimateCell(estimate: {
  readonly humanHours: number | null;
  readonly lowHours: number | null;
  readonly highHours: number | null;
}): string {
  const { humanHours, lowHours, highHours } = estimate;
  if (humanHours === null) {
    return absent;
  }
  const range =
    lowHours === null || highHours === null ? '' : ` (${formatHours(lowHours)}–${formatHours(highHours)})`;
  return `${formatHours(humanHours)} h${range}`;
}
