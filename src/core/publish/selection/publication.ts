import type { Finding, PeriodRecord } from '../../findings/finding/finding';
import type { Period } from '../../findings/finding/period';
import { findings, publishedFindings } from '../../findings/findings';
import { earlierDays, surroundingsOf } from '../../findings/surroundings';
import type { FolderNames } from '../../folders/folderPath';
import { dayRecord, type DayRecord } from '../../record/dayRecord';
import type { AgentSession } from '../../task/agentSession';
import type { ClosedTask } from '../../task/task';
import { english } from '../../texts/texts';
import { leftOutNames } from './leftOutNames';
import { publicReads, type PublicReads, type PublishingStore } from './publicReads';
import { visibilityOf } from './publicTasks';
import { periodOfSpan, spanName, type PublishedSpan } from './publishedSpan';
import { agentTitle, leftOutNote, scopeNote } from './scopeNote';

/** What is to be published. */
export interface PublishedChoice extends PublishedSpan {
  /** Only tasks of this project; then nothing is said about them, since what users write is about whole days. */
  readonly project?: string | undefined;
  /** For the user's own eyes: private tasks, those in ignored folders, and all that was noted about tasks. */
  readonly includePrivate: boolean;
  readonly folderNames?: FolderNames | undefined;
}

export interface PublishedDay {
  readonly record: DayRecord;
  /** The analysis as the user arranged it. */
  readonly findings: readonly Finding[];
}

/** A span of the record as it leaves the machine; each form is written from it and nothing else. */
export interface Publication {
  readonly name: string;
  readonly period: Period;
  /** Those with tasks, earliest first. A single day that was asked for is there without any. */
  readonly days: readonly PublishedDay[];
  /** The whole span, ranked as one. */
  readonly whole: PeriodRecord;
  /** About the whole span; for a day those of the day. */
  readonly findings: readonly Finding[];
  readonly scope: readonly string[];
  /** As users call it, where the tasks' sessions are all of one agent. */
  readonly agent: string | undefined;
}

/** A publication with what the user may know of the rest. */
export interface SelectedRecord {
  readonly publication: Publication;
  /** Tasks of the span that were left out. */
  readonly leftOut: readonly ClosedTask[];
  /** Names that only tasks that were left out have, to be looked for in what is published. */
  readonly leftOutNames: readonly string[];
  /** What kinds of tasks were left out, as the scope says it. */
  readonly leftOutNote: readonly string[];
}

/** @returns undefined if a span has no task that may be published */
export function selectRecord(store: PublishingStore, choice: PublishedChoice): SelectedRecord | undefined {
  const { from, to, project, includePrivate, folderNames } = choice;
  const { isPublic, isInIgnoredFolder } = visibilityOf(store.ignoredFolders(), folderNames);
  const isShown = (task: ClosedTask): boolean => includePrivate || isPublic(task);
  const reads: PublicReads = includePrivate ? store : publicReads(store, isPublic);
  const isAsked = (task: ClosedTask): boolean => project === undefined || task.project === project;
  const inSpan = store
    .daySums()
    .map(({ day }) => day)
    .filter((day) => (from === undefined || day >= from) && (to === undefined || day <= to));
  const recorded = inSpan
    .map((day) => dayRecord(day, reads.closedTasks(day).filter(isAsked)))
    .filter(({ rows }) => rows.length > 0);
  const isEmptyDay = recorded.length === 0 && from !== undefined && from === to && project === undefined;
  const records = isEmptyDay ? [dayRecord(from, [])] : recorded;
  const [first, last] = [records[0], records.at(-1)];
  if (first === undefined || last === undefined) {
    return undefined;
  }
  const period = periodOfSpan(from ?? first.day, to ?? last.day);
  const tasks = records.flatMap(({ day }) => reads.closedTasks(day).filter(isAsked));
  const { rows, totals } = records.length === 1 ? first : dayRecord(period.from, tasks);
  const whole = { period, rows, totals };
  const days = withFindings(records, reads, project);
  const others = inSpan.flatMap((day) => store.closedTasks(day).filter((task) => !isShown(task)));
  const leftOut = others.filter(isAsked);
  const kinds = {
    isWithoutPrivate: leftOut.some((task) => task.private),
    isWithoutIgnored: leftOut.some(isInIgnoredFolder),
  };
  const agents = agentsOf(reads.sessionsOfTasks(tasks.map(({ id }) => id)));
  const publication: Publication = {
    name: spanName(period),
    period,
    days,
    whole,
    findings: period.unit === 'day' ? (days[0]?.findings ?? []) : aboutSpan(whole, reads, project),
    scope: scopeNote({
      agents,
      project,
      ...kinds,
      isWithPrivate: tasks.some((task) => task.private),
    }),
    agent: agents.length === 1 ? agents.map(agentTitle)[0] : undefined,
  };
  return { publication, leftOut, leftOutNames: leftOutNames(others, tasks), leftOutNote: leftOutNote(kinds) };
}

const all = { includePrivate: true } as const;

function withFindings(
  records: readonly DayRecord[],
  reads: PublicReads,
  project: string | undefined,
): readonly PublishedDay[] {
  const last = records.at(-1);
  // Once for all days: it reads every day before.
  const sums = last === undefined ? [] : earlierDays(reads, last.day, all);
  return records.map((record) => ({
    record,
    findings: project === undefined ? publishedFindings(record, english, reads, all, sums) : [],
  }));
}

function aboutSpan(whole: PeriodRecord, reads: PublicReads, project: string | undefined): readonly Finding[] {
  const tasks = whole.rows.map(({ task }) => task);
  return project === undefined
    ? findings(whole, surroundingsOf(whole.period, tasks, reads, all), english)
    : [];
}

/** By name, so that the order says nothing. */
function agentsOf(sessions: readonly AgentSession[]): readonly string[] {
  return [...new Set(sessions.map(({ agent }) => agent))].toSorted();
}
