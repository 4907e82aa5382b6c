import * as l10n from '@vscode/l10n';
import { formatCount } from '../figures/format';
import { UserError } from '../userError';

/** Reading and comparing this many takes some 300 MB and 2 s; a record of decades has fewer. */
export const mostRows = 60_000;

/** Called while rows are gathered, so that an oversized file is refused at once. @throws {UserError} */
export function refuseManyRows(count: number): void {
  if (count > mostRows) {
    throw new UserError(
      l10n.t(
        'The file has more than {0} rows, the most that can be imported at a time. Split it, then import the parts.',
        formatCount(mostRows),
      ),
    );
  }
}
