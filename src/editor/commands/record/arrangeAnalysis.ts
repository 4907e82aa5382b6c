import * as l10n from '@vscode/l10n';
import { hideFinding, orderFindings, writeOwnText } from '../../../core/findings/arranged';
import type { CommandDeps } from '../deps/commandDeps';

type ArrangingDeps = Pick<CommandDeps, 'store' | 'undo'>;

/** Leaves a paragraph out of the analysis of a day, or takes it in again. */
export async function hideParagraph(
  { store, undo }: ArrangingDeps,
  given: { readonly day: string; readonly kind: string; readonly hidden: boolean },
): Promise<void> {
  const { day, kind, hidden } = given;
  const label = hidden ? l10n.t('Hide Paragraph of {0}', day) : l10n.t('Show Paragraph of {0}', day);
  await undo.apply(label, hideFinding(day, store.dayText(day), kind, hidden));
}

export async function moveParagraph(
  { store, undo }: ArrangingDeps,
  { day, order }: { readonly day: string; readonly order: readonly string[] },
): Promise<void> {
  await undo.apply(l10n.t('Move Paragraph of {0}', day), orderFindings(day, store.dayText(day), order));
}

export async function writeText(
  { store, undo }: ArrangingDeps,
  { day, text }: { readonly day: string; readonly text: string },
): Promise<void> {
  await undo.apply(l10n.t('Write Text of {0}', day), writeOwnText(day, store.dayText(day), text));
}
