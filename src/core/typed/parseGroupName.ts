import * as l10n from '@vscode/l10n';
import { formatCount } from '../figures/format';
import { groupNameLimit } from '../task/grouping';
import { oneLine } from './oneLine';
import { parsed, rejected, type Parsed } from './parsed';

/** The name of a category or workstream, as one line. */
export function parseGroupName(text: string): Parsed<string> {
  const name = oneLine(text);
  if (name === '') {
    return rejected(l10n.t('The name is missing. Enter a word or two.'));
  }
  if (name.length > groupNameLimit) {
    return rejected(
      l10n.t(
        'The name has {0} characters. Shorten it to {1}.',
        formatCount(name.length),
        formatCount(groupNameLimit),
      ),
    );
  }
  return parsed(name);
}
