import { performance } from 'node:perf_hooks';
import { dayFindings } from '../src/core/findings/findings';
import { earlierDays } from '../src/core/findings/surroundings';
import { checkProse } from '../src/core/prose/checkProse';
import { proseRecord } from '../src/core/prose/reading/proseReading';
import { dayRecord } from '../src/core/record/dayRecord';
import type { ClosedTask } from '../src/core/task/task';
import { english } from '../src/core/texts/texts';
import { median, milliseconds, quantile, thousands } from './figures';
import { atMost, report } from './outcome';

const day = '2026-04-19';
const words = 1_500;
const rows = 47;
const runs = 60;
const warmUps = 20;
const limitMs = 20;

const tasks = Array.from({ length: rows }, (_, index) => taskOf(index));
const store = {
  daySums: () => [],
  closedTasks: () => tasks,
  spansOfTask: () => [],
  sessionsOfTasks: () => [],
  session: () => undefined,
};

/** A day like a real one: a few projects, factors from 1.5x to some hundreds. */
function taskOf(index: number): ClosedTask {
  const names = ['Stack manager', 'Team chat', 'Desktop app', 'Sales CRM', 'Scheduler'];
  const name = names[index % names.length] ?? '';
  return {
    id: `task-${index}`,
    title: `${name}: part ${String.fromCharCode(97 + (index % 26))}`,
    startedAt: 0,
    project: null,
    branch: null,
    folder: null,
    category: index % 3 === 0 ? 'maintenance' : 'feature work',
    workstream: name.toLowerCase(),
    private: false,
    estimate: { hours: ((index * 37) % 160) + 0.5, by: 'me', at: 0 },
    importKey: null,
    outcome: null,
    proposed: null,
    realEffort: null,
    closing: {
      closedAt: index,
      sequence: index,
      day,
      zone: 'UTC',
      aiMinutes: ((index * 13) % 90) + 8,
      aiEvidence: 'measured',
      supervisoryMinutes: ((index * 7) % 12) + 1,
      supervisionEvidence: 'measured',
    },
  };
}

/** What the record itself says, again and again, until there are enough words. */
function pageOf(paragraphs: readonly string[]): string {
  const page: string[] = [];
  for (let count = 0, at = 0; count < words; at += 1) {
    const paragraph = paragraphs[at % paragraphs.length] ?? '';
    page.push(paragraph);
    count += paragraph.split(' ').length;
  }
  return page.join('\n\n');
}

const record = dayRecord(day, tasks);
const text = pageOf(
  dayFindings(record, english, store, { includePrivate: true }).map(({ sentences }) => sentences.join(' ')),
);
const times: number[] = [];
let figures = 0;
for (let run = 0; run < warmUps + runs; run += 1) {
  const checked = proseRecord(day, record.rows, earlierDays(store, day, { includePrivate: true }));
  const start = performance.now();
  figures = checkProse(text, checked).length;
  if (run >= warmUps) {
    times.push(performance.now() - start);
  }
}
report({
  title: 'Checking a page about a day',
  head: ['words', 'figures', 'tasks', 'p50', 'p95'],
  rows: [
    [
      thousands(text.split(/\s+/).length),
      thousands(figures),
      thousands(rows),
      milliseconds(median(times)),
      milliseconds(quantile(times, 0.95)),
    ],
  ],
  goals: [atMost(`check of ${thousands(words)} words, median`, median(times), limitMs, milliseconds)],
  notes: [
    `${runs} runs after ${warmUps} to warm up, in the process that checks; in the editor it runs a while after the last key.`,
  ],
});
