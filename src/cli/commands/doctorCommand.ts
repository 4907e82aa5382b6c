import { AgentConnections } from '../../agents/connect/agentConnections';
import { agentSkill } from '../../core/proposal/agentSkill';
import type { AgentHealth } from '../../core/health/agentHealth';
import { examine } from '../../agents/doctor/examine';
import { healthLines, nextStepText } from '../../core/health/healthText';
import { pathRulesOf } from '../../agents/files/pathRules';
import { spoolFolderOf } from '../../agents/hooks/hookFolders';
import { hooksInstalledAt } from '../../agents/hooks/hooksInstalled';
import { readSpool } from '../../agents/hooks/readSpool';
import { launcherFolderOf } from '../../agents/launcher/launcherPaths';
import { dayOf } from '../../core/days/day';
import type { RecordStore } from '../../core/record/recordStore';
import type { HookEvent } from '../../core/transcript/hooks/hookEvents';
import { hookSilence, type HookSilence } from '../../core/transcript/hooks/hookSilence';
import { unassignedParts } from '../../core/transcript/inbox/inbox';
import type { AgentTranscript } from '../../core/transcript/sessions/agentTranscript';
import { transcriptSummary } from '../../core/transcript/source/transcriptSummary';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { readOptions, recordOptions } from '../input/commandOptions';
import { findDataFolder } from '../record/dataFolder';
import { agentPlaces, scanMachine } from '../record/machineScan';
import { withRecord } from '../record/withRecord';

const kinds = { ...recordOptions, json: 'boolean' } as const;

/** Says for each agent whether proposals, hooks and transcripts arrive, and what to do where they don't. */
export async function doctorCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('doctor', args, kinds);
  const storage = findDataFolder(options.text('data'), { ...environment, remark: () => undefined });
  const { transcripts } = await scanMachine(environment, undefined, false);
  const places = agentPlaces(environment);
  const health = await withRecord(options, environment, 'read', async (store) =>
    examine({
      connections: new AgentConnections({
        environment: places,
        storage,
        skill: agentSkill,
        clock: environment.now,
        obstacles: () => Promise.resolve([]),
      }),
      environment: places,
      storage,
      silence: silenceOf(transcripts, storage, environment.now()),
      proposals: [...store.openProposals(), ...store.decidedProposals()],
      sessions: transcripts,
      unassigned: unassignedOf(transcripts, store),
      now: environment.now(),
    }),
  );
  const onPath = isOnPath(storage, environment);
  if (options.isOn('json')) {
    environment.printJson(JSON.stringify({ onPath, agents: health.map((each) => jsonOf(each)) }));
  } else {
    environment.printLines(reportOf(health, onPath, environment));
  }
  return 0;
}

function unassignedOf(
  transcripts: readonly AgentTranscript[],
  store: Pick<RecordStore, 'coverage' | 'ignoredFolders'>,
) {
  const summaries = transcripts
    .filter(({ kept }) => kept === undefined)
    .map((each) => transcriptSummary(each, null));
  const content = { summaries, coverage: store.coverage(), ignoredFolders: store.ignoredFolders() };
  return unassignedParts(content)
    .map(({ session }) => session)
    .filter(({ aiMs, prompts }) => aiMs > 0 || prompts > 0);
}

function silenceOf(
  transcripts: readonly AgentTranscript[],
  storage: string,
  now: number,
): HookSilence | undefined {
  const installedAt = hooksInstalledAt(spoolFolderOf(storage));
  if (installedAt === undefined) {
    return undefined;
  }
  const eventsOf = new Map<string, HookEvent[]>();
  for (const event of readSpool(spoolFolderOf(storage)).events) {
    const known = eventsOf.get(event.session);
    if (known) {
      known.push(event);
    } else {
      eventsOf.set(event.session, [event]);
    }
  }
  const sessions = transcripts.map((transcript) => ({
    transcript,
    events: eventsOf.get(transcript.externalId) ?? [],
  }));
  return hookSilence(sessions, installedAt, now);
}

/** Whether agents that this shell starts find the command. */
function isOnPath(storage: string, { platform, variables }: CommandEnvironment): boolean {
  const paths = pathRulesOf(platform);
  const folder = launcherFolderOf(storage, paths);
  return (variables['PATH'] ?? '').split(paths.delimiter).some((each) => paths.relative(folder, each) === '');
}

function jsonOf({ next, lastProposal, lastSession, ...rest }: AgentHealth) {
  return {
    ...rest,
    lastProposal: isoTime(lastProposal),
    lastSession: isoTime(lastSession),
    next: next === null ? null : { kind: next.kind, text: nextStepText(next, rest.title) },
  };
}

function isoTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function reportOf(
  health: readonly AgentHealth[],
  onPath: boolean,
  { zone, dayStart }: CommandEnvironment,
): string[] {
  const agents = health.map((each) => {
    const lines = healthLines(each, (at) => dayOf(at, zone, dayStart));
    const next = each.next === null ? [] : [['next', nextStepText(each.next, each.title)] as const];
    return [each.title, ...[...lines, ...next].map(([heading, text]) => `  ${heading.padEnd(11)}  ${text}`)];
  });
  const command = onPath
    ? 'leverage-record is on the PATH of this shell.'
    : "leverage-record is not on the PATH of this shell, so agents started here don't propose, unless through MCP. It is in VS Code's terminals.";
  return [...agents.flatMap((lines) => [...lines, '']), command];
}
