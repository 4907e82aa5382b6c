import { namesByText, type FolderNames } from '../../folders/folderPath';
import type { Coverage } from '../../task/agentSession';
import type { LocalDays } from '../../days/localDays';
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
  /** Whether an earlier part of the session already has the id that the first part gets. */
  readonly later: boolean;
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
  const isIgnored = askedOnce(folderNames.isInAnyOf(ignoredFolders));
  return summaries.flatMap((session) =>
    session.folder !== null && isIgnored(session.folder)
      ? []
      : partsOf(session, stored.get(session.externalId), known),
  );
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
  known = new KnownInbox(),
): InboxItem[] {
  const items: InboxItem[] = [];
  for (const part of parts) {
    const found = part.whole ? part.session : figures(part);
    if (found !== undefined && (found.aiMs > 0 || found.prompts > 0)) {
      const item = known.items.get(part) ?? itemOf(part, found, days);
      if (part.whole) {
        known.items.set(part, item);
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
export function sessionIdOf({ session, from, storedAs, later }: UnassignedPart): string {
  const plain = plainId(session);
  return storedAs ?? (later ? `${plain}:${from}` : plain);
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
  known: KnownInbox,
): readonly UnassignedPart[] {
  const own = stored?.filter(({ agent }) => agent === session.agent) ?? [];
  if (own.length > 0) {
    return partsBetween(session, own);
  }
  const parts = known.parts.get(session) ?? partsBetween(session, []);
  known.parts.set(session, parts);
  return parts;
}

function partsBetween(session: TranscriptSummary, stored: readonly Coverage[]): UnassignedPart[] {
  const plain = plainId(session);
  const later = stored.some(({ sessionId }) => sessionId === plain);
  const part = (from: number, to: number | null, storedAs: string | null): UnassignedPart => ({
    id: `${transcriptKey(session)}:${from}`,
    session,
    from,
    to,
    whole: from <= session.start && to === null,
    storedAs,
    later,
  });
  const parts: UnassignedPart[] = [];
  let reached = 0;
  for (const each of stored.toSorted((a, b) => a.from - b.from)) {
    if (each.from > Math.max(reached, session.start)) {
      parts.push(part(reached, each.from, null));
    }
    if (each.taskId === null && !each.ignored) {
      parts.push(part(each.from, each.to, each.sessionId));
    }
    reached = Math.max(reached, each.to ?? Number.POSITIVE_INFINITY);
  }
  return reached > session.end ? parts : [...parts, part(reached, null, null)];
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
    storedAs: end === part.to ? part.storedAs : null,
    later: part.later || !first || start > part.from,
  };
}

function laterPart(part: UnassignedPart, since: number): UnassignedPart {
  return { ...part, id: `${transcriptKey(part.session)}:${since}`, from: since, whole: false };
}
