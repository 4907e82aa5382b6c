import type { PublishedSpan } from '../selection/publishedSpan';
import type { PublishingStore } from '../selection/publicReads';
import { visibilityOf } from '../selection/publicTasks';
import { clientFinder, type ClientRules } from '../clients/clientOf';
import type { ClosedTask } from '../../task/task';
import { parseTitle } from '../../typed/parseTitle';
import { roundedMinutes, type RoundingRule } from './rounding';

export const billedMinutes = ['ai', 'supervisory', 'both'] as const;
export type BilledMinutes = (typeof billedMinutes)[number];

/** Which time of which tasks is billed, and how. */
export interface TimeSheetChoice extends PublishedSpan, ClientRules {
  readonly includePrivate: boolean;
  /** Only this client's. */
  readonly client: string | undefined;
  readonly minutes: BilledMinutes;
  readonly rounding: RoundingRule;
  /** Whether each task is rounded and stands for itself, or all of a project on a day together. */
  readonly per: 'entry' | 'day';
}

/** Time that is billed as one. */
export interface TimeEntry {
  readonly day: string;
  /** When the first of its tasks began, in epoch milliseconds, and the zone it was recorded in. */
  readonly startedAt: number;
  readonly zone: string;
  /** Undefined if none of the clients has its tasks. */
  readonly client: string | undefined;
  readonly project: string | undefined;
  readonly description: string;
  /** Such as `SHOP-12`, where a title or a branch names one. */
  readonly issueKey: string | undefined;
  readonly minutes: number;
  readonly roundedMinutes: number;
}

/** What rounding did to a client's time. */
export interface ClientSum {
  readonly client: string | undefined;
  readonly minutes: number;
  readonly roundedMinutes: number;
}

export interface TimeSheet {
  /** By day, then in closing order. */
  readonly entries: readonly TimeEntry[];
  /** By client, those without one last. */
  readonly sums: readonly ClientSum[];
  /** The tasks whose time it is. */
  readonly billed: readonly ClosedTask[];
  /** Tasks that were left out because they are not public. */
  readonly leftOut: readonly ClosedTask[];
}

/** The time of public tasks, by client and project. Its sums count only what is in it. */
export function timeSheet(store: PublishingStore, choice: TimeSheetChoice): TimeSheet {
  const { from, to, includePrivate, client, per, folderNames } = choice;
  const { isPublic } = visibilityOf(store.ignoredFolders(), folderNames);
  const clientOf = clientFinder(choice);
  const tasks = store
    .daySums()
    .map(({ day }) => day)
    .filter((day) => (from === undefined || day >= from) && (to === undefined || day <= to))
    .flatMap((day) => store.closedTasks(day))
    .filter((task) => client === undefined || clientOf(task) === client);
  const billed = tasks.filter((task) => includePrivate || isPublic(task));
  const groups = new Map<string, ClosedTask[]>();
  for (const task of billed) {
    const key = per === 'entry' ? task.id : JSON.stringify([task.closing.day, clientOf(task), task.project]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(task);
  }
  const entries = [...groups.values()]
    .map((group) => entryOf(group, clientOf, choice))
    .filter((entry) => entry !== undefined);
  return {
    entries,
    sums: sumsOf(entries),
    billed,
    leftOut: tasks.filter((task) => !includePrivate && !isPublic(task)),
  };
}

const issueKey = /\b[A-Z][A-Z0-9]{1,9}-\d{1,7}\b/u;

function entryOf(
  tasks: readonly ClosedTask[],
  clientOf: (task: ClosedTask) => string | undefined,
  { minutes: which, rounding }: TimeSheetChoice,
): TimeEntry | undefined {
  const [first] = tasks;
  const minutes = tasks.reduce((sum, task) => sum + minutesOf(task, which), 0);
  if (first === undefined || minutes === 0) {
    return undefined;
  }
  const { day, zone } = first.closing;
  return {
    day,
    zone,
    startedAt: tasks.reduce((least, { startedAt }) => Math.min(least, startedAt), first.startedAt),
    client: clientOf(first),
    project: first.project ?? undefined,
    description: tasks.map(titleOfTask).join('; '),
    issueKey: tasks
      .flatMap(({ title, branch }) => [title, branch ?? ''])
      .map((text) => issueKey.exec(text)?.[0])
      .find((key) => key !== undefined),
    minutes,
    roundedMinutes: roundedMinutes(minutes, rounding),
  };
}

function minutesOf({ closing }: ClosedTask, which: BilledMinutes): number {
  const { aiMinutes, supervisoryMinutes } = closing;
  return which === 'ai'
    ? aiMinutes
    : which === 'supervisory'
      ? supervisoryMinutes
      : aiMinutes + supervisoryMinutes;
}

function titleOfTask({ title }: ClosedTask): string {
  const plain = parseTitle(title);
  return plain.ok ? plain.value : '–';
}

function sumsOf(entries: readonly TimeEntry[]): readonly ClientSum[] {
  const sums = new Map<string | undefined, ClientSum>();
  for (const { client, minutes, roundedMinutes: rounded } of entries) {
    const sum = sums.get(client);
    sums.set(client, {
      client,
      minutes: (sum?.minutes ?? 0) + minutes,
      roundedMinutes: (sum?.roundedMinutes ?? 0) + rounded,
    });
  }
  return [...sums.values()].toSorted((a, b) =>
    a.client === undefined ? 1 : b.client === undefined ? -1 : a.client < b.client ? -1 : 1,
  );
}
