import { parseArgs } from 'node:util';
import type { Parsed } from '../../core/typed/parsed';
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
