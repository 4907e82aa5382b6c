import * as l10n from '@vscode/l10n';
import { moveTaskChanges } from '../../../../core/task/actions';
import { dayOf } from '../../../../core/days/day';
import { parseDay } from '../../../../core/typed/parseDay';
import type { Task } from '../../../../core/task/task';
import { UserError } from '../../../../core/userError';
import { askText } from '../../../quickInput/askText';
import { valueOf } from '../closing/closingFigures';
import type { CommandDeps } from '../../deps/commandDeps';
import { fieldText } from '../../form/fieldText';
import { shortTitle } from '../taskText';

type MovingDeps = Pick<CommandDeps, 'store' | 'undo' | 'settings' | 'clock'>;

/** @throws {UserError} if the task is still open, or the move can't be stored. */
export async function moveTask({ store, undo, settings, clock }: MovingDeps, task: Task): Promise<void> {
  if (task.closing === null) {
    throw new UserError(
      l10n.t(
        "“{0}” is still open and doesn't belong to a day yet. Close it, then move it.",
        shortTitle(task),
      ),
    );
  }
  const today = dayOf(clock(), settings.timeZone, settings.dayStart);
  const check = (text: string) => parseDay(text, today);
  const answer = await askText({
    ...fieldText('day'),
    title: l10n.t('Move Task to Another Day'),
    prompt: l10n.t('Enter the day on which “{0}” is recorded.', shortTitle(task)),
    value: task.closing.day,
    check,
  });
  const day = answer.kind === 'accepted' ? valueOf(answer.text, check) : undefined;
  const current = store.task(task.id);
  if (day !== undefined && current !== undefined) {
    await undo.apply(l10n.t('Move “{0}”', shortTitle(current)), moveTaskChanges(current, day));
  }
}
