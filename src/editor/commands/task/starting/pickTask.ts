import * as l10n from '@vscode/l10n';
import { countedHours } from '../../../../core/task/countedHours';
import type { ClosedTask, Task } from '../../../../core/task/task';
import { pickFromGroups, type Choice, type ChoiceGroup } from '../../../quickInput/pickOne';
import { dayOf } from '../../../../core/days/day';
import type { Log } from '../../../../core/ports';
import type { CommandDeps } from '../../deps/commandDeps';
import { sayNoOpenTask } from './sayNoOpenTask';
import { estimateText, factorsText, placeText, shortTitle } from '../taskText';

type PickingDeps = Pick<CommandDeps, 'store' | 'recorder' | 'settings' | 'clock'>;

/** Older ones are reached through the record of their day. */
const mostClosed = 300;

/** The only open task, or the one the user picks; the current one comes first. Says so if there is none. */
export async function pickOpenTask(
  deps: PickingDeps & { readonly log: Pick<Log, 'error'> },
  title: string,
  placeholder: string,
): Promise<Task | undefined> {
  const tasks = openTasksFirstCurrent(deps);
  if (tasks.length <= 1) {
    if (tasks.length === 0) {
      sayNoOpenTask(deps.log);
    }
    return tasks[0];
  }
  return pickFromGroups(title, placeholder, [{ heading: '', choices: tasks.map(openChoice(deps)) }]);
}

export async function pickClosedTask(
  deps: PickingDeps,
  title: string,
  placeholder: string,
): Promise<ClosedTask | undefined> {
  return pickFromGroups(title, placeholder, closedGroups(deps));
}

export async function pickAnyTask(
  deps: PickingDeps,
  title: string,
  placeholder: string,
): Promise<Task | undefined> {
  const open = { heading: l10n.t('Open'), choices: openTasksFirstCurrent(deps).map(openChoice(deps)) };
  return pickFromGroups<Task>(title, placeholder, [open, ...closedGroups(deps)]);
}

function openTasksFirstCurrent({ store, recorder }: PickingDeps): readonly Task[] {
  const tasks = store.openTasks();
  const current = tasks.filter(({ id }) => id === recorder.currentTask.id);
  return [...current, ...tasks.filter(({ id }) => id !== recorder.currentTask.id)];
}

export function openChoice({ recorder }: Pick<PickingDeps, 'recorder'>): (task: Task) => Choice<Task> {
  return (task) => ({
    label: shortTitle(task),
    description: [
      task.id === recorder.currentTask.id ? l10n.t('current') : undefined,
      placeText(task),
      task.estimate ? estimateText(task.estimate) : undefined,
    ]
      .filter((part) => part !== undefined)
      .join(' · '),
    value: task,
  });
}

/** Newest day first and, within it, what was closed last. */
function closedGroups({ store, settings, clock }: PickingDeps): ChoiceGroup<ClosedTask>[] {
  const today = dayOf(clock(), settings.timeZone, settings.dayStart);
  const groups: ChoiceGroup<ClosedTask>[] = [];
  let left = mostClosed;
  for (const { day } of newestFirst(store.daySums())) {
    if (left <= 0) {
      break;
    }
    const tasks = newestFirst(store.closedTasks(day)).slice(0, left);
    left -= tasks.length;
    groups.push({
      heading: day === today ? l10n.t('Today') : day,
      choices: tasks.map((task) => ({
        label: shortTitle(task),
        description: factorsText(countedHours(task) ?? 0, task.closing, settings.rowDecimals),
        value: task,
      })),
    });
  }
  return groups;
}

function newestFirst<T>(oldestFirst: readonly T[]): T[] {
  return oldestFirst.reduceRight<T[]>((newest, each) => {
    newest.push(each);
    return newest;
  }, []);
}
