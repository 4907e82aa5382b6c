import { UserError } from '../core/userError';
import type { CommandEnvironment, ProcessEnvironment } from './input/commandEnvironment';
import { commandHelp, commandNames, generalHelp, type SubcommandName } from './input/helpTexts';
import { UsageError } from './input/usageError';

type Run = (args: readonly string[], environment: ProcessEnvironment) => Promise<number>;

/** Each command is loaded by itself, so that a short one, which agents wait for, doesn't wait for the others. */
const commands: Readonly<Record<SubcommandName, () => Promise<Run>>> = {
  close: async () => countingDays('close', (await import('./commands/closeCommand')).closeCommand),
  edit: async () => countingDays('edit', (await import('./commands/editCommand')).editCommand),
  move: async () => countingDays('move', (await import('./commands/moveCommand')).moveCommand),
  delete: async () => countingDays('delete', (await import('./commands/deleteCommand')).deleteCommand),
  undo: async () => countingDays('undo', (await import('./commands/undoCommand')).undoCommand),
  import: async () => countingDays('import', (await import('./commands/importCommand')).importCommand),
  export: async () => countingDays('export', (await import('./commands/exportCommand')).exportCommand),
  report: async () => countingDays('report', (await import('./commands/reportCommand')).reportCommand),
  check: async () => countingDays('check', (await import('./commands/checkCommand')).checkCommand),
  days: async () => countingDays('days', (await import('./commands/daysCommand')).daysCommand),
  history: async () =>
    countingDays('history', (await import('./commands/history/historyCommand')).historyCommand),
  timesheet: async () =>
    countingDays('timesheet', (await import('./commands/timesheetCommand')).timesheetCommand),
  leaderboard: async () =>
    countingDays('leaderboard', (await import('./commands/history/leaderboardCommand')).leaderboardCommand),
  records: async () =>
    countingDays('records', (await import('./commands/history/recordsCommand')).recordsCommand),
  scan: async () => countingDays('scan', (await import('./commands/scanCommand')).scanCommand),
  doctor: async () => countingDays('doctor', (await import('./commands/doctorCommand')).doctorCommand),
  propose: async () => (await import('./commands/proposals/proposeCommand')).proposeCommand,
  similar: async () => (await import('./commands/proposals/similarCommand')).similarCommand,
  calibration: async () => (await import('./commands/proposals/calibrationCommand')).calibrationCommand,
  proposals: async () =>
    countingDays('proposals', (await import('./commands/proposals/proposalsCommand')).proposalsCommand),
  mcp: async () => countingDays('mcp', (await import('./commands/proposals/mcpCommand')).mcpCommand),
  withdraw: async () => (await import('./commands/proposals/withdrawCommand')).withdrawCommand,
};

/** Gives a command what days are counted by, for which calendars and zones are loaded. */
function countingDays(
  name: SubcommandName,
  command: (args: readonly string[], environment: CommandEnvironment) => Promise<number>,
): Run {
  return async (args, environment) => {
    const [{ withDayCounting }, own] = await Promise.all([
      import('./record/withDayCounting'),
      environment.ownDays(),
    ]);
    return command(args, withDayCounting(name, args, environment, own));
  };
}

/** @returns the exit code: 0 done, 1 failed, 2 wrong usage. Failures have been reported. */
export async function runCommandLine(
  args: readonly string[],
  environment: ProcessEnvironment,
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

async function run(args: readonly string[], environment: ProcessEnvironment): Promise<number> {
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
  const command = await commands[name]();
  return command(rest, environment);
}
