import { parseDay } from '../../../core/typed/parseDay';
import { parseEstimate } from '../../../core/typed/parseEstimate';
import { parseMinutes } from '../../../core/typed/parseMinutes';
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

/** How each field of a task is asked for, in every form the same. */
export const fieldTexts: Readonly<Record<FormField, FieldText>> = {
  day: {
    label: 'Day',
    prompt: 'The day the task is recorded on.',
    placeholder: 'today, yesterday or a day such as 2026-04-12',
    check: parseDay,
  },
  title: {
    label: 'Description',
    prompt: 'What is to be done, in a sentence.',
    placeholder: 'For example: Import old invoices from the archive',
    check: parseTitle,
  },
  estimate: {
    label: 'Human estimate',
    prompt: 'Hours a senior engineer who knows the code would have needed.',
    placeholder: '12, 1.5h, 90m, 2d or 1-3h',
    check: parseEstimate,
  },
  aiMinutes: {
    label: 'AI minutes',
    prompt: 'Minutes that agents were busy with the task.',
    placeholder: '40, 40m or 1h 20m',
    check: parseMinutes,
  },
  supervisoryMinutes: {
    label: 'Supervisory minutes',
    prompt: 'Minutes you spent writing prompts for the task.',
    placeholder: '3, 3m or 1h 20m',
    check: parseMinutes,
  },
  tokens: {
    label: 'Tokens',
    prompt: 'Tokens the agents used for the task.',
    placeholder: '4129000, 250k or 4.1M',
    check: parseTokens,
    emptyMeans: 'Empty means unknown.',
  },
};
