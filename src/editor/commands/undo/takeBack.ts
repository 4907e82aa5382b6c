import type { CommandDeps } from '../deps/commandDeps';
import { goOnWith } from '../task/closing/goOnWith';

type UndoingDeps = Pick<CommandDeps, 'undo' | 'store' | 'recorder'>;

/** Undoes the last action and returns the window to its previous task, unless it has switched to a third since. */
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
