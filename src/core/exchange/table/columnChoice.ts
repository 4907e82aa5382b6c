import { parsed, rejected, type Parsed } from '../../typed/parsed';
import {
  plainChoice,
  plainHeading,
  recordColumnNames,
  spelledColumn,
  type RecordColumn,
} from '../recordColumns';

/** The name of a column when the user chooses it for a heading. */
export const columnChoiceNames: ReadonlyMap<string, RecordColumn> = new Map([
  ['task', 'title'],
  ['hours', 'hours'],
  ['low', 'lowHours'],
  ['high', 'highHours'],
  ['ai', 'aiMinutes'],
  ['sup', 'supervisoryMinutes'],
  ['factor', 'factor'],
  ['supfactor', 'supervisoryFactor'],
  ['tokens', 'tokens'],
  ['day', 'day'],
  ['project', 'project'],
  ['private', 'private'],
]);

/** Parses `Claude=ai`: the heading, and the column that it stands for. */
export function parseColumnChoice(
  text: string,
): Parsed<{ readonly heading: string; readonly column: RecordColumn }> {
  const at = text.lastIndexOf('=');
  const heading = plainChoice(text.slice(0, Math.max(at, 0)));
  const name = plainHeading(text.slice(at + 1));
  const column =
    columnChoiceNames.get(name) ?? recordColumnNames.find((each) => each === name) ?? spelledColumn(name);
  return at <= 0 || heading === '' || column === undefined
    ? rejected(
        `“${text.slice(0, 60)}” names no heading and column. Write it as Claude=ai; the columns are ${[...columnChoiceNames.keys()].join(', ')}.`,
      )
    : parsed({ heading, column });
}
