import { dayOf } from '../../core/days/day';
import { absent, formatMinutes } from '../../core/figures/format';
import type { ScanReport, ScanTokens } from './scanReport';
import { textTable } from './textTable';

/** A scan as text for a terminal: days first, newest last, then the sessions of each. */
export function textScan(report: ScanReport, zone: string): string[] {
  if (report.sessions.length === 0) {
    return ['No agent sessions found.', ...skippedLines(report)];
  }
  const days = textTable(
    [
      ['Day', 'Agent', 'AI', 'Tokens'],
      ...report.days.map((each) => [each.day, each.agent, minutes(each.aiMinutes), tokens(each.tokens)]),
    ],
    leftAligned,
  );
  const sessions = textTable(
    [
      ['Day', 'Agent', 'Turns', 'Prompts', 'AI', 'Waited', 'Tokens', 'Folder', 'Session'],
      ...report.sessions.map((each) => [
        dayOf(Date.parse(each.start), zone, '00:00'),
        each.agent,
        `${each.turns}`,
        `${each.prompts}`,
        minutes(each.aiMinutes),
        waitedText(each.waitingMinutes),
        tokens(each.tokens),
        each.folder ?? '–',
        each.externalId,
      ]),
    ],
    leftAligned,
  );
  return [...days, '', ...sessions, ...keptLines(report), ...skippedLines(report)];
}

/** Listed time that no file contains any more. */
function keptLines({ sessions }: ScanReport): string[] {
  const count = sessions.filter(({ kept }) => kept !== undefined).length;
  return count === 0
    ? []
    : [
        '',
        `Kept from earlier scans, since files are gone or shorter: ${count} of ${sessions.length} sessions.`,
      ];
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

function leftAligned(): boolean {
  return false;
}
