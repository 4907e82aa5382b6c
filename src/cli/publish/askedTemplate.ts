import { parseTemplate } from '../../core/exchange/template/parseTemplate';
import type { RecordTemplate } from '../../core/exchange/template/recordTemplate';
import { templatePresets } from '../../core/exchange/template/templatePresets';
import { english } from '../../core/texts/texts';
import { UserError } from '../../core/userError';
import { textOfFile } from '../input/textOfFile';
import type { CommandEnvironment } from '../input/commandEnvironment';

/** A template by the name of a preset, or from a file. @throws {UserError} if it is neither, or no template */
export async function askedTemplate(
  given: string | undefined,
  environment: CommandEnvironment,
): Promise<RecordTemplate | undefined> {
  const preset = templatePresets.find(({ name }) => name === given);
  if (given === undefined || preset !== undefined) {
    return preset;
  }
  if (!/[./\\]/u.test(given)) {
    throw new UserError(
      `There is no template “${given.slice(0, 60)}”. The templates are ${templatePresets.map(({ name }) => name).join(', ')}; a file of your own is named with its extension.`,
    );
  }
  const template = parseTemplate(await textOfFile(given, environment, 'Nothing was exported.'), english);
  if (!template.ok) {
    throw new UserError(`${given}: ${template.problem}`);
  }
  return template.value;
}
