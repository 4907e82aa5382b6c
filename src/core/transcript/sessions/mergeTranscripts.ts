import type { Interval } from '../../days/interval';
import type { AgentTranscript } from './agentTranscript';
import { difference, lengthOf, normalized } from '../intervals';
import { lostPart } from './lostPart';
import { ownUsage } from './ownUsage';
import { toldOnce } from './toldOnce';
import { timedTurns, type SessionTurn } from './timedTurns';
import type {
  Prompt,
  ProposalCall,
  SessionParts,
  TranscriptMark,
  TranscriptPart,
  TurnPart,
} from '../parts/transcriptPart';

/**
 * Joins sessions from the files they are spread over. History copied into another session counts once, for the session
 * it came from. The result is the same for any order of the parts.
 */
export function mergeTranscripts(parts: readonly TranscriptPart[]): AgentTranscript[] {
  const sessions = inOrderOfOrigin(sessionsOf(parts));
  const usage = ownUsage(sessions);
  const turns = new Map<string, TurnPart>();
  const prompts = new Set<string>();
  const marks = new Set<string>();
  const proposals = new Set<string>();
  return sessions.flatMap((session, index) => {
    const own: SessionTurn[] = [];
    const ownPrompts: Prompt[] = [];
    const ownMarks: TranscriptMark[] = [];
    const ownProposals: ProposalCall[] = [];
    let first: number | undefined;
    let last: number | undefined;
    for (const part of session.parts) {
      part.turns.forEach((turn) => addOwnTurn(turn, part.former !== undefined, turns, own));
      addNew(part.prompts, prompts, ownPrompts);
      addNew(part.marks, marks, ownMarks);
      addNew(part.proposals ?? [], proposals, ownProposals, ({ id, call }) => `${id} ${call}`);
      first = Math.min(first ?? Number.POSITIVE_INFINITY, part.first ?? Number.POSITIVE_INFINITY);
      last = Math.max(last ?? Number.NEGATIVE_INFINITY, part.last ?? Number.NEGATIVE_INFINITY);
    }
    const main = session.parts.find((part) => !part.side) ?? session.parts[0];
    if (!main || first === undefined || last === undefined || !Number.isFinite(first + last)) {
      return [];
    }
    const table = usage[index] ?? { models: [], rows: [] };
    return {
      agent: session.agent,
      externalId: session.externalId,
      folder: main.folder,
      branch: main.branch,
      version: main.version,
      models: [...table.models].sort(),
      automated: main.automated,
      forkedFrom: main.forkedFrom,
      start: first,
      end: last,
      ...timedTurns(
        sorted(own, (turn) => turn.start),
        normalized([...activityOf(session), ...compactionsIn(ownMarks)]),
      ),
      prompts: sorted(ownPrompts, (prompt) => prompt.at),
      usage: table,
      interruptions: ownMarks.filter((mark) => mark.kind === 'interruption').length,
      compactions: ownMarks.filter((mark) => mark.kind === 'compaction').length,
      ...(ownProposals.length > 0 ? { proposals: sorted(ownProposals, (each) => each.at) } : {}),
      ...keptOf(session),
    };
  });
}

/** The whole turn at its first occurrence; of a later copy only the additional part. */
function addOwnTurn(
  turn: TurnPart,
  isFormer: boolean,
  seen: Map<string, TurnPart>,
  own: SessionTurn[],
): void {
  const original = seen.get(turn.id);
  if (!original) {
    seen.set(turn.id, turn);
    own.push({ ...turn, continued: false });
    return;
  }
  // Time that the file no longer has lies between the times it still has.
  const busy = difference(turn.busy, isFormer ? original.busy : [original]);
  const start = busy[0]?.start;
  if (start !== undefined && lengthOf(busy) > 0) {
    const { id, by, end, delegated } = turn;
    own.push({ id, by, start, end, busy, delegated, source: 'gaps', continued: true });
  }
}

function keptOf({ parts }: SessionParts): Pick<AgentTranscript, 'kept'> {
  const former = parts.filter((part) => part.former);
  return former.length === 0 ? {} : { kept: former.length === parts.length ? 'all' : 'part' };
}

function compactionsIn(marks: readonly TranscriptMark[]): Interval[] {
  return marks.flatMap(({ kind, at, tookMs }) =>
    kind === 'compaction' && tookMs !== undefined ? [{ start: at - tookMs, end: at }] : [],
  );
}

function activityOf(session: SessionParts): Interval[] {
  return session.parts.flatMap((part) => part.activity);
}

function sessionsOf(parts: readonly TranscriptPart[]): SessionParts[] {
  const byId = new Map<string, TranscriptPart[]>();
  for (const part of parts) {
    const key = `${part.agent}\n${part.externalId}`;
    const known = byId.get(key);
    if (known) {
      known.push(part);
    } else {
      byId.set(key, [part]);
    }
  }
  return [...byId.values()].flatMap((own) => {
    const [first] = own;
    return first ? { agent: first.agent, externalId: first.externalId, parts: stillUntold(own) } : [];
  });
}

/** The parts, best copy first, followed by whatever former parts have that none of those does. */
function stillUntold(parts: readonly TranscriptPart[]): TranscriptPart[] {
  const once = toldOnce([...parts].sort(byCompleteness));
  const told = once.filter((part) => !part.former);
  const former = once.filter((part) => part.former);
  for (const part of former) {
    const lost = told.reduce<TranscriptPart | undefined>((left, each) => {
      // The part that the file itself no longer has is already known.
      const isOwn = part.former === 'cut' && each.source === part.source;
      return left && each.side === left.side && !isOwn ? lostPart(left, each) : left;
    }, part);
    if (lost) {
      told.push(lost);
    }
  }
  return told;
}

/** Of two copies of a session the longer one wins; equal parts are in the order of their files. */
function byCompleteness(a: TranscriptPart, b: TranscriptPart): number {
  return (b.last ?? 0) - (a.last ?? 0) || compare(a.source, b.source);
}

/** Originals before their copies: by descent if the agent records it, else whichever ended first. */
function inOrderOfOrigin(sessions: readonly SessionParts[]): SessionParts[] {
  const originOf = new Map(
    sessions.map((each) => [each.externalId, each.parts.find((part) => part.forkedFrom)?.forkedFrom]),
  );
  const ranked = sessions.map((session) => ({
    session,
    depth: descent(session.externalId, originOf),
    last: session.parts.reduce((last, part) => Math.max(last, part.last ?? 0), 0),
  }));
  ranked.sort(
    (a, b) => a.depth - b.depth || a.last - b.last || compare(a.session.externalId, b.session.externalId),
  );
  return ranked.map((each) => each.session);
}

function descent(externalId: string, originOf: ReadonlyMap<string, string | null | undefined>): number {
  const line = new Set<string>([externalId]);
  for (let each = originOf.get(externalId); each && !line.has(each); each = originOf.get(each)) {
    line.add(each);
  }
  return line.size;
}

function addNew<Item extends { readonly id: string }>(
  items: readonly Item[],
  seen: Set<string>,
  own: Item[],
  nameOf = (item: Item): string => item.id,
): void {
  for (const item of items) {
    const name = nameOf(item);
    if (!seen.has(name)) {
      seen.add(name);
      own.push(item);
    }
  }
}

function sorted<T>(items: readonly T[], time: (item: T) => number): T[] {
  return [...items].sort((a, b) => time(a) - time(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
