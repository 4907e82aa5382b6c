import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground } from '../../core/inBackground';
import type { Clock, Log, NewId } from '../../core/ports';
import { estimatorName, readSuggestion } from '../../core/proposal/suggesting/readSuggestion';
import { offeredParts, type WorkFacts } from '../../core/proposal/suggesting/suggestionRequest';
import type { Suggestion } from '../../core/proposal/suggesting/suggestedTask';
import { isolated } from '../../core/texts/isolatedText';
import { UserError } from '../../core/userError';
import type { WindowMemory } from '../../recorder/ports/windowMemory';
import { askModel } from '../models/askModel';
import type { FindModels } from '../models/languageModels';
import { pickModel } from '../models/pickModel';
import { runForm } from '../quickInput/runForm';
import { chooseRequest, type TextPreview } from './chooseRequest';

interface SuggestingDeps {
  readonly models: FindModels;
  readonly preview: TextPreview;
  readonly memory: WindowMemory;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Pick<Log, 'error'>;
}

/** Has a language model of the editor draft title, estimate and reasons of a task, when the user asks for it. */
export class Suggesting {
  private hasModels = false;

  constructor(private readonly deps: SuggestingDeps) {}

  /** Whether the editor has a language model, as was last found out. */
  get isOffered(): boolean {
    return this.hasModels;
  }

  /** Finds out whether the editor has a language model; sends nothing, and never rejects. */
  async findOut(): Promise<boolean> {
    const finding = this.deps.models().then((models) => (this.hasModels = models.length > 0));
    inBackground(finding, this.deps.log, 'Language models could not be listed.');
    return finding.catch(() => false);
  }

  /**
   * Shows what would be sent, lets the user leave parts out, and asks the model that they select. What goes wrong is
   * said here. @returns undefined if there is no suggestion, for whatever reason
   */
  async suggest(facts: WorkFacts, isPrivate: boolean): Promise<Suggestion | undefined> {
    try {
      return await this.suggested(facts, isPrivate);
    } catch (error) {
      if (!(error instanceof UserError)) {
        throw error;
      }
      // Not awaited: a notification may stay for hours, and the form comes back.
      const shown = vscode.window.showErrorMessage(error.message);
      inBackground(shown, this.deps.log, 'The failure of a suggestion could not be shown.');
      return undefined;
    }
  }

  private async suggested(facts: WorkFacts, isPrivate: boolean): Promise<Suggestion | undefined> {
    const { models: find, clock, newId } = this.deps;
    const models = await find();
    if (models.length === 0) {
      throw new UserError(
        l10n.t(
          'This editor offers no language model. Install one, such as GitHub Copilot, or type an estimate.',
        ),
      );
    }
    const chosen = await chooseRequest(
      { ...this.deps, runForm, pickModel },
      models,
      offeredParts(facts),
      isPrivate,
    );
    if (chosen === undefined) {
      return undefined;
    }
    const { model, request } = chosen;
    const name = isolated(model.name);
    const answer = await askModel(model, request, l10n.t('Asking {0}…', name));
    if (answer === undefined) {
      return undefined;
    }
    const read = readSuggestion(answer, estimatorName(model));
    if (!read.ok) {
      throw new UserError(
        l10n.t("{0}'s answer can't be used, so nothing was filled in. {1}", name, read.problem),
      );
    }
    return { id: newId(), at: clock(), input: read.value };
  }
}
