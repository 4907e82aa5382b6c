import { dayOf } from '../core/day';
import { absent, formatMinutes } from '../core/format';
import type { ScanReport, ScanTokens } from './scanCommand';

/**
 * A scan to read in a terminal: days first, newest last, then the sessions of each.
 * @param waited minutes that each session waited for its person, in the order of the sessions.
 */
export function textScan(report: ScanReport, waited: readonly number[], zone: string): string {
  if (report.sessions.length === 0) {
    return ['No sessions of agents found.', ...skippedLines(report)].join('\n');
  }
  const days = table([
    ['Day', 'Agent', 'AI', 'Tokens'],
    ...report.days.map((each) => [each.day, each.agent, minutes(each.aiMinutes), tokens(each.tokens)]),
  ]);
  const sessions = table([
    ['Day', 'Agent', 'Turns', 'Prompts', 'AI', 'Waited', 'Tokens', 'Folder', 'Session'],
    ...report.sessions.map((each, index) => [
      dayOf(Date.parse(each.start), zone, '00:00'),
      each.agent,
      `${each.turns}`,
      `${each.prompts}`,
      minutes(each.aiMinutes),
      waitedText(waited[index] ?? 0),
      tokens(each.tokens),
      printable(each.folder ?? '–'),
      printable(each.externalId),
    ]),
  ]);
  return [...days, '', ...sessions, ...skippedLines(report)].join('\n');
}

function skippedLines(report: ScanReport): string[] {
  return report.skipped.length === 0
    ? []
    : ['', `Skipped: ${report.skipped.map((each) => `${each.reason} (${each.count})`).join(', ')}.`];
}

function minutes(value: number): string {
  return formatMinutes(Math.round(value));
}

function waitedText(value: number): string {
  return Math.round(value) === 0 ? absent : minutes(value);
}

function tokens({ input, output, cacheRead, cacheWrite }: ScanTokens): string {
  return (input + output + cacheRead + cacheWrite).toLocaleString('en-US');
}

/** A transcript may hold anything: nothing of it may steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
