import * as l10n from '@vscode/l10n';
import { formatCount } from '../figures/format';
import { titleLimit } from '../task/task';
import { oneLine } from './oneLine';
import { parsed, rejected, type Parsed } from './parsed';

/** A title from a user or a file, as one line. */
export function parseTitle(text: string): Parsed<string> {
  const title = oneLine(text);
  if (title === '') {
    return rejected(l10n.t('The title is missing. Describe the task in a few words.'));
  }
  if (title.length > titleLimit) {
    return rejected(
      l10n.t(
        'The title has {0} characters. Shorten it to {1}.',
        formatCount(title.length),
        formatCount(titleLimit),
      ),
    );
  }
  return parsed(title);
}
