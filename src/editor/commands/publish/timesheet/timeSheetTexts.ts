import * as l10n from '@vscode/l10n';
import { formatCount } from '../../../../core/figures/format';
import { roundingSteps, type RoundingRule } from '../../../../core/publish/timesheet/rounding';
import {
  billedMinutes,
  type BilledMinutes,
  type ClientSum,
  type TimeSheet,
} from '../../../../core/publish/timesheet/timeSheet';
import {
  dateFormats,
  timeSheetPrograms,
  type TimeSheetProgram,
} from '../../../../core/publish/timesheet/writeTimeSheet';
import { isolated } from '../../../../core/texts/isolatedText';
import type { Choice } from '../../../quickInput/pickOne';
import type { TimeSheetChoices } from '../../../timesheet/timeSheetChoices';

/** Their own names, which no language has others for. */
export const programNames: Readonly<Record<TimeSheetProgram, string>> = {
  toggl: 'Toggl',
  clockify: 'Clockify',
  tempo: 'Tempo',
};

export const programChoices: readonly Choice<TimeSheetProgram>[] = timeSheetPrograms.map((value) => ({
  label: programNames[value],
  value,
}));

export const dateChoices = dateFormats.map((value) => ({ label: value, value }));

/** Toggl and Clockify know their users by address, Tempo by name. */
export function userLabel(program: TimeSheetProgram): string {
  return program === 'tempo' ? l10n.t('User name') : l10n.t('Email');
}

export function minutesName(minutes: BilledMinutes): string {
  switch (minutes) {
    case 'ai':
      return l10n.t('AI minutes');
    case 'supervisory':
      return l10n.t('Supervisory minutes');
    case 'both':
      return l10n.t('AI and supervisory minutes together');
  }
}

export function minutesChoices(): readonly Choice<BilledMinutes>[] {
  return billedMinutes.map((value) => ({ label: minutesName(value), value }));
}

export function roundingName({ step, to }: RoundingRule): string {
  if (step === 1) {
    return l10n.t('Not rounded');
  }
  return to === 'up' ? l10n.t('Up to {0} minutes', step) : l10n.t('To the nearest {0} minutes', step);
}

/** Every rule once: by the minute, up and to the nearest are the same. */
export function roundingChoices(): readonly Choice<RoundingRule>[] {
  return (['up', 'nearest'] as const)
    .flatMap((to) => roundingSteps.map((step) => ({ step, to })))
    .filter(({ step, to }) => step > 1 || to === 'up')
    .map((value) => ({ label: roundingName(value), value }));
}

export function perName(per: TimeSheetChoices['per']): string {
  return per === 'entry' ? l10n.t('One for each task') : l10n.t('One for all of a project on a day');
}

export function perChoices(): readonly Choice<TimeSheetChoices['per']>[] {
  return [
    { label: perName('entry'), value: 'entry' },
    { label: perName('day'), value: 'day' },
  ];
}

export function clockName(clock: TimeSheetChoices['clock']): string {
  return clock === 12 ? l10n.t('12 hours') : l10n.t('24 hours');
}

export function clockChoices(): readonly Choice<TimeSheetChoices['clock']>[] {
  return ([24, 12] as const).map((value) => ({ label: clockName(value), value }));
}

/** What there is to bill: `12 entries · 320 min, 360 min after rounding`. */
export function sheetText({ entries, sums }: Pick<TimeSheet, 'entries' | 'sums'>): string {
  const count = entries.filter(({ roundedMinutes }) => roundedMinutes > 0).length;
  if (count === 0) {
    return l10n.t('no time to bill');
  }
  const minutes = changeText({
    minutes: sums.reduce((sum, each) => sum + each.minutes, 0),
    roundedMinutes: sums.reduce((sum, each) => sum + each.roundedMinutes, 0),
  });
  return count === 1
    ? l10n.t('1 entry · {0}', minutes)
    : l10n.t('{0} entries · {1}', formatCount(count), minutes);
}

/** What rounding did to each client's time; undefined where no client has any. */
export function clientsText({ sums }: Pick<TimeSheet, 'sums'>): string | undefined {
  return sums.every(({ client }) => client === undefined)
    ? undefined
    : sums
        .map((sum) =>
          l10n.t(
            '{0}: {1}',
            sum.client === undefined ? l10n.t('No client') : isolated(sum.client),
            changeText(sum),
          ),
        )
        .join(' · ');
}

function changeText({ minutes, roundedMinutes }: Omit<ClientSum, 'client'>): string {
  return minutes === roundedMinutes
    ? l10n.t('{0} min', formatCount(minutes))
    : l10n.t('{0} min, {1} min after rounding', formatCount(minutes), formatCount(roundedMinutes));
}
