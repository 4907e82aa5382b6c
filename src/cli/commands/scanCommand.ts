import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allAgents } from '../../agents/allAgents';
import { pathRulesOf } from '../../agents/files/pathRules';
import { putAwayIndex, takeUpIndex } from '../../agents/index/putAway';
import { TranscriptIndex, type ScanSettings } from '../../agents/index/transcriptIndex';
import { cacheFolder } from '../../core/folders/systemFolders';
import { parseDay } from '../../core/typed/parseDay';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { oneOf, readOptions, understood } from '../input/commandOptions';
import { todayOf } from '../input/dayOptions';
import { scanReport } from '../output/scanReport';
import { textScan } from '../output/textScan';
import { UsageError } from '../input/usageError';

type Places = Pick<CommandEnvironment, 'homeFolder' | 'platform' | 'variables'>;

const kinds = { since: 'string', json: 'boolean', agents: 'string', 'no-cache': 'boolean' } as const;

/** Lists the agent sessions found on this machine. Knows nothing about the record. */
export async function scanCommand(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const options = readOptions('scan', args, kinds);
  const now = environment.now();
  const since = options.text('since');
  const day =
    since === undefined ? undefined : understood('since', parseDay(since, todayOf(options, environment)));
  const agents = agentsOf(options.text('agents'));
  // The index covers all agents together and would forget what a scan leaves out.
  const path = options.isOn('no-cache') || agents ? undefined : indexPath(environment);
  const settings: ScanSettings = {
    environment: {
      home: environment.homeFolder,
      platform: environment.platform,
      variables: environment.variables,
    },
    ...(agents ? { agents } : {}),
    ...helperOf(),
  };
  const index = path === undefined ? new TranscriptIndex(settings) : takeUpIndex(path, settings);
  const scan = await index.scan(now);
  const report = scanReport(scan, environment.zone, day);
  if (options.isOn('json')) {
    environment.printJson(JSON.stringify(report));
  } else {
    environment.printLines(textScan(report, environment.zone));
  }
  if (path !== undefined && scan.filesRead + scan.filesGone > 0) {
    putAwayIndex(path, index, false);
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

/** The system's cache folder. */
export function indexPath({ homeFolder: home, platform, variables }: Places): string {
  const paths = pathRulesOf(platform);
  const folder = cacheFolder({ home, platform, variables }, paths);
  return paths.join(folder, 'leverage-record', 'transcripts.index');
}

/** Next to the bundle; a checkout has none and reads on one thread. */
function helperOf(): { readonly helper?: { readonly path: string } } {
  const path = join(__dirname, 'scanWorker.js');
  return existsSync(path) ? { helper: { path } } : {};
}
