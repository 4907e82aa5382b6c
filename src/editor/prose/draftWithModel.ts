import * as l10n from '@vscode/l10n';
import { ownText } from '../../core/findings/arranged';
import { draftText } from '../../core/prose/draftText';
import { draftRequest } from '../../core/prose/draftRequest';
import { UserError } from '../../core/userError';
import type { CommandPreview } from '../commands/deps/commandPreview';
import { pickDay } from '../commands/record/pickDays';
import { askModel } from '../models/askModel';
import type { FindModels } from '../models/languageModels';
import { pickModel } from '../models/pickModel';
import { openDraft, paragraphOf, publicFindings, type WritingDeps } from './writeAboutDay';

/**
 * Has a language model of the editor draft a page about a day. It is given the findings, and the user sees all of
 * it before it is sent.
 * @throws {UserError} if there is no model, or it fails
 */
export async function draftWithModel(
  deps: WritingDeps & { readonly preview: Pick<CommandPreview, 'ofText'>; readonly models: FindModels },
  given: string | undefined,
): Promise<void> {
  const title = l10n.t('Draft with Language Model');
  const models = await deps.models();
  if (models.length === 0) {
    throw new UserError(
      l10n.t(
        'This editor offers no language model. Install one, such as GitHub Copilot, or run Write About This Day, which needs none.',
      ),
    );
  }
  const day = given ?? (await pickDay(deps, title));
  if (day === undefined) {
    return;
  }
  // Not the user's own text: a model is given what was computed, and nothing that was written.
  const computed = publicFindings(deps, day).filter(({ kind }) => kind !== ownText);
  const request = draftRequest(day, computed.map(paragraphOf));
  const model = await deps.preview.ofText(`/${day}/request.md`, request, () =>
    pickModel(title, l10n.t('Review the text to send, then select the model that drafts the page'), models),
  );
  if (model !== undefined) {
    const answer = await askModel(model, request, l10n.t('Drafting…'));
    await (answer !== undefined && openDraft(draftText(day, [answer])));
  }
}
