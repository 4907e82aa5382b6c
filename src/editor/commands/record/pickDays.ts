import * as l10n from '@vscode/l10n';
import { dayOf } from '../../../core/days/day';
import { periodOf } from '../../../core/findings/finding/period';
import { recordedDays } from '../../../core/exchange/writing/recordedDays';
import { periodOfSpan, spanName, type PublishedSpan } from '../../../core/publish/selection/publishedSpan';
import { parseDay } from '../../../core/typed/parseDay';
import { rejected } from '../../../core/typed/parsed';
import { UserError } from '../../../core/userError';
import { askText } from '../../quickInput/askText';
import { pickOne } from '../../quickInput/pickOne';
import type { CommandDeps } from '../deps/commandDeps';
import { daysText, tasksText } from './countTexts';

type DayDeps = Pick<CommandDeps, 'store' | 'settings' | 'clock'>;

/** The days that the user chose. */
export interface ChosenDays extends PublishedSpan {
  /** Where only one project was chosen. */
  readonly project: string | undefined;
  /** For sentences, such as `2026-03-10` or `all days`. */
  readonly name: string;
}

/** The days of a span that is given. */
export function daysOfSpan({ from, to }: { readonly from: string; readonly to: string }): ChosenDays {
  return { from, to, project: undefined, name: spanName(periodOfSpan(from, to)) };
}

/**
 * Asks for a day, what it lies in, a span of days, all days or a project.
 * @param placeholder says what for
 * @param given the day that is shown, if one is
 * @param scope whether a project can be chosen
 */
export async function pickDays(
  deps: DayDeps,
  title: string,
  placeholder: string,
  given: string | undefined,
  scope: 'days' | 'any' = 'any',
): Promise<ChosenDays | undefined> {
  const days = deps.store
    .daySums()
    .map(({ day }) => day)
    .sort();
  const last = days.at(-1);
  if (last === undefined) {
    throw new UserError(l10n.t('No task has been recorded yet. Close or log one first.'));
  }
  if (days.length === 1 && (given === undefined || given === last)) {
    return oneDay(deps, last);
  }
  const [week, month] = [periodOf(given ?? last, 'week'), periodOf(given ?? last, 'month')];
  const chosen = await pickOne(title, placeholder, [
    given === undefined
      ? { label: l10n.t('One Day…'), value: 'day' as const }
      : { label: l10n.t('This Day'), description: given, value: 'day' as const },
    { label: l10n.t('Week'), description: spanName(week), value: 'week' as const },
    { label: l10n.t('Month'), description: spanName(month), value: 'month' as const },
    { label: l10n.t('Range of Days…'), value: 'span' as const },
    { label: l10n.t('All Days'), description: daysText(days.length), value: 'all' as const },
    ...(scope === 'days'
      ? []
      : [
          {
            label: l10n.t('Project…'),
            description: l10n.t('its tasks on all days'),
            value: 'project' as const,
          },
        ]),
  ]);
  switch (chosen) {
    case 'day':
      return oneDay(deps, given ?? (await pickDay(deps, title)));
    case 'week':
      return { from: week.from, to: week.to, project: undefined, name: spanName(week) };
    case 'month':
      return { from: month.from, to: month.to, project: undefined, name: spanName(month) };
    case 'span':
      return spanOfDays(deps, title);
    case 'all':
      return { from: undefined, to: undefined, project: undefined, name: l10n.t('all days') };
    case 'project':
      return ofProject(deps, title);
    case undefined:
      return undefined;
  }
}

function oneDay({ store }: DayDeps, day: string | undefined): ChosenDays | undefined {
  if (day === undefined) {
    return undefined;
  }
  if (store.closedTasks(day).length === 0) {
    throw new UserError(l10n.t('No task is recorded on {0}. Select another day.', day));
  }
  return { from: day, to: day, project: undefined, name: day };
}

/** Asks for a recorded day, the latest first. */
export async function pickDay(
  { store, settings, clock }: DayDeps,
  title: string,
): Promise<string | undefined> {
  const today = dayOf(clock(), settings.timeZone, settings.dayStart);
  const days = store.daySums().map(({ day, tasks }) => ({
    label: day,
    description: day === today ? `${l10n.t('today')} · ${tasksText(tasks)}` : tasksText(tasks),
    value: day,
  }));
  days.sort((a, b) => (a.value > b.value ? -1 : 1));
  return pickOne(title, l10n.t('Select a day'), days);
}

async function spanOfDays(deps: DayDeps, title: string): Promise<ChosenDays | undefined> {
  const days = deps.store
    .daySums()
    .map(({ day }) => day)
    .sort();
  const today = dayOf(deps.clock(), deps.settings.timeZone, deps.settings.dayStart);
  const latest = [today, ...days.slice(-1)].sort().at(-1) ?? today;
  const ask = async (prompt: string, value: string | undefined, from: string) => {
    const check = (text: string) => {
      const day = parseDay(text, latest);
      return day.ok && day.value < from
        ? rejected(l10n.t('{0} is before the first day, {1}.', day.value, from))
        : day;
    };
    const answer = await askText({ title, prompt, ...(value !== undefined && { value }), check });
    const day = answer.kind === 'accepted' ? check(answer.text) : undefined;
    return day?.ok === true ? day.value : undefined;
  };
  const from = await ask(l10n.t('Enter the first day.'), days[0], '');
  const to = from && (await ask(l10n.t('Enter the last day.'), days.at(-1), from));
  return from && to ? { from, to, project: undefined, name: l10n.t('{0} to {1}', from, to) } : undefined;
}

async function ofProject(deps: DayDeps, title: string): Promise<ChosenDays | undefined> {
  const counts = new Map<string, number>();
  for (const { rows } of recordedDays(deps.store, { from: undefined, to: undefined, project: undefined })) {
    for (const { project } of rows.map(({ task }) => task)) {
      if (project !== null) {
        counts.set(project, (counts.get(project) ?? 0) + 1);
      }
    }
  }
  if (counts.size === 0) {
    throw new UserError(l10n.t('No task in the record has a project. Choose days instead.'));
  }
  const choices = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([project, tasks]) => ({ label: project, description: tasksText(tasks), value: project }));
  const project = await pickOne(title, l10n.t('Select a project'), choices);
  return project === undefined ? undefined : { from: undefined, to: undefined, project, name: project };
}
