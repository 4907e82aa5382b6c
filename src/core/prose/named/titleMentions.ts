import type { RecordRow } from '../../record/dayRecord';
import { hasForeignWord } from '../text/plainWords';
import type { ProseToken } from '../text/proseTokens';
import { isLight, stem, type RowVocabulary } from './rowVocabulary';
import type { ScopeMention } from './scopeMention';

const linking = new Set([
  'of',
  'the',
  'and',
  'for',
  'to',
  'a',
  'on',
  'with',
  '-',
  '/',
  ',',
  "'s",
  ':',
  'in',
  'from',
]);
const taskNouns =
  /^(?:tasks?|rows?|items?|entries|entry|jobs?|builds?|work|fixes|sessions?|runs?|category|workstream|project)$/;

/** Where a sentence names rows: by a quoted title, by a group's name, or by words of titles. */
export function titleMentions(
  text: string,
  tokens: readonly ProseToken[],
  vocabulary: RowVocabulary,
): ScopeMention[] {
  const found: ScopeMention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const mention = quotedAt(text, tokens, at, vocabulary) ?? wordsAt(tokens, at, vocabulary);
    if (mention !== undefined) {
      found.push(mention);
      at = mention.last;
    }
  }
  return found;
}

const closing: Readonly<Record<string, string>> = { '“': '”', '"': '"', '‘': '’' };

function quotedAt(
  text: string,
  tokens: readonly ProseToken[],
  at: number,
  vocabulary: RowVocabulary,
): ScopeMention | undefined {
  const [open] = [tokens[at]];
  const close = open?.kind === 'mark' && Object.hasOwn(closing, open.text) ? closing[open.text] : undefined;
  if (open === undefined || close === undefined) {
    return undefined;
  }
  const end = tokens.findIndex((token, index) => index > at && index < at + 200 && token.text === close);
  const last = tokens[end];
  if (last === undefined) {
    return undefined;
  }
  const quoted = text.slice(open.end, last.start);
  const rows = vocabulary.rowsTitled(quoted.replace(/[.,]$/, ''));
  return rows.length === 0
    ? undefined
    : { kind: 'title', first: at, last: end, sets: [...rows.map((row) => [row]), rows], sure: true };
}

function wordsAt(
  tokens: readonly ProseToken[],
  at: number,
  vocabulary: RowVocabulary,
): ScopeMention | undefined {
  const first = wordOf(tokens[at]);
  if (first === undefined || isLinkingWord(first)) {
    return undefined;
  }
  let rows: readonly RecordRow[] = [...vocabulary.rowsWith(first)];
  if (rows.length === 0) {
    return undefined;
  }
  const words = [first];
  const groups = [...vocabulary.groupsCalled(words)];
  let [last, next, unlinked, beyond] = [at, at + 1, true, 0];
  while (next < tokens.length && next - last <= 3) {
    const word = wordOf(tokens[next]);
    const text = tokens[next]?.text ?? '';
    if (word !== undefined && !linking.has(word)) {
      const fewer = within(rows, vocabulary.rowsWith(word)).filter(
        (row) => next === last + 1 || vocabulary.follows(row, words.at(-1) ?? '', word),
      );
      const isGroup = vocabulary.groupsCalled([...words, word]);
      if (fewer.length === 0) {
        break;
      }
      rows = fewer;
      words.push(word);
      isGroup.forEach((group) => groups.push(group));
      // Beyond a group's name, words that weigh something choose among its rows.
      if (isGroup.length === 0 && !isLight(word) && rows.length === 1) {
        beyond += 1;
      }
      last = next;
    } else if (
      !linking.has(text) ||
      (tokens[next]?.kind === 'mark' && text === ',' && unlinked && words.length < 2)
    ) {
      break;
    } else {
      unlinked = false;
    }
    next += 1;
  }
  const weighty = words.filter((word) => !isLight(word));
  const isPlain = words.length === 1 && !hasForeignWord(tokens.slice(at, at + 1), () => false);
  if ((weighty.length === 0 || isPlain) && groups.length === 0) {
    return undefined;
  }
  const after = tokens[last + 1]?.text === '-' ? tokens[last + 2]?.text : tokens[last + 1]?.text;
  const isNamed = words.length === 1 && vocabulary.isName(first);
  const isGroupWord =
    groups.length > 0 &&
    (words.length > 1 || taskNouns.test(after ?? '') || (tokens[at]?.text.length ?? 0) >= 5);
  const byTitle = words.reduce(
    (left, word) => within(left, vocabulary.rowsWithTitleWord(word)),
    [...vocabulary.rowsWithTitleWord(first)],
  );
  return {
    kind: 'title',
    first: at,
    last,
    // One word that is a group's name means the group, not every title that has it.
    sets:
      isGroupWord && words.length === 1
        ? distinct(groups)
        : distinct([rows, ...(beyond > 0 ? [] : groups), byTitle]),
    sure:
      !(rows.length > 1 && words.length === 1 && isOneOfKind(tokens, at, after)) &&
      (weighty.length > 1 || isNamed || isGroupWord) &&
      (rows.length === 1 || !isPart(tokens, at, last)) &&
      (vocabulary.isFieldOf(words) ||
        (rows.length === 1 ? isTitleLike(weighty, rows, vocabulary) : isWholeGroup(rows, groups))),
  };
}

/** "the refactor" is one of a category's tasks, "refactors" and "maintenance" are all of them. */
function isOneOfKind(tokens: readonly ProseToken[], at: number, after: string | undefined): boolean {
  return (
    /^(?:the|a|an|this|that|our|one|another)$/.test(tokens[at - 1]?.text ?? '') &&
    !(tokens[at]?.text ?? '').endsWith('s') &&
    !taskNouns.test(after ?? '')
  );
}

/** Two words from the middle of a title may name a project that others belong to as well. */
function isTitleLike(
  words: readonly string[],
  rows: readonly RecordRow[],
  vocabulary: RowVocabulary,
): boolean {
  return (
    words.length > 2 ||
    vocabulary.hasFields() ||
    rows.some((row) => words.includes(vocabulary.firstWord(row)))
  );
}

/** Without a workstream, a name is that of a group only if every title that has it begins with it. */
function isWholeGroup(rows: readonly RecordRow[], groups: readonly (readonly RecordRow[])[]): boolean {
  return groups.some((group) => group.length === rows.length);
}

/** "failing desktop app", "knowledge base migrations": a word that no row has says which of them. */
function isPart(tokens: readonly ProseToken[], first: number, last: number): boolean {
  const [before, after] = [tokens[first - 1], tokens[last + 1]];
  return (
    (before?.kind === 'word' && hasForeignWord([before], () => false)) ||
    (before?.kind === 'word' &&
      /^(?:first|second|third|last|latest|initial|new|early|late|other|some|final)$/.test(before.text)) ||
    (after?.kind === 'word' && !after.text.endsWith('ed') && hasForeignWord([after], () => false))
  );
}

function within(rows: readonly RecordRow[], those: ReadonlySet<RecordRow>): RecordRow[] {
  return rows.filter((row) => those.has(row));
}

function wordOf(token: ProseToken | undefined): string | undefined {
  return token?.kind === 'word' ? stem(token.text) : undefined;
}

function isLinkingWord(word: string): boolean {
  return linking.has(word) || isLight(word);
}

/** The same for sets of the same rows in the same order. */
function keyOf(rows: readonly RecordRow[]): string {
  let key = '';
  for (const { number } of rows) {
    key += `${number},`;
  }
  return key;
}

/** Each set once; empty ones are none. */
export function distinct(sets: readonly (readonly RecordRow[])[]): (readonly RecordRow[])[] {
  const seen = new Map<string, readonly RecordRow[]>();
  for (const rows of sets) {
    const key = rows.length > 0 ? keyOf(rows) : undefined;
    if (key !== undefined && !seen.has(key)) {
      seen.set(key, rows);
    }
  }
  return [...seen.values()];
}
