import * as l10n from '@vscode/l10n';
import { templateOf } from '../../../core/exchange/template/parseTemplate';
import type { RecordTemplate } from '../../../core/exchange/template/recordTemplate';
import { templatePresets } from '../../../core/exchange/template/templatePresets';
import { UserError } from '../../../core/userError';
import { pickOne, type Choice } from '../../quickInput/pickOne';

type Offered = { readonly template: RecordTemplate } | { readonly problem: string };

/**
 * Asks for one of the user's templates or ours. One of the user's that is wrong is offered with what is wrong with it.
 * @param own of the setting, as they are written
 * @throws {UserError} if the user selects one that is wrong
 */
export async function pickTemplate(
  title: string,
  own: readonly unknown[],
): Promise<RecordTemplate | undefined> {
  const picked = await pickOne<Offered>(title, l10n.t('Select a template'), [
    ...templatePresets.map(offered),
    ...own.map((raw, index): Choice<Offered> => {
      const template = templateOf(raw, l10n);
      return template.ok
        ? offered(template.value)
        : {
            label: `$(warning) ${l10n.t('Template {0} of your settings', index + 1)}`,
            description: template.problem,
            value: { problem: template.problem },
          };
    }),
  ]);
  if (picked !== undefined && 'problem' in picked) {
    throw new UserError(
      l10n.t('{0} Correct it in the setting {1}.', picked.problem, 'leverageRecord.templates'),
    );
  }
  return picked?.template;
}

function offered(template: RecordTemplate): Choice<Offered> {
  const headings = template.columns.filter(({ optional }) => optional !== true).map(({ heading }) => heading);
  return { label: template.name, description: headings.join(' · '), value: { template } };
}
