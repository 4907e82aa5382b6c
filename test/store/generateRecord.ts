import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { SessionFields } from '../../src/core/task/agentSession';
import type { Change } from '../../src/core/task/change';
import { formatStamp } from '../../src/core/journal/stamp';
import type { TaskFields } from '../../src/core/task/task';
import { encodeLine } from '../../src/store/journal/journalLine';

export interface GeneratedRecord {
  readonly tasks: number;
  /** The last day recorded; earlier tasks lie on the days before it. */
  readonly lastDay: string;
  readonly tasksPerDay?: number;
  /** Agent and supervision spans and one session for each task, as a measured day has them. */
  readonly measured?: boolean;
}

/** Writes the journals of a record of many days, all tasks closed, without going through a store. The same each time. */
export async function generateRecord(
  directory: string,
  { tasks, lastDay, tasksPerDay = 50, measured = false }: GeneratedRecord,
): Promise<{ readonly days: readonly string[] }> {
  const days: string[] = [];
  const dayCount = Math.ceil(tasks / tasksPerDay);
  for (let back = dayCount - 1; back >= 0; back -= 1) {
    const midnight = Date.parse(`${lastDay}T00:00:00Z`) - back * 86_400_000;
    const day = new Date(midnight).toISOString().slice(0, 10);
    const first = (dayCount - 1 - back) * tasksPerDay;
    days.push(day);
    await writeDay(directory, day, (stamped) => {
      for (let number = first; number < Math.min(tasks, first + tasksPerDay); number += 1) {
        for (const change of generatedTask(number, day, midnight, measured)) {
          stamped(change, midnight + (number - first) * 60_000);
        }
      }
    });
  }
  return { days };
}

async function writeDay(
  directory: string,
  day: string,
  produce: (stamped: (change: Change, time: number) => void) => void,
): Promise<void> {
  const folder = join(directory, 'journal', day.slice(0, 7));
  await mkdir(folder, { recursive: true });
  const file = createWriteStream(join(folder, `${day}-generated.jsonl`));
  await once(file, 'open');
  let counter = 0;
  produce((change, time) => {
    counter += 1;
    const stamp = formatStamp({ time, counter }, 'generated');
    const fields = change.kind === 'set' ? change.fields : {};
    file.write(encodeLine({ stamp, entity: change.entity, id: change.id, kind: change.kind, fields }, 0));
  });
  file.end();
  await finished(file);
}

function generatedTask(number: number, day: string, midnight: number, measured: boolean): readonly Change[] {
  const id = `generated-task-${number}`;
  const startedAt = midnight + 9 * 3_600_000 + (number % 50) * 600_000;
  const task: Change = { entity: 'task', id, kind: 'set', fields: generatedFields(number, day, startedAt) };
  if (!measured) {
    return [task];
  }
  const sessionId = `generated-session-${number}`;
  const span = (part: number, kind: 'agent' | 'supervision', start: number, ms: number): Change => ({
    entity: 'span',
    id: `generated-span-${number}-${part}`,
    kind: 'set',
    fields: { taskId: id, sessionId, kind, start, end: start + ms, evidence: 'measured' },
  });
  return [
    task,
    { entity: 'session', id: sessionId, kind: 'set', fields: generatedSession(id, startedAt) },
    span(1, 'supervision', startedAt, 90_000),
    span(2, 'agent', startedAt + 90_000, 240_000 + (number % 7) * 30_000),
    span(3, 'supervision', startedAt + 600_000, 60_000),
    span(4, 'agent', startedAt + 660_000, 180_000),
  ];
}

function generatedSession(taskId: string, startedAt: number): SessionFields {
  return {
    taskId,
    agent: 'claude',
    mode: 'interactive',
    folder: null,
    startedAt,
    endedAt: startedAt + 900_000,
    ending: 'exited',
    exitCode: 0,
    transcript: null,
    ignored: false,
  };
}

function generatedFields(number: number, day: string, startedAt: number): TaskFields {
  return {
    title: `Generated task ${number}: move the retry rules out of the client`,
    startedAt,
    project: `project-${number % 9}`,
    branch: 'main',
    folder: null,
    category: null,
    workstream: null,
    private: number % 10 === 0,
    estimate: { hours: 1 + (number % 32) / 4, by: 'me', at: startedAt },
    closing: {
      closedAt: startedAt + 900_000,
      sequence: 0,
      day,
      zone: 'UTC',
      aiMinutes: 5 + (number % 40),
      aiEvidence: 'measured',
      supervisoryMinutes: 1 + (number % 5),
      supervisionEvidence: 'measured',
      tokens: { input: 1_000 + number, output: 2_000, cacheRead: 90_000, cacheWrite: 4_000, unsplit: 0 },
      tokensEvidence: 'measured',
    },
    importKey: null,
    outcome: null,
    proposed: null,
    realEffort: null,
  };
}
