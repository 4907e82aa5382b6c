import { UserError } from '../core/userError';
import { daysCommand } from './commands/daysCommand';
import { deleteCommand } from './commands/deleteCommand';
import { editCommand } from './commands/editCommand';
import { moveCommand } from './commands/moveCommand';
import { undoCommand } from './commands/undoCommand';
import { closeCommand } from './commands/closeCommand';
import type { CommandEnvironment } from './input/commandEnvironment';
import { exportCommand } from './commands/exportCommand';
import { commandHelp, commandNames, generalHelp, type SubcommandName } from './input/helpTexts';
import { importCommand } from './commands/importCommand';
import { reportCommand } from './commands/reportCommand';
import { scanCommand } from './commands/scanCommand';
import { withDayCounting } from './record/withDayCounting';
import { UsageError } from './input/usageError';

type Command = (args: readonly string[], environment: CommandEnvironment) => Promise<number>;

const commands: Readonly<Record<SubcommandName, Command>> = {
  close: closeCommand,
  edit: editCommand,
  move: moveCommand,
  delete: deleteCommand,
  undo: undoCommand,
  import: importCommand,
  export: exportCommand,
  report: reportCommand,
  days: daysCommand,
  scan: scanCommand,
};

/** @returns the exit code: 0 done, 1 failed, 2 wrong usage. Failures have been reported. */
export async function runCommandLine(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  try {
    return await run(args, environment);
  } catch (error) {
    if (error instanceof UsageError || error instanceof UserError) {
      environment.remark(error.message);
      return error instanceof UsageError ? 2 : 1;
    }
    const found = error instanceof Error ? (error.stack ?? error.message) : String(error);
    for (const line of `leverage-record could not finish: ${found}`.split('\n')) {
      environment.remark(line);
    }
    return 1;
  }
}

async function run(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const [first, ...rest] = args;
  if (first === '--version') {
    environment.print(environment.version);
    return 0;
  }
  if (first === '--help' || first === '-h' || first === 'help') {
    const about = commandNames.find((each) => each === rest[0]);
    environment.printLines((about === undefined ? generalHelp : commandHelp[about]).split('\n'));
    return 0;
  }
  const name = commandNames.find((each) => each === first);
  if (first === undefined) {
    for (const line of generalHelp.split('\n')) {
      environment.remark(line);
    }
    return 2;
  }
  if (name === undefined) {
    throw new UsageError(
      first.startsWith('-')
        ? `Put the command before “${first.slice(0, 40)}”: ${commandNames.join(', ')}. Options come after the command; see leverage-record --help.`
        : `There is no command “${first.slice(0, 40)}”. The commands are ${commandNames.join(', ')}; see leverage-record --help.`,
    );
  }
  const end = rest.indexOf('--');
  if ((end === -1 ? rest : rest.slice(0, end)).some((each) => each === '--help' || each === '-h')) {
    environment.printLines(commandHelp[name].split('\n'));
    return 0;
  }
  return commands[name](rest, withDayCounting(name, rest, environment));
}
