import Papa from 'papaparse';
import { Temporal } from 'temporal-polyfill';
import { guardFormula } from '../../exchange/csvCells';
import type { TimeEntry } from './timeSheet';

/** Programs whose imports take these columns. */
export const timeSheetPrograms = ['toggl', 'clockify', 'tempo'] as const;
export type TimeSheetProgram = (typeof timeSheetPrograms)[number];

export const dateFormats = ['YYYY-MM-DD', 'MM/DD/YYYY', 'DD/MM/YYYY'] as const;
export type DateFormat = (typeof dateFormats)[number];

export interface TimeSheetLook {
  /** Whose time it is; the programs know their users by it. */
  readonly email: string;
  readonly dateFormat: DateFormat;
  /** Hours of a day are written as 15:30, or as 3:30 PM. */
  readonly clock: 12 | 24;
}

/** How a program writes dates where its users chose nothing else. */
export const usualLook: Readonly<Record<TimeSheetProgram, Omit<TimeSheetLook, 'email'>>> = {
  toggl: { dateFormat: 'YYYY-MM-DD', clock: 24 },
  clockify: { dateFormat: 'MM/DD/YYYY', clock: 12 },
  tempo: { dateFormat: 'YYYY-MM-DD', clock: 24 },
};

type Column = readonly [heading: string, cell: (entry: TimeEntry, look: TimeSheetLook) => string];

const longest = { description: 3000, project: 250, client: 100 } as const;
const description: Column[1] = (entry) => entry.description.slice(0, longest.description);
const project: Column[1] = (entry) => (entry.project ?? '').slice(0, longest.project);
const client: Column[1] = (entry) => (entry.client ?? '').slice(0, longest.client);
const email: Column[1] = (_entry, look) => look.email;
const startDate: Column[1] = ({ day }, { dateFormat }) => dateText(day, dateFormat);

const columns: Readonly<Record<TimeSheetProgram, readonly Column[]>> = {
  toggl: [
    ['Email', email],
    ['Client', client],
    ['Project', project],
    ['Description', description],
    ['Start date', startDate],
    ['Start time', (entry) => `${clockTime(entry)}:00`],
    ['Duration', ({ roundedMinutes }) => `${hoursAndMinutes(roundedMinutes, 2)}:00`],
  ],
  clockify: [
    ['Project', project],
    ['Client', client],
    ['Description', description],
    ['Email', email],
    ['Start Date', startDate],
    ['Start Time', (entry, { clock }) => (clock === 12 ? twelveHours(clockTime(entry)) : clockTime(entry))],
    ['Duration (h)', ({ roundedMinutes }) => hoursAndMinutes(roundedMinutes, 1)],
  ],
  tempo: [
    ['Issue Key', ({ issueKey }) => issueKey ?? ''],
    ['Hours', ({ roundedMinutes }) => String(Math.round((roundedMinutes / 60) * 10_000) / 10_000)],
    ['Work date', (entry, look) => `${startDate(entry, look)} ${clockTime(entry)}`],
    ['Username', email],
    ['Account Name', client],
    ['Project Name', project],
    ['Work Description', description],
  ],
};

/** Entries as a file in the columns that a program takes in; those of 0 minutes have nothing to bill. */
export function writeTimeSheet(
  entries: readonly TimeEntry[],
  program: TimeSheetProgram,
  look: TimeSheetLook,
): string {
  const of = columns[program];
  const lines = entries
    .filter(({ roundedMinutes }) => roundedMinutes > 0)
    .map((entry) => of.map(([, cell]) => guardFormula(cell(entry, look))));
  return `${Papa.unparse([of.map(([heading]) => heading), ...lines], { newline: '\r\n' })}\r\n`;
}

function dateText(day: string, format: DateFormat): string {
  const [year = '', month = '', date = ''] = day.split('-');
  switch (format) {
    case 'YYYY-MM-DD':
      return day;
    case 'MM/DD/YYYY':
      return `${month}/${date}/${year}`;
    case 'DD/MM/YYYY':
      return `${date}/${month}/${year}`;
  }
}

/** When the work began, as the clock showed it there; midnight if it began on an earlier day than it is recorded on. */
function clockTime({ startedAt, zone, day }: TimeEntry): string {
  const local = Temporal.Instant.fromEpochMilliseconds(startedAt).toZonedDateTimeISO(zone);
  return local.toPlainDate().toString() === day
    ? local.toPlainTime().toString({ smallestUnit: 'minute' })
    : '00:00';
}

function twelveHours(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return `${hours % 12 === 0 ? 12 : hours % 12}:${String(minutes).padStart(2, '0')} ${hours < 12 ? 'AM' : 'PM'}`;
}

function hoursAndMinutes(minutes: number, hourDigits: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(hourDigits, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
