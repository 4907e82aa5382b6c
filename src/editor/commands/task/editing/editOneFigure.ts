import * as l10n from '@vscode/l10n';
import { editFigure } from '../../../../core/typed/editFigure';
import type { EditableField } from '../../../../core/typed/editableField';
import { UserError } from '../../../../core/userError';
import type { CommandDeps } from '../../deps/commandDeps';
import { taskById } from '../taskById';
import { shortTitle } from '../taskText';

interface TypedFigure {
  readonly id: string;
  readonly field: EditableField;
  readonly text: string;
}

/** @throws {UserError} if the text is no such figure, or the task was deleted. */
export async function editOneFigure(
  { store, undo, clock }: Pick<CommandDeps, 'store' | 'undo' | 'clock'>,
  { id, field, text }: TypedFigure,
): Promise<void> {
  const task = taskById({ store }, id);
  const changes = editFigure(task, field, text, clock());
  if (!changes.ok) {
    throw new UserError(changes.problem);
  }
  await undo.apply(l10n.t('Edit “{0}”', shortTitle(task)), changes.value);
}
