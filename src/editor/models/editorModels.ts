import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from '../../core/userError';
import { isolated } from '../../core/texts/isolatedText';
import type { LanguageModel } from './languageModels';

/** More than any page needs. */
const longestAnswer = 200_000;
const longestProblem = 300;

/** The language models that the editor offers; none where it has none, or is too old for any. */
export async function editorModels(): Promise<readonly LanguageModel[]> {
  // Other editors that run extensions may lack this interface.
  const known: Partial<typeof vscode.lm> | undefined = vscode.lm;
  const models = (await known?.selectChatModels?.()) ?? [];
  return models.map((model) => ({
    name: model.name,
    vendor: model.vendor,
    id: model.id,
    ask: (request, token) => answerOf(model, request, token),
  }));
}

async function answerOf(
  model: vscode.LanguageModelChat,
  request: string,
  token: vscode.CancellationToken,
): Promise<string> {
  try {
    const { text } = await model.sendRequest([vscode.LanguageModelChatMessage.User(request)], {}, token);
    let answer = '';
    for await (const part of text) {
      answer += part;
      if (answer.length > longestAnswer) {
        break;
      }
    }
    return answer.trim();
  } catch (cause) {
    throw cause instanceof vscode.CancellationError
      ? cause
      : new UserError(problemText(cause, isolated(model.name)), { cause });
  }
}

/** What an extension's error is about differs; the codes are the editor's own. */
function problemText(cause: unknown, model: string): string {
  switch (cause instanceof vscode.LanguageModelError ? cause.code : undefined) {
    case vscode.LanguageModelError.NoPermissions.name:
      return l10n.t(
        'Leverage Record may not use {0}, so nothing was sent. Allow it the next time, or select another model.',
        model,
      );
    case vscode.LanguageModelError.Blocked.name:
      return l10n.t(
        '{0} refused the request; perhaps its quota is used up. Try again later, or select another model.',
        model,
      );
    case vscode.LanguageModelError.NotFound.name:
      return l10n.t('{0} is no longer there. Select another model.', model);
    default:
      return l10n.t(
        '{0} failed: {1} Try again, or select another model.',
        model,
        isolated((cause instanceof Error ? cause.message : String(cause)).slice(0, longestProblem)),
      );
  }
}
