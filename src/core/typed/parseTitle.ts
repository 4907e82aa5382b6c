import * as l10n from '@vscode/l10n';
import { formatCount } from '../figures/format';
import { parsed, rejected, type Parsed } from './parsed';
import { titleLimit } from '../task/task';

/** A visible mark, sign or letter: not a blank, a joiner, a direction mark or another shapeless character. */
const visible = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\p{M}\u2800]/u;

/** A title from a user or a file, as one line: control characters and line ends become spaces. */
export function parseTitle(text: string): Parsed<string> {
  const title = text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    // A lone surrogate has no meaning and would not survive being written as UTF-8.
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
  if (title === '' || !visible.test(title)) {
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
