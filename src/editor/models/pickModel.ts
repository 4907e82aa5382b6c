import { pickOne } from '../quickInput/pickOne';
import type { LanguageModel } from './languageModels';

/** The model that the user selects; undefined if they left. */
export function pickModel(
  title: string,
  placeholder: string,
  models: readonly LanguageModel[],
): Promise<LanguageModel | undefined> {
  const choices = models.map((model) => ({ label: model.name, description: model.vendor, value: model }));
  return pickOne(title, placeholder, choices);
}
