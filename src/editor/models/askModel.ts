import * as vscode from 'vscode';
import type { LanguageModel } from './languageModels';

/**
 * A model's answer while its user can cancel. @returns undefined if they did, whether or not the model heard
 * @throws {UserError} if the model can't be used or fails
 */
export async function askModel(
  model: LanguageModel,
  request: string,
  title: string,
): Promise<string | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    try {
      return await Promise.race([model.ask(request, token), cancelled(token)]);
    } catch (error) {
      // A model that is cancelled may fail in any way.
      if (token.isCancellationRequested || error instanceof vscode.CancellationError) {
        return undefined;
      }
      throw error;
    }
  });
}

function cancelled(token: vscode.CancellationToken): Promise<undefined> {
  return new Promise((resolve) => token.onCancellationRequested(() => resolve(undefined)));
}
