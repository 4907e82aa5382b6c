import type * as vscode from 'vscode';

/** A language model that some extension of the editor offers. */
export interface LanguageModel {
  readonly name: string;
  readonly vendor: string;
  readonly id: string;
  /**
   * Sends a text and gives back the answer, or its beginning where it is endless.
   * @throws {UserError} if the model can't be used or fails, with the next step
   */
  readonly ask: (request: string, token: vscode.CancellationToken) => Promise<string>;
}

/** Asked again each time: models come and go with extensions and accounts. Sends nothing. */
export type FindModels = () => Promise<readonly LanguageModel[]>;
