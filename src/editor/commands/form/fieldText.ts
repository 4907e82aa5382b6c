import * as l10n from '@vscode/l10n';
import { parseDay } from '../../../core/typed/parseDay';
import { parseEstimate } from '../../../core/typed/parseEstimate';
import { parseMinutes } from '../../../core/typed/parseMinutes';
import { parseRealEffort } from '../../../core/typed/parseRealEffort';
import { parseTitle } from '../../../core/typed/parseTitle';
import { parseTokens } from '../../../core/typed/parseTokens';
import type { Parsed } from '../../../core/typed/parsed';
import type { FormField } from './formDrafts';

interface FieldText {
  readonly label: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly check: (text: string, today: string) => Parsed<unknown>;
  readonly emptyMeans?: string;
}

/** How each field of a task is asked for, the same in every form. */
export function fieldText(field: FormField): FieldText {
  switch (field) {
    case 'day':
      return {
        label: l10n.t('Day'),
        prompt: l10n.t('Enter the day on which the task is recorded.'),
        placeholder: l10n.t('today, yesterday or a day such as 2026-04-12'),
        check: parseDay,
      };
    case 'title':
      return {
        label: l10n.t('Description'),
        prompt: l10n.t('Describe the task in one sentence.'),
        placeholder: l10n.t('For example: Import old invoices from the archive'),
        check: parseTitle,
      };
    case 'estimate':
      return {
        label: l10n.t('Human estimate'),
        prompt: l10n.t('Hours a senior engineer who knows the code would have needed.'),
        placeholder: l10n.t('12, 1.5h, 90m, 2d or 1-3h'),
        check: parseEstimate,
      };
    case 'aiMinutes':
      return {
        label: l10n.t('AI minutes'),
        prompt: l10n.t('Minutes agents spent working on the task.'),
        placeholder: l10n.t('40, 40m or 1h 20m'),
        check: parseMinutes,
      };
    case 'supervisoryMinutes':
      return {
        label: l10n.t('Supervisory minutes'),
        prompt: l10n.t('Minutes you spent writing prompts for the task.'),
        placeholder: l10n.t('3, 3m or 1h 20m'),
        check: parseMinutes,
      };
    case 'tokens':
      return {
        label: l10n.t('Tokens'),
        prompt: l10n.t('Tokens agents used for the task.'),
        placeholder: l10n.t('4129000, 250k or 4.1M'),
        check: parseTokens,
        emptyMeans: l10n.t('Leave empty if unknown.'),
      };
    case 'realEffort':
      return {
        label: l10n.t('Effort without AI'),
        prompt: l10n.t('Hours comparable work really took without AI; shows how well estimates hold.'),
        placeholder: l10n.t('12, 1.5h, 90m or 2d'),
        check: parseRealEffort,
        emptyMeans: l10n.t('Leave empty if unknown.'),
      };
  }
}
