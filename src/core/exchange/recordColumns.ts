/** The columns of a record's table, by what they hold. */
const recordColumnNames = [
  'number',
  'title',
  'hours',
  'lowHours',
  'highHours',
  'aiMinutes',
  'supervisoryMinutes',
  'factor',
  'supervisoryFactor',
  'tokens',
  'day',
  'project',
  'private',
] as const;
export type RecordColumn = (typeof recordColumnNames)[number];

/** Where each column of a table is, from 0. */
export type ColumnPositions = ReadonlyMap<RecordColumn, number>;

/** The headings that are written, and those that are read as well: letters and digits only, in lower case. */
const headings: Readonly<Record<RecordColumn, readonly [written: string, ...read: readonly string[]]>> = {
  number: ['#', 'no', 'nr', 'number', 'rank'],
  title: ['Task', 'title', 'taskdescription', 'description'],
  hours: ['Human Est.', 'humanestimate', 'humanhours', 'human', 'estimate', 'est', 'hours', 'esthours'],
  lowHours: ['Low Est.', 'low', 'lowestimate', 'lowhours'],
  highHours: ['High Est.', 'high', 'highestimate', 'highhours'],
  aiMinutes: ['AI', 'aiminutes', 'aimin', 'aimins', 'aitime', 'agentminutes', 'agenttime'],
  supervisoryMinutes: [
    'Sup.',
    'supervision',
    'supervisory',
    'supervisoryminutes',
    'supervisorytime',
    'supervisiontime',
    'supminutes',
    'supmin',
    'supmins',
    'suptime',
  ],
  factor: ['Factor', 'leverage', 'leveragefactor', 'aifactor'],
  supervisoryFactor: [
    'Sup. Factor',
    'supervisoryfactor',
    'supervisionfactor',
    'supervisoryleverage',
    'supervisoryleveragefactor',
    'supleverage',
    'supleveragefactor',
  ],
  tokens: ['Tokens', 'token'],
  day: ['Day', 'date'],
  project: ['Project'],
  private: ['Private'],
};

export function headingOf(column: RecordColumn): string {
  return headings[column][0];
}

/** @returns undefined where these are not the headings of a record's table. */
export function recordColumns(cells: readonly string[]): ColumnPositions | undefined {
  const positions = new Map<RecordColumn, number>();
  for (const [index, cell] of cells.entries()) {
    const column = columnOf(cell);
    if (column !== undefined && !positions.has(column)) {
      positions.set(column, index);
    }
  }
  const isRecord = positions.has('title') && positions.has('hours') && positions.has('aiMinutes');
  return isRecord ? positions : undefined;
}

function columnOf(heading: string): RecordColumn | undefined {
  const plain = plainHeading(heading);
  const column = recordColumnNames.find((each) =>
    headings[each].some((spelling) => plainHeading(spelling) === plain),
  );
  // A bare number below `AI (h)` would be taken for minutes, so such a column is not known at all.
  return column !== undefined && otherUnit[column]?.test(heading) === true ? undefined : column;
}

const hoursUnit = /\((?:h|hrs?|hours?)\)/iu;
const otherUnit: Partial<Readonly<Record<RecordColumn, RegExp>>> = {
  hours: /\((?:m|mins?|minutes?)\)/iu,
  aiMinutes: hoursUnit,
  supervisoryMinutes: hoursUnit,
};

/** `Human Est. (h)` and `human est` are the same heading. */
function plainHeading(heading: string): string {
  const trimmed = heading.trim();
  return trimmed === '#'
    ? trimmed
    : trimmed
        .toLowerCase()
        .replace(/\(.*\)/u, '')
        .replace(/[^\p{L}\p{N}]/gu, '');
}
