import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allAgents } from '../agents/allAgents';
import { readIndex, writeIndex } from '../agents/indexFile';
import { TranscriptIndex, type Scan } from '../agents/transcriptIndex';
import { dayBounds } from '../core/day';
import { parseDay } from '../core/parseDay';
import {
  aiMs,
  attentionMs,
  transcriptTokens,
  turnCount,
  type AgentTranscript,
} from '../core/transcript/agentTranscript';
import { LocalDays } from '../core/localDays';
import { transcriptDays, type AgentDay } from '../core/transcript/transcriptDays';
import type { Tokens } from '../core/tokens';
import type { CommandEnvironment } from './commandEnvironment';
import { oneOf, readOptions, todayOf, understood } from './commandOptions';
import { textScan } from './textScan';
import { UsageError } from './usageError';

const kinds = { since: 'string', json: 'boolean', agents: 'string', 'no-cache': 'boolean' } as const;
const midnight = '00:00';

/** What a scan prints as JSON. */
export interface ScanReport {
  readonly sessions: readonly {
    readonly agent: string;
    readonly externalId: string;
    readonly folder: string | null;
    readonly start: string;
    readonly end: string;
    readonly aiMinutes: number;
    readonly turns: number;
    readonly prompts: number;
    readonly tokens: ScanTokens;
  }[];
  readonly days: readonly {
    readonly day: string;
    readonly agent: string;
    readonly aiMinutes: number;
    readonly tokens: ScanTokens;
  }[];
  readonly skipped: Scan['skipped'];
}
export type ScanTokens = Pick<Tokens, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>;

/** Lists the sessions that agents left on this machine. Knows nothing of the record. */
export async function scanCommand(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const options = readOptions('scan', args, kinds);
  const now = environment.now();
  const since = options.text('since');
  const day =
    since === undefined ? undefined : understood('since', parseDay(since, todayOf(options, environment)));
  const agents = agentsOf(options.text('agents'));
  // What is left out of a scan would be forgotten by the index: it is kept for all agents together.
  const path = options.isOn('no-cache') || agents ? undefined : indexPath(environment);
  const index = new TranscriptIndex(
    {
      environment: {
        home: environment.homeFolder,
        platform: environment.platform,
        variables: environment.variables,
      },
      ...(agents ? { agents } : {}),
      ...helperOf(),
    },
    path === undefined ? [] : readIndex(path, false),
  );
  const scan = await index.scan(now);
  const report = scanReport(scan, environment.zone, day);
  const waited = (): number[] =>
    activeSince(scan, environment.zone, day).map((each) => minutesOf(attentionMs(each)));
  environment.print(
    options.isOn('json') ? JSON.stringify(report) : textScan(report, waited(), environment.zone),
  );
  if (path !== undefined && scan.filesRead > 0) {
    writeIndex(path, index.known(), false);
  }
  return 0;
}

/** @param since only sessions that were active on that day or later, and days from it on */
export function scanReport(scan: Scan, zone: string, since?: string): ScanReport {
  const recent = activeSince(scan, zone, since);
  const days = transcriptDays(recent, new LocalDays(zone, midnight));
  return {
    sessions: recent.map(sessionOf),
    days: days.filter((each) => since === undefined || each.day >= since).map(dayOf),
    skipped: scan.skipped,
  };
}

function activeSince(scan: Scan, zone: string, since?: string): readonly AgentTranscript[] {
  const from = since === undefined ? 0 : dayBounds(since, zone, midnight).start;
  return scan.transcripts.filter((each) => each.end >= from);
}

function sessionOf(transcript: AgentTranscript): ScanReport['sessions'][number] {
  const { agent, externalId, folder, start, end, prompts } = transcript;
  return {
    agent,
    externalId,
    folder,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    aiMinutes: minutesOf(aiMs(transcript)),
    turns: turnCount(transcript),
    prompts: prompts.length,
    tokens: tokensOf(transcriptTokens(transcript)),
  };
}

function dayOf({ day, agent, aiMs: ms, tokens }: AgentDay): ScanReport['days'][number] {
  return { day, agent, aiMinutes: minutesOf(ms), tokens: tokensOf(tokens) };
}

/** Exact to the millisecond. */
function minutesOf(ms: number): number {
  return Math.round((ms / 60_000) * 1e6) / 1e6;
}

function tokensOf({ input, output, cacheRead, cacheWrite }: Tokens): ScanTokens {
  return { input, output, cacheRead, cacheWrite };
}

function agentsOf(text: string | undefined): string[] | undefined {
  const known = allAgents.map((each) => each.agent);
  if (text?.trim() === '') {
    throw new UsageError(`--agents names none. Give some of ${known.join(', ')}.`);
  }
  return text
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => oneOf('agents', each, known));
}

/** Where the system keeps what can be made again. */
function indexPath({ homeFolder, platform, variables }: CommandEnvironment): string {
  const folder =
    platform === 'darwin'
      ? join(homeFolder, 'Library', 'Caches')
      : platform === 'win32'
        ? variables['LOCALAPPDATA'] || join(homeFolder, 'AppData', 'Local')
        : variables['XDG_CACHE_HOME'] || join(homeFolder, '.cache');
  return join(folder, 'leverage-record', 'transcripts.index');
}

/** Beside the bundle; a checkout has none and reads on one thread. */
function helperOf(): { readonly helper?: { readonly path: string } } {
  const path = join(__dirname, 'scanWorker.js');
  return existsSync(path) ? { helper: { path } } : {};
}
