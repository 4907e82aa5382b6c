// @ts-check
// A made-up week in which somebody worked through agents, and some weeks before it, as a record to look at.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const here = import.meta.dirname;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * @typedef {object} DemoTask
 * @property {string} title
 * @property {string} project
 * @property {string} category
 * @property {string} [workstream]
 * @property {number} hours
 * @property {number} [low]
 * @property {number} [high]
 * @property {number} aiMinutes
 * @property {number} supervisoryMinutes
 * @property {string} [aiEvidence] `measured` where not given
 * @property {string} [supervisionEvidence] `measured` where not given
 * @property {boolean} [private]
 * @property {[number, number, number, number]} [tokens] input, output, cache read, cache write
 */

/**
 * Imports the weeks, which end today, through the command line. Needs the compiled `dist/cli.js`.
 *
 * @param {string} dataDirectory
 */
export async function makeDemoWeek(dataDirectory) {
  await mkdir(dataDirectory, { recursive: true });
  /** @type {{ days: { daysAgo: number, tasks: DemoTask[] }[] }} */
  const week = JSON.parse(await readFile(path.join(here, 'demoWeek.data.json'), 'utf8'));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const tasks = week.days.flatMap(({ daysAgo, tasks: ofDay }) => {
    const day = localDay(daysAgo);
    return ofDay.map((task, index) => recorded(task, day, zone, index));
  });
  await importFile(dataDirectory, JSON.stringify({ format: 'leverage-record', version: 1, tasks }));
}

/** @param {number} daysAgo */
function localDay(daysAgo) {
  const date = new Date();
  date.setDate(date.getDate() - daysAgo);
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * @param {DemoTask} task
 * @param {string} day
 * @param {string} zone
 * @param {number} index
 */
function recorded(task, day, zone, index) {
  const closedAt = Math.min(Date.now(), new Date(`${day}T09:30:00`).getTime() + index * hourMs);
  const startedAt = closedAt - (task.aiMinutes + task.supervisoryMinutes) * minuteMs;
  const [input = 0, output = 0, cacheRead = 0, cacheWrite = 0] = task.tokens ?? [];
  const tokens = { input, output, cacheRead, cacheWrite, unsplit: 0 };
  return {
    key: `demo:${day}:${index}`,
    title: task.title,
    startedAt,
    project: task.project,
    branch: null,
    category: task.category,
    workstream: task.workstream ?? null,
    private: task.private ?? false,
    estimate: {
      hours: task.hours,
      ...(task.low !== undefined && { lowHours: task.low }),
      ...(task.high !== undefined && { highHours: task.high }),
      by: 'me',
      at: closedAt,
    },
    closing: {
      closedAt,
      sequence: index,
      day,
      zone,
      aiMinutes: task.aiMinutes,
      aiEvidence: task.aiEvidence ?? 'measured',
      supervisoryMinutes: task.supervisoryMinutes,
      supervisionEvidence: task.supervisionEvidence ?? 'measured',
      ...(task.tokens && { tokens, tokensEvidence: 'measured' }),
    },
  };
}

/**
 * @param {string} dataDirectory
 * @param {string} json
 */
async function importFile(dataDirectory, json) {
  const cli = spawn(
    process.execPath,
    [path.join(here, '../dist/cli.js'), 'import', '-', '--data', dataDirectory],
    {
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  );
  // It reports that it begins a record, which is what it is for; what it says matters only if it fails.
  let said = '';
  cli.stderr.on('data', (/** @type {Buffer} */ chunk) => (said += chunk.toString()));
  cli.stdin.end(json);
  const [code] = await once(cli, 'close');
  if (code !== 0) {
    throw new Error(`The demo week could not be imported (exit code ${code}).\n${said}`);
  }
}
