import type { CommandDeps } from '../commandDeps';
import { goOnWith } from '../task/goOnWith';

type UndoingDeps = Pick<CommandDeps, 'undo' | 'store' | 'recorder'>;

/** Takes the last action back, and the window to the task it worked on before, unless it has turned to a third since. */
export async function takeBack(
  { undo, store, recorder }: UndoingDeps,
  overwrite: (label: string) => Promise<boolean>,
): Promise<void> {
  const handover = (await undo.undo(overwrite))?.handover;
  const { id: currentTaskId } = recorder.currentTask;
  if (handover && (currentTaskId === undefined || currentTaskId === handover.to)) {
    goOnWith({ store, recorder }, handover.from);
  }
}
