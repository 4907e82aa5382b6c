import { moveTask as moveTaskChanges } from '../../../core/task/actions';
import { dayOf } from '../../../core/days/day';
import { parseDay } from '../../../core/typed/parseDay';
import type { Task } from '../../../core/task/task';
import { UserError } from '../../../core/userError';
import { askText } from '../../quickInput/askText';
import { valueOf } from './closingFigures';
import type { CommandDeps } from '../commandDeps';
import { fieldTexts } from '../form/fieldTexts';
import { quoted } from './taskText';

type MovingDeps = Pick<CommandDeps, 'store' | 'undo' | 'settings' | 'clock'>;

export async function moveTask({ store, undo, settings, clock }: MovingDeps, task: Task): Promise<void> {
  if (task.closing === null) {
    throw new UserError(`${quoted(task)} is still open and belongs to no day yet. Close it, then move it.`);
  }
  const today = dayOf(clock(), settings.timeZone, settings.dayStart);
  const check = (text: string) => parseDay(text, today);
  const answer = await askText({
    ...fieldTexts.day,
    title: 'Move Task to Another Day',
    prompt: `The day ${quoted(task)} is recorded on.`,
    value: task.closing.day,
    check,
  });
  const day = answer.kind === 'accepted' ? valueOf(answer.text, check) : undefined;
  const current = store.task(task.id);
  if (day !== undefined && current !== undefined) {
    await undo.apply(`Move ${quoted(current)}`, moveTaskChanges(current, day));
  }
}
