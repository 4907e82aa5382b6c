import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathRulesOf } from '../../agents/files/pathRules';
import { putAwayIndex, takeUpIndex } from '../../agents/index/putAway';
import { TranscriptIndex, type Scan, type ScanSettings } from '../../agents/index/transcriptIndex';
import type { AgentEnvironment } from '../../agents/reading/transcriptReader';
import { cacheFolder } from '../../core/folders/systemFolders';
import type { PlainEnvironment } from '../input/commandEnvironment';

type Places = Pick<PlainEnvironment, 'homeFolder' | 'platform' | 'variables'>;

/** What agents left on this machine. @param readsAgain instead of using what earlier scans kept */
export async function scanMachine(
  environment: PlainEnvironment,
  agents: readonly string[] | undefined,
  readsAgain: boolean,
): Promise<Scan> {
  // The index covers all agents together and would forget what a scan leaves out.
  const path = readsAgain || agents ? undefined : indexPath(environment);
  const settings: ScanSettings = {
    environment: agentPlaces(environment),
    ...(agents ? { agents } : {}),
    ...helperOf(),
  };
  const index = path === undefined ? new TranscriptIndex(settings) : takeUpIndex(path, settings);
  const scan = await index.scan(environment.now());
  if (path !== undefined && scan.filesRead + scan.filesGone > 0) {
    putAwayIndex(path, index, false);
  }
  return scan;
}

/** Where agents of this machine keep their files. */
export function agentPlaces({ homeFolder: home, platform, variables }: Places): AgentEnvironment {
  return { home, platform, variables };
}

/** The system's cache folder. */
export function indexPath(environment: Places): string {
  const paths = pathRulesOf(environment.platform);
  return paths.join(cacheFolder(agentPlaces(environment), paths), 'leverage-record', 'transcripts.index');
}

/** Next to the bundle; a checkout has none and reads on one thread. */
function helperOf(): { readonly helper?: { readonly path: string } } {
  const path = join(__dirname, 'scanWorker.js');
  return existsSync(path) ? { helper: { path } } : {};
}
