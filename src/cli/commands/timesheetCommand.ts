import { markedPlaces } from '../../core/publish/marks/markedText';
import { leftOutNames } from '../../core/publish/selection/leftOutNames';
import { roundingSteps, type RoundingStep } from '../../core/publish/timesheet/rounding';
import { billedMinutes, timeSheet, type ClientSum } from '../../core/publish/timesheet/timeSheet';
import {
  dateFormats,
  timeSheetPrograms,
  usualLook,
  writeTimeSheet,
} from '../../core/publish/timesheet/writeTimeSheet';
import { UserError } from '../../core/userError';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { oneOf, readOptions, required, type GivenOptions } from '../input/commandOptions';
import { privacyOf, privacyOptions, remarkIgnored, remarkPrivate } from '../input/privacyOption';
import { askedClients } from '../publish/askedClients';
import { markOptions, mayLeave } from '../publish/markWarnings';
import { askedSpan, spanOptions } from '../publish/spanOptions';
import { withRecord } from '../record/withRecord';

const kinds = {
  ...spanOptions,
  ...privacyOptions,
  ...markOptions,
  for: 'string',
  email: 'string',
  client: 'string',
  minutes: 'string',
  round: 'string',
  rounding: 'string',
  per: 'string',
  dates: 'string',
  clock: 'string',
} as const;

/** Prints time by client and project for a time tracker to import, and says what rounding did to it. */
export async function timesheetCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('timesheet', args, kinds);
  const program = oneOf('for', required(options, 'for', 'timesheet'), timeSheetPrograms);
  const privacy = privacyOf(options, true);
  const span = askedSpan(options, environment);
  const usual = usualLook[program];
  const look = {
    email: required(options, 'email', 'timesheet'),
    dateFormat: oneOf('dates', options.text('dates') ?? usual.dateFormat, dateFormats),
    clock: oneOf('clock', options.text('clock') ?? String(usual.clock), ['12', '24']) === '12' ? 12 : 24,
  } as const;
  const rules = {
    client: options.text('client'),
    minutes: oneOf('minutes', options.text('minutes') ?? 'ai', billedMinutes),
    rounding: {
      step: stepOf(options),
      to: oneOf('rounding', options.text('rounding') ?? 'up', ['up', 'nearest']),
    },
    per: oneOf('per', options.text('per') ?? 'entry', ['entry', 'day']),
  } as const;
  const clients = await askedClients(options, environment);
  return withRecord(options, environment, 'read', (store) => {
    const home = environment.homeFolder;
    const { entries, sums, billed, leftOut } = timeSheet(store, {
      ...span,
      ...privacy,
      ...rules,
      clients,
      home,
    });
    if (entries.length === 0) {
      throw new UserError('No time is recorded on those days. Choose others, or list all with --all.');
    }
    remarkPrivate(leftOut, privacy, environment);
    remarkIgnored(leftOut, environment);
    const text = writeTimeSheet(entries, program, look);
    const places = markedPlaces(text, 'csv', {
      clients: [],
      leftOut: leftOutNames(leftOut, billed),
      hosts: [environment.hostName],
    }).filter(({ shown }) => shown !== look.email);
    if (!privacy.includePrivate && !mayLeave(places, options, environment)) {
      return 1;
    }
    sums.forEach((sum) => environment.remark(`${sum.client ?? 'No client'}: ${change(sum)}`));
    environment.remark(`All: ${change(added(sums))}`);
    environment.printFile(text);
    return 0;
  });
}

function stepOf(options: GivenOptions): RoundingStep {
  const given = oneOf('round', options.text('round') ?? '1', roundingSteps.map(String));
  return roundingSteps.find((step) => String(step) === given) ?? 1;
}

function added(sums: readonly ClientSum[]): Omit<ClientSum, 'client'> {
  return sums.reduce(
    (sum, { minutes, roundedMinutes }) => ({
      minutes: sum.minutes + minutes,
      roundedMinutes: sum.roundedMinutes + roundedMinutes,
    }),
    { minutes: 0, roundedMinutes: 0 },
  );
}

function change({ minutes, roundedMinutes }: Omit<ClientSum, 'client'>): string {
  return `${minutes} min, ${roundedMinutes} min after rounding.`;
}
