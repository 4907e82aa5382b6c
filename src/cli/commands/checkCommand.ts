import { earlierDays } from '../../core/findings/surroundings';
import { basisText } from '../../core/prose/basisText';
import { checkProse } from '../../core/prose/checkProse';
import { draftDay } from '../../core/prose/draftDay';
import type { ProseFinding } from '../../core/prose/reading/proseFinding';
import { proseRecord } from '../../core/prose/reading/proseReading';
import { shownReads } from '../../core/publish/selection/shownReads';
import { dayRecord } from '../../core/record/dayRecord';
import { english } from '../../core/texts/texts';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { readOptions } from '../input/commandOptions';
import { askedDay, dayOptions, mustHaveCome } from '../input/dayOptions';
import { privacyOf, privacyOptions, remarkPrivate } from '../input/privacyOption';
import { UsageError } from '../input/usageError';
import { withRecord } from '../record/withRecord';
import { textOfFile } from '../input/textOfFile';

const kinds = { ...dayOptions, ...privacyOptions, json: 'boolean' } as const;

/** Checks a text's figures against a day. @returns 1 if the record contradicts one. */
export async function checkCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('check', args, kinds, true);
  const [file, ...more] = options.files;
  if (file === undefined || more.length > 0) {
    throw new UsageError(
      'Name one file to check, or - for standard input. See leverage-record check --help.',
    );
  }
  const privacy = privacyOf(options, true);
  const text = await textOfFile(file, environment, 'Nothing was checked.');
  const day =
    (options.text('day') === undefined ? draftDay(text) : undefined) ?? askedDay(options, environment);
  return withRecord(options, environment, 'read', (store) => {
    mustHaveCome(day, store, options, environment);
    remarkPrivate(store.closedTasks(day), privacy, environment);
    const reads = shownReads(store, privacy);
    const { rows } = dayRecord(day, reads.closedTasks(day));
    if (rows.length === 0) {
      environment.remark(`No tasks are recorded on ${day}, so nothing was checked.`);
    }
    const findings = checkProse(
      text,
      proseRecord(day, rows, earlierDays(reads, day, { includePrivate: true })),
    );
    const places = placesOf(text);
    if (options.isOn('json')) {
      environment.printJson(jsonOf(day, text, findings, places));
    } else {
      environment.printLines([
        ...findings
          .filter(({ verdict }) => verdict === 'contradicted')
          .map((finding) => lineOf(file, text, finding, places)),
        summary(day, findings),
      ]);
    }
    return findings.some(({ verdict }) => verdict === 'contradicted') ? 1 : 0;
  });
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Lines and columns from 1, as editors and compilers count them. */
function placesOf(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}

function lineOf(
  file: string,
  text: string,
  { start, end, basis, replacement }: ProseFinding,
  places: (offset: number) => Place,
): string {
  const { line, column } = places(start);
  const instead = replacement === undefined ? '' : ` Write ${replacement}.`;
  const rests = basis === undefined ? '' : ` ${basisText(basis, english)}`;
  return `${file}:${line}:${column}: “${text.slice(start, end)}” is wrong.${rests}${instead}`;
}

function summary(day: string, findings: readonly ProseFinding[]): string {
  const count = (verdict: ProseFinding['verdict']) =>
    findings.filter((each) => each.verdict === verdict).length;
  const figures = findings.length === 1 ? '1 figure' : `${findings.length} figures`;
  return `${figures} checked against ${day}: ${count('supported')} supported, ${count('contradicted')} contradicted, ${count('unchecked')} not checkable.`;
}

function jsonOf(
  day: string,
  text: string,
  findings: readonly ProseFinding[],
  places: (offset: number) => Place,
): string {
  const figures = findings.map(({ start, end, verdict, basis, replacement }) => ({
    ...places(start),
    text: text.slice(start, end),
    verdict,
    basis: basis === undefined ? null : basisText(basis, english),
    replacement: replacement ?? null,
  }));
  return JSON.stringify({ day, figures }, undefined, 2);
}
