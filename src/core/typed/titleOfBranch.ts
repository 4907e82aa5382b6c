import { parseTitle } from './parseTitle';

/** A branch's name is never this long, but a record may hold anything. */
const longestRead = 250;
const ticket = /^[A-Za-z]{2,10}-\d{1,9}(?=[-_.]|$)/u;
const hasWord = /\p{L}{2}/u;
const hexadecimal = /^[\da-f]{6,40}$/u;
const hasDigit = /\d/u;

/**
 * A branch's name as the start of a title: `feature/INV-12-export-as-csv` is “INV-12 Export as csv”.
 * @returns undefined if it doesn't say what the work was about, as `main` doesn't
 */
export function titleOfBranch(branch: string): string | undefined {
  const name = branch.slice(0, longestRead).split('/').at(-1) ?? '';
  const issue = ticket.exec(name)?.[0];
  const words = name
    .slice(issue?.length ?? 0)
    .split(/[-_.\s]+/u)
    .filter((word) => word !== '' && !(hexadecimal.test(word) && hasDigit.test(word)));
  // One word alone (`main`, `importer`) is the name of a place or a part.
  if (words.filter((word) => hasWord.test(word)).length < 2) {
    return undefined;
  }
  const [first = '', ...others] = words;
  const sentence = [first.slice(0, 1).toUpperCase() + first.slice(1), ...others].join(' ');
  const title = parseTitle(issue === undefined ? sentence : `${issue.toUpperCase()} ${sentence}`);
  return title.ok ? title.value : undefined;
}
