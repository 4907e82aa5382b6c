import { namesByText, type FolderNames } from '../../folders/folderPath';
import type { Interval } from '../../days/interval';
import type { Coverage } from '../../task/agentSession';
import type { LocalDays } from '../../days/localDays';
import { difference, lengthOf } from '../intervals';
import type { PartFigures, TranscriptSummary } from '../source/transcriptSource';

/** The part [from, to) of a session that belongs to no task; `to` null: including everything still to come. */
export interface UnassignedPart {
  /** Identifies the part of the session; stable as long as that part is unassigned. */
  readonly id: string;
  readonly session: TranscriptSummary;
  readonly from: number;
  readonly to: number | null;
  /** Whether nothing else of the session is stored. */
  readonly whole: boolean;
  /** The recorded session that measures it already, for no task yet; null if there is none. */
  readonly storedAs: string | null;
  /** The recorded session that it is cut out of, and that goes on without it; absent if there is none. */
  readonly cutOf?: string;
  /** Whether an earlier part of the session already has the id that the first part gets. */
  readonly later: boolean;
  /** The ids of what is stored of the session; absent if nothing is. */
  readonly storedIds?: readonly string[];
}

/** One line of the inbox. */
export interface InboxItem extends UnassignedPart, PartFigures {
  readonly start: number;
  readonly end: number;
  /** The local day on which it ended. */
  readonly day: string;
}

export interface InboxContent {
  readonly summaries: readonly TranscriptSummary[];
  readonly coverage: readonly Coverage[];
  readonly ignoredFolders: readonly string[];
  /** Defaults to names known from the text alone. */
  readonly folderNames?: FolderNames;
}

/** Cached results for one way of counting days: a history has thousands of sessions, and few change at a time. */
export class KnownInbox {
  /** Of sessions that are not stored at all. */
  readonly parts = new WeakMap<TranscriptSummary, readonly UnassignedPart[]>();
  /** What is stored, by the session's external id. */
  readonly stored = new WeakMap<readonly Coverage[], ReadonlyMap<string, readonly Coverage[]>>();
  /** Of parts that are the whole of their session. */
  readonly items = new WeakMap<UnassignedPart, InboxItem>();
}

/**
 * The parts of each session that no task has and nobody put aside. Work measured for no task is included, so that
 * assigning it hands over its stored spans.
 */
export function unassignedParts(
  { summaries, coverage, ignoredFolders, folderNames = namesByText }: InboxContent,
  known = new KnownInbox(),
): UnassignedPart[] {
  const stored = known.stored.get(coverage) ?? byExternalId(coverage);
  known.stored.set(coverage, stored);
  const isIgnored =
    ignoredFolders.length === 0 ? () => false : askedOnce(folderNames.isInAnyOf(ignoredFolders));
  // Asked for with each line that an agent writes: for thousands of sessions, a list for each would be felt.
  const parts: UnassignedPart[] = [];
  for (const session of summaries) {
    if (session.folder === null || !isIgnored(session.folder)) {
      for (const part of partsOf(session, stored.get(session.externalId), known)) {
        parts.push(part);
      }
    }
  }
  return parts;
}

function byExternalId(coverage: readonly Coverage[]): ReadonlyMap<string, readonly Coverage[]> {
  const stored = new Map<string, Coverage[]>();
  for (const each of coverage) {
    const known = stored.get(each.externalId);
    if (known) {
      known.push(each);
    } else {
      stored.set(each.externalId, [each]);
    }
  }
  return stored;
}

/** Thousands of sessions are in a few folders. */
function askedOnce(isIgnored: (folder: string) => boolean): (folder: string) => boolean {
  const answers = new Map<string, boolean>();
  return (folder) => {
    const answer = answers.get(folder) ?? isIgnored(folder);
    answers.set(folder, answer);
    return answer;
  };
}

/**
 * The inbox, newest first. Leaves out parts without a prompt or any agent work, and those whose figures are not known
 * yet.
 * @param figures of a part that is not the whole of its session
 */
export function inboxItems(
  parts: readonly UnassignedPart[],
  days: LocalDays,
  figures: (part: UnassignedPart) => PartFigures | undefined,
  knownInbox = new KnownInbox(),
): InboxItem[] {
  const items: InboxItem[] = [];
  for (const part of parts) {
    const found = part.whole ? part.session : figures(part);
    if (found !== undefined && (found.aiMs > 0 || found.prompts > 0)) {
      const known = knownInbox.items.get(part);
      const item = known ?? itemOf(part, found, days);
      if (part.whole && known === undefined) {
        knownInbox.items.set(part, item);
      }
      items.push(item);
    }
  }
  return items.sort((a, b) => b.end - a.end || b.start - a.start || (a.id < b.id ? -1 : 1));
}

function itemOf(part: UnassignedPart, figures: PartFigures, days: LocalDays): InboxItem {
  const { aiMs, attentionMs, turns, prompts, tokens } = figures;
  const start = startOf(part);
  const end = endOf(part);
  return { ...part, start, end, day: days.at(end).day, aiMs, attentionMs, turns, prompts, tokens };
}

/** The parts after a moment in a folder or below it: work that a task started then and there may lack. */
export function partsSince(
  parts: readonly UnassignedPart[],
  folder: string,
  since: number,
  names = namesByText,
): UnassignedPart[] {
  const isThere = names.isInAnyOf([folder]);
  return parts.flatMap((part) => {
    if (part.session.folder === null || !isThere(part.session.folder) || endOf(part) < since) {
      return [];
    }
    // Already stored parts are handed over unchanged.
    return startOf(part) >= since || part.storedAs !== null ? [part] : [laterPart(part, since)];
  });
}

/** When the part began, as far as its session's own times show. */
export function startOf({ session, from }: Pick<UnassignedPart, 'session' | 'from'>): number {
  return Math.max(session.start, from);
}

export function endOf(part: Pick<UnassignedPart, 'session' | 'from' | 'to'>): number {
  return Math.max(startOf(part), Math.min(part.session.end, part.to ?? part.session.end));
}

/** The id under which the part is stored once it is assigned or ignored. */
export function sessionIdOf({ session, from, storedAs, later, storedIds = [] }: UnassignedPart): string {
  if (storedAs !== null) {
    return storedAs;
  }
  const plain = plainId(session);
  let id = later ? `${plain}:${from}` : plain;
  // A session that was cut may go on from elsewhere under the id that says where it began.
  while (storedIds.includes(id)) {
    id += `:${from}`;
  }
  return id;
}

/** The id of a session's first stored part. */
export function plainId(session: Pick<TranscriptSummary, 'agent' | 'externalId'>): string {
  return `transcript:${transcriptKey(session)}`;
}

/** Identifies a transcript among those of all agents. */
export function transcriptKey({ agent, externalId }: Pick<Coverage, 'agent' | 'externalId'>): string {
  return `${agent}:${externalId}`;
}

function partsOf(
  session: TranscriptSummary,
  stored: readonly Coverage[] | undefined,
  knownInbox: KnownInbox,
): readonly UnassignedPart[] {
  const own = stored?.filter(({ agent }) => agent === session.agent);
  if (own !== undefined && own.length > 0) {
    return partsBetween(session, own);
  }
  const known = knownInbox.parts.get(session);
  if (known !== undefined) {
    return known;
  }
  const parts = partsBetween(session, []);
  knownInbox.parts.set(session, parts);
  return parts;
}

function partsBetween(session: TranscriptSummary, stored: readonly Coverage[]): UnassignedPart[] {
  const plain = plainId(session);
  const storedIds = stored.map(({ sessionId }) => sessionId);
  const isStored = storedIds.includes(plain);
  const parts: UnassignedPart[] = [];
  const add = (from: number, to: number | null, as: Pick<UnassignedPart, 'storedAs' | 'cutOf'>): void => {
    parts.push({
      id: `${transcriptKey(session)}:${from}`,
      session,
      from,
      to,
      whole: from <= session.start && to === null,
      later: isStored || parts.some(({ storedAs }) => storedAs === null),
      ...(storedIds.length > 0 ? { storedIds } : {}),
      ...as,
    });
  };
  let reached = 0;
  for (const { from, to, free } of withoutOverlaps(stored)) {
    if (from > Math.max(reached, session.start)) {
      add(reached, from, { storedAs: null });
    }
    if (free) {
      add(from, to, free);
    }
    reached = Math.max(reached, to ?? Number.POSITIVE_INFINITY);
  }
  if (reached <= session.end) {
    add(reached, null, { storedAs: null });
  }
  return parts;
}

interface Covered extends Pick<Coverage, 'from' | 'to'> {
  /** Set if it belongs to nobody. */
  readonly free?: Pick<UnassignedPart, 'storedAs' | 'cutOf'>;
}

/**
 * What is stored, in order. What was cut out of a session that belongs to nobody is not its own any more, even while
 * the window that measures it has yet to notice; what comes last is what goes on.
 */
function withoutOverlaps(stored: readonly Coverage[]): readonly Covered[] {
  const isFree = ({ taskId, ignored }: Coverage): boolean => taskId === null && !ignored;
  const taken = stored.filter((each) => !isFree(each));
  const claimed = taken.map(interval);
  // What was cut out is shorter than what it was cut out of.
  const shortestFirst = stored
    .filter(isFree)
    .sort((a, b) => lengthOf([interval(a)]) - lengthOf([interval(b)]));
  const free = shortestFirst.flatMap((each): Covered[] => {
    const left = difference([interval(each)], claimed);
    left.forEach((one) => claimed.push(one));
    return left.map(({ start, end }, index) => ({
      from: start,
      to: end === Number.POSITIVE_INFINITY ? null : end,
      free:
        index === left.length - 1 ? { storedAs: each.sessionId } : { storedAs: null, cutOf: each.sessionId },
    }));
  });
  return [...taken, ...free].sort((a, b) => a.from - b.from);
}

function interval({ from, to }: Pick<Coverage, 'from' | 'to'>): Interval {
  return { start: from, end: to ?? Number.POSITIVE_INFINITY };
}

/**
 * What lies of the part within [from, to); `to` null: everything still to come. Undefined if nothing does.
 * @param first whether nothing of its session is unassigned before it
 */
export function cutPart(
  part: UnassignedPart,
  from: number,
  to: number | null,
  first: boolean,
): UnassignedPart | undefined {
  const start = Math.max(part.from, from);
  const end = to === null ? part.to : Math.min(to, part.to ?? to);
  if (end !== null && end <= start) {
    return undefined;
  }
  if (start === part.from && end === part.to) {
    return first ? part : { ...part, later: true };
  }
  return {
    ...part,
    id: `${transcriptKey(part.session)}:${start}`,
    from: start,
    to: end,
    whole: false,
    // Its session goes on with what follows.
    ...(end === part.to || part.storedAs === null ? {} : { storedAs: null, cutOf: part.storedAs }),
    later: part.later || !first || start > part.from,
  };
}

function laterPart(part: UnassignedPart, since: number): UnassignedPart {
  return { ...part, id: `${transcriptKey(part.session)}:${since}`, from: since, whole: false };
}
