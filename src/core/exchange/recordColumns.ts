import * as l10n from '@vscode/l10n';
import { durationUnit, type DurationUnit } from '../typed/durationText';

/** The columns of a record's table, by content. */
export const recordColumnNames = [
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

/** The user's choice of columns for headings; by `plainHeading`. */
export type ColumnChoices = ReadonlyMap<string, RecordColumn>;

/** A column's index, from 0, and the unit of a bare number in it. */
export interface ColumnPlace {
  readonly at: number;
  readonly heading: string;
  readonly unit: DurationUnit | undefined;
  readonly multiplier: number;
}
export type ColumnPlaces = ReadonlyMap<RecordColumn, ColumnPlace>;

/** The headings we write and the others we read: letters and digits only, in lower case. */
const headings: Readonly<Record<RecordColumn, readonly [written: string, ...read: readonly string[]]>> = {
  number: ['#', 'no', 'nr', 'number', 'rank'],
  title: ['Task', 'title', 'taskdescription', 'description', 'tasks', 'work', 'what', 'item'],
  hours: [
    'Human Est.',
    'humanestimate',
    'human',
    'estimate',
    'est',
    'hours',
    'humanesthours',
    'esthuman',
    'humaneq',
    'humanequivalent',
    'humaneffort',
    'esthours',
    'estimated',
    'manual',
    'humanhours',
  ],
  lowHours: ['Low Est.', 'low', 'lowestimate', 'lowhours'],
  highHours: ['High Est.', 'high', 'highestimate', 'highhours'],
  aiMinutes: ['AI', 'agenttime', 'aitime', 'aiagent', 'aiwork'],
  supervisoryMinutes: [
    'Sup.',
    'supv',
    'superv',
    'supervision',
    'supervisory',
    'supervise',
    'prompting',
    'steering',
  ],
  factor: ['Factor', 'leverage', 'leveragefactor', 'aifactor', 'lf', 'multiplier', 'speedup', 'aileverage'],
  supervisoryFactor: [
    'Sup. Factor',
    'supvfactor',
    'supervfactor',
    'supervisoryfactor',
    'supervisionfactor',
    'supervisoryleverage',
    'supervisoryleveragefactor',
    'supleverage',
    'supvleverage',
    'supleveragefactor',
    'supervisionleverage',
    'slf',
    'suplf',
  ],
  tokens: ['Tokens', 'token', 'toks'],
  day: ['Day', 'date'],
  project: ['Project'],
  private: ['Private'],
};

/** Manually kept records name the column after the agent. */
const agents =
  /^(?:claude|claudecode|anthropic|codex|codexcli|openai|chatgpt|copilot|githubcopilot|copilotcli|gemini|geminicli|cursor|aider|agents?|llm|opus|sonnet|haiku|gpt\d{0,2}|amp|opencode|qwen|devin|windsurf|assistant|bot)$/u;
const spellings: ReadonlyMap<string, RecordColumn> = new Map(
  recordColumnNames.flatMap((column) =>
    headings[column].map((each) => [plainHeading(each), column] as const),
  ),
);

export function headingOf(column: RecordColumn): string {
  return headings[column][0];
}

/** @param plain as `plainHeading` gives it. @returns undefined if no column has that name */
export function spelledColumn(plain: string): RecordColumn | undefined {
  return spellings.get(plain);
}

interface Understood extends Omit<ColumnPlace, 'at'> {
  readonly column: RecordColumn;
  /** Named after an agent; a column headed AI outweighs it. */
  readonly isWeak: boolean;
  /** The text in brackets, if it is no unit. */
  readonly unknownUnit: string | undefined;
}

/** The columns of a record's table, or why its headings aren't accepted. */
export type FoundColumns =
  | { readonly kind: 'record'; readonly columns: ColumnPlaces }
  | { readonly kind: 'doubtful'; readonly problem: string }
  | { readonly kind: 'other' };

const needed: readonly RecordColumn[] = ['title', 'hours', 'aiMinutes'];

export function recordColumns(cells: readonly string[], choices: ColumnChoices = new Map()): FoundColumns {
  const found = new Map<RecordColumn, Understood & { at: number }>();
  const doubts: string[] = [];
  for (const [at, cell] of cells.slice(0, mostColumns).entries()) {
    const each = understood(cell, choices);
    const other = each && found.get(each.column);
    if (each === undefined || (other && each.isWeak && !other.isWeak)) {
      continue;
    }
    if (other !== undefined && other.isWeak === each.isWeak && measured.has(each.column)) {
      doubts.push(
        l10n.t(
          '“{0}” and “{1}” can both be the column {2}. Choose one of them for it.',
          other.heading,
          each.heading,
          headingOf(each.column),
        ),
      );
    }
    if (other === undefined || (other.isWeak && !each.isWeak)) {
      found.set(each.column, { ...each, at });
    }
  }
  const isRecord = needed.every((column) => found.has(column));
  if (!isRecord) {
    return { kind: 'other' };
  }
  for (const { unknownUnit, heading } of found.values()) {
    if (unknownUnit !== undefined) {
      doubts.push(
        l10n.t(
          'The unit in the heading “{0}” is unknown. Use s, min, h, days or weeks (for tokens, k or M).',
          heading,
        ),
      );
    }
  }
  const [problem] = doubts;
  return problem === undefined ? { kind: 'record', columns: found } : { kind: 'doubtful', problem };
}

const mostColumns = 200;
const mostHeading = 200;
const durations = new Set<RecordColumn>([
  'hours',
  'lowHours',
  'highHours',
  'aiMinutes',
  'supervisoryMinutes',
]);
const measured = new Set<RecordColumn>([...durations, 'tokens']);

function understood(cell: string, choices: ColumnChoices): Understood | undefined {
  const heading = cell.trim();
  if (heading === '' || heading.length > mostHeading) {
    return undefined;
  }
  const plain = plainHeading(heading);
  const words = wordsOf(outsideBrackets(heading));
  const last = unitOf(words.at(-1) ?? '');
  const stem = last === undefined && words.at(-1) !== 'time' ? undefined : words.slice(0, -1).join('');
  const chosen = choices.get(plainChoice(heading));
  const known = spellings.get(plain) ?? (stem ? spellings.get(stem) : undefined);
  const isAgent = agents.test(plain) || (stem !== undefined && agents.test(stem));
  const weeks = plain === 'weeks' ? 'hours' : undefined;
  const column = chosen ?? known ?? (isAgent ? 'aiMinutes' : weeks);
  if (column === undefined || column === 'number') {
    return (
      column && { column, heading, unit: undefined, multiplier: 1, isWeak: false, unknownUnit: undefined }
    );
  }
  const inBrackets = bracketsOf(heading);
  const unit = durations.has(column) ? (unitOf(inBrackets) ?? last) : undefined;
  const multiplier =
    column === 'tokens' ? (multipliers.get(inBrackets) ?? multipliers.get(words.at(-1) ?? '')) : 1;
  const isUnknown = measured.has(column) && inBrackets !== '' && !isRemark(inBrackets);
  const isMissed =
    isUnknown && (column === 'tokens' ? !multipliers.has(inBrackets) : unitOf(inBrackets) === undefined);
  return {
    column,
    heading,
    unit,
    multiplier: multiplier ?? 1,
    isWeak: chosen === undefined && known === undefined,
    unknownUnit: isMissed ? inBrackets : undefined,
  };
}

const multipliers: ReadonlyMap<string, number> = new Map([
  ...['k', 'thousand', 'thousands', '000', '1000', 'ktokens', 'ktok'].map((each) => [each, 1e3] as const),
  ...['m', 'mio', 'million', 'millions', 'mtokens', 'mtok'].map((each) => [each, 1e6] as const),
  ...['b', 'bn', 'billion', 'billions'].map((each) => [each, 1e9] as const),
  ...['total', 'count', 'tokens', 'all'].map((each) => [each, 1] as const),
]);

function unitOf(word: string): DurationUnit | undefined {
  return (
    durationUnit(word.replace(/^(?:in|working|work|human|person|man|ai|sup|agent)[ -]?(?=\p{L})/u, '')) ??
    durationUnit(word)
  );
}

/** `AI (Claude)`, `Est. (senior engineer)`: who, not how much. */
function isRemark(text: string): boolean {
  return (
    agents.test(text.replace(/[^a-z]/gu, '')) ||
    /\b(?:claude|codex|gemini|copilot|gpt|opus|sonnet|engineer|developer|human|alone|est|estimate|estimated|approx|ai|wall|clock|active|busy|measured|rounded|agent|low|high|mid|me)\b/u.test(
      text,
    )
  );
}

function bracketsOf(heading: string): string {
  return (/[([]([^()[\]]*)[)\]]/u.exec(heading)?.[1] ?? /[,/]\s*(\p{L}+)\s*$/u.exec(heading)?.[1] ?? '')
    .trim()
    .toLowerCase()
    .replace(/\.$/u, '');
}

function outsideBrackets(heading: string): string {
  return heading.replace(/[([][^()[\]]*[)\]]/gu, ' ').replace(/[,/]\s*\p{L}+\s*$/u, ' ');
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** `Human Est. (h)` and `human est` are the same heading. */
export function plainHeading(heading: string): string {
  const trimmed = heading.trim();
  return trimmed === '#' ? trimmed : wordsOf(outsideBrackets(trimmed)).join('');
}

/** The key under which the user's choice for a heading is remembered. */
export function plainChoice(heading: string): string {
  return heading.trim().toLowerCase().replace(/\s+/gu, ' ');
}
