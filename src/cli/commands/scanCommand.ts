import { allAgents } from '../../agents/allAgents';
import { parseDay } from '../../core/typed/parseDay';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { oneOf, readOptions, understood } from '../input/commandOptions';
import { todayOf } from '../input/dayOptions';
import { scanMachine } from '../record/machineScan';
import { scanReport } from '../output/scanReport';
import { textScan } from '../output/textScan';
import { UsageError } from '../input/usageError';

const kinds = { since: 'string', json: 'boolean', agents: 'string', 'no-cache': 'boolean' } as const;

/** Lists the agent sessions found on this machine. Knows nothing about the record. */
export async function scanCommand(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const options = readOptions('scan', args, kinds);
  const since = options.text('since');
  const day =
    since === undefined ? undefined : understood('since', parseDay(since, todayOf(options, environment)));
  const agents = agentsOf(options.text('agents'));
  const scan = await scanMachine(environment, agents, options.isOn('no-cache'));
  const report = scanReport(scan, environment.zone, day);
  if (options.isOn('json')) {
    environment.printJson(JSON.stringify(report));
  } else {
    environment.printLines(textScan(report, environment.zone));
  }
  return 0;
}

function agentsOf(text: string | undefined): string[] | undefined {
  const known = allAgents.map((each) => each.agent);
  if (text?.trim() === '') {
    throw new UsageError(`--agents is empty. Choose from ${known.join(', ')}.`);
  }
  return text
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => oneOf('agents', each, known));
}
