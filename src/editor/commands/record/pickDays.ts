import * as l10n from '@vscode/l10n';
import { dayOf } from '../../../core/days/day';
import { dayRecord, type DayRecord } from '../../../core/record/dayRecord';
import { recordedDays } from '../../../core/exchange/writing/recordedDays';
import { parseDay } from '../../../core/typed/parseDay';
import { rejected } from '../../../core/typed/parsed';
import { UserError } from '../../../core/userError';
import { askText } from '../../quickInput/askText';
import { pickOne } from '../../quickInput/pickOne';
import type { CommandDeps } from '../deps/commandDeps';
import { daysText, tasksText } from './countTexts';

type DayDeps = Pick<CommandDeps, 'store' | 'settings' | 'clock'>;

/** The recorded days that the user chose. */
export interface ChosenDays {
  readonly records: readonly DayRecord[];
  /** Where only one project was chosen. */
  readonly project: string | undefined;
  /** For sentences, such as `2026-03-10` or `all days`. */
  readonly name: string;
}

/** Asks for a day, a span of days, all days or a project. @param given the day that is shown, if one is. */
export async function pickDays(
  deps: DayDeps,
  title: string,
  given: string | undefined,
): Promise<ChosenDays | undefined> {
  const days = deps.store.daySums().map(({ day }) => day);
  if (days.length === 0) {
    throw new UserError(l10n.t('No task has been recorded yet. Close or log one first.'));
  }
  if (days.length === 1 && (given === undefined || given === days[0])) {
    return oneDay(deps, days[0]);
  }
  const scope = await pickOne(title, l10n.t('Select what to export'), [
    given === undefined
      ? { label: l10n.t('One Day…'), value: 'day' as const }
      : { label: l10n.t('This Day'), description: given, value: 'day' as const },
    { label: l10n.t('Range of Days…'), value: 'span' as const },
    { label: l10n.t('All Days'), description: daysText(days.length), value: 'all' as const },
    { label: l10n.t('Project…'), description: l10n.t('its tasks on all days'), value: 'project' as const },
  ]);
  switch (scope) {
    case 'day':
      return oneDay(deps, given ?? (await pickDay(deps, title)));
    case 'span':
      return spanOfDays(deps, title);
    case 'all':
      return chosen(deps, l10n.t('all days'), undefined, undefined, undefined);
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
  const record = dayRecord(day, store.closedTasks(day));
  if (record.rows.length === 0) {
    throw new UserError(l10n.t('No task is recorded on {0}. Select another day.', day));
  }
  return { records: [record], project: undefined, name: day };
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
  return from && to ? chosen(deps, l10n.t('{0} to {1}', from, to), from, to, undefined) : undefined;
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
    throw new UserError(l10n.t('No task in the record has a project. Export days instead.'));
  }
  const choices = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([project, tasks]) => ({ label: project, description: tasksText(tasks), value: project }));
  const project = await pickOne(title, l10n.t('Select a project'), choices);
  return project === undefined ? undefined : chosen(deps, project, undefined, undefined, project);
}

function chosen(
  { store }: DayDeps,
  name: string,
  from: string | undefined,
  to: string | undefined,
  project: string | undefined,
): ChosenDays {
  const records = recordedDays(store, { from, to, project });
  if (records.length === 0) {
    throw new UserError(l10n.t('No task is recorded for {0}. Select other days.', name));
  }
  return { records, project, name };
}
