import { parseArgs } from 'node:util';
import { dayOf, isDay, latestDay } from '../../core/days/day';
import { parseDay } from '../../core/typed/parseDay';
import type { Parsed } from '../../core/typed/parsed';
import type { RecordStore } from '../../core/record/recordStore';
import type { CommandEnvironment } from './commandEnvironment';
import { UsageError } from './usageError';

type OptionKinds = Readonly<Record<string, 'string' | 'strings' | 'boolean'>>;

/** Options by name: the text, true for a switch, undefined if not given. */
export interface GivenOptions {
  readonly files: readonly string[];
  text(name: string): string | undefined;
  /** For an option that may be given several times. */
  texts(name: string): readonly string[];
  isOn(name: string): boolean;
}

/** Options of every command that works on a record. */
export const recordOptions = { data: 'string', 'day-start': 'string', 'time-zone': 'string' } as const;
export const dayOptions = { ...recordOptions, day: 'string' } as const;

/** @throws {UsageError} for an option that doesn't exist or has no value. */
export function readOptions(
  command: string,
  args: readonly string[],
  kinds: OptionKinds,
  takesFiles = false,
): GivenOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(
        Object.entries(kinds).map(([name, kind]) => [
          name,
          { type: kind === 'strings' ? ('string' as const) : kind, multiple: kind === 'strings' },
        ]),
      ),
      allowPositionals: takesFiles,
      strict: true,
    });
    return {
      files: positionals,
      text: (name) => {
        const value = values[name];
        return typeof value === 'string' ? value : undefined;
      },
      texts: (name) => {
        const value = values[name];
        return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
      },
      isOn: (name) => values[name] === true,
    };
  } catch (error) {
    const problem = optionProblem(error instanceof Error ? error.message : String(error));
    throw new UsageError(`${problem} See leverage-record ${command} --help.`);
  }
}

/** The error of parseArgs, reworded for our options. */
function optionProblem(message: string): string {
  const [, name = '', , what = ''] =
    /^Option '(?:-\w, )?(--[\w-]+)([^'\w-][^']*)?' (.*)/u.exec(message) ?? [];
  if (what.startsWith('argument missing')) {
    return `${name} has no value.`;
  }
  if (what.startsWith('argument is ambiguous')) {
    return `${name} has no value, or one that begins with a dash; write that as ${name}=-….`;
  }
  if (what.startsWith('does not take an argument')) {
    return `${name} is a switch and takes no value.`;
  }
  // The first sentence says what is wrong; the rest is advice about positional arguments.
  const [problem = ''] = message.split(/\.\s|\n/u);
  return `${problem.replace(/\.$/u, '')}.`;
}

/** @throws {UsageError} if the option is missing. */
export function required(options: GivenOptions, name: string, command: string): string {
  const value = options.text(name);
  if (value === undefined) {
    throw new UsageError(`--${name} is missing. See leverage-record ${command} --help.`);
  }
  return value;
}

/** @throws {UsageError} saying what is wrong with the option's text. */
export function understood<T>(name: string, answer: Parsed<T>): T {
  if (!answer.ok) {
    throw new UsageError(`--${name}: ${answer.problem}`);
  }
  return answer.value;
}

/** @throws {UsageError} if it isn't one of the choices. */
export function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === value);
  if (choice === undefined) {
    throw new UsageError(`--${name} is ${choices.join(', ')}, not “${value.slice(0, 40)}”.`);
  }
  return choice;
}

/** Today, as days are counted in the record. */
export function todayOf(_options: GivenOptions, environment: CommandEnvironment): string {
  return dayOf(environment.now(), environment.zone, environment.dayStart);
}

/** A day given by the user. It may be in the future; `mustHaveCome` checks that once the record is open. */
export function askedDay(options: GivenOptions, environment: CommandEnvironment): string {
  const today = todayOf(options, environment);
  const text = options.text('day')?.trim();
  return text === undefined ? today : isDay(text) ? text : understood('day', parseDay(text, today));
}

/**
 * A day in the future here may have begun elsewhere, and a clock may have been ahead, so anything recorded is shown.
 * @throws {UsageError} for an empty day that hasn't begun anywhere.
 */
export function mustHaveCome(
  day: string,
  store: Pick<RecordStore, 'closedTasks'>,
  options: GivenOptions,
  environment: CommandEnvironment,
): void {
  if (day > latestDay(environment.now()) && store.closedTasks(day).length === 0) {
    understood('day', parseDay(day, todayOf(options, environment)));
  }
}

/** A day that something can be recorded on: up to today. */
export function dayOption(options: GivenOptions, environment: CommandEnvironment): string {
  const today = todayOf(options, environment);
  const text = options.text('day');
  return text === undefined ? today : understood('day', parseDay(text, today));
}
