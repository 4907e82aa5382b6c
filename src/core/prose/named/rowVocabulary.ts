import type { RecordRow } from '../../record/dayRecord';
import { proseTokens } from '../text/proseTokens';

/** Words of titles that say little on their own. */
const light = new Set(
  'a an the of and to for in on at by with from into onto over under across per via as or its our my your their it is all any every each both own more most last few new first next other another extra further remaining full complete live small wide internal concurrent absent missing unused own one two three before after through without within between several whole task tasks row rows minute minutes hour hours day days week time times supervision supervisory factor factors leverage human ai claude codex copilot agent agents record average total tokens token work build run check write open point move push raise add make fix set use go hand'.split(
    ' ',
  ),
);

/** A word without the endings that writers vary: "restyling the screens" is of "Restyle screens". */
export function stem(word: string): string {
  const singular =
    word.length > 4 && word.endsWith('ies')
      ? `${word.slice(0, -3)}y`
      : word.length > 3 && word.endsWith('s') && !word.endsWith('ss')
        ? word.slice(0, -1)
        : word;
  const root =
    singular.length > 6 && singular.endsWith('ing')
      ? singular.slice(0, -3)
      : singular.length > 5 && singular.endsWith('ed')
        ? singular.slice(0, -2)
        : singular;
  return root.length > 4 && root.endsWith('e') ? root.slice(0, -1) : root;
}

export function isLight(word: string): boolean {
  return lightStems.has(word);
}

const lightStems = new Set([...light].flatMap((word) => [word, stem(word)]));

const noRows: ReadonlySet<RecordRow> = new Set();

/** The words that rows are called by: of their titles, categories, workstreams and projects. */
export class RowVocabulary {
  private readonly fields = new Set<string>();
  private readonly wordsOf = new Map<RecordRow, readonly string[]>();
  private readonly byWord = new Map<string, Set<RecordRow>>();
  private readonly byTitleWord = new Map<string, Set<RecordRow>>();
  private readonly byHeadWord = new Map<string, number>();
  private readonly groups = new Map<string, RecordRow[][]>();
  private readonly titles = new Map<string, RecordRow[]>();

  constructor(readonly rows: readonly RecordRow[]) {
    const named = new Map<string, RecordRow[]>();
    for (const row of rows) {
      const { title, category, workstream, project } = row.task;
      const words = stems(title);
      this.wordsOf.set(row, words);
      addAll(this.byTitleWord, words, row);
      addAll(
        this.byWord,
        [...words, ...[category, workstream, project].flatMap((each) => stems(each ?? ''))],
        row,
      );
      for (const word of words.slice(0, 2)) {
        this.byHeadWord.set(word, (this.byHeadWord.get(word) ?? 0) + 1);
      }
      push(this.titles, normalized(title), row);
      const prefix = /^([^:]{2,60}):/.exec(title)?.[1];
      for (const [kind, name] of Object.entries({ category, workstream, project, prefix })) {
        if (typeof name === 'string' && name.trim() !== '') {
          for (const each of new Set([name, ...(kind === 'category' ? name.split('/') : [])])) {
            push(named, `${kind} ${stems(each).join(' ')}`, row);
          }
        }
      }
    }
    for (const [key, members] of named) {
      const name = key.slice(key.indexOf(' ') + 1);
      push(this.groups, name, members);
      if (!key.startsWith('prefix ')) {
        this.fields.add(name);
      }
    }
  }

  rowsWith(word: string): ReadonlySet<RecordRow> {
    return this.byWord.get(word) ?? noRows;
  }

  rowsWithTitleWord(word: string): ReadonlySet<RecordRow> {
    return this.byTitleWord.get(word) ?? noRows;
  }

  /** Whether rows have these words as their category, workstream or project, or those and a word of its kind. */
  isFieldOf(words: readonly string[]): boolean {
    return (
      this.fields.has(words.join(' ')) ||
      this.fields.has(words.slice(0, -1).join(' ')) ||
      this.fields.has(words.slice(-1).join(' '))
    );
  }

  hasFields(): boolean {
    return this.fields.size > 0;
  }

  firstWord(row: RecordRow): string {
    return this.wordsOf.get(row)?.find((word) => !isLight(word)) ?? '';
  }

  /** Whether a title has one word somewhere after another. */
  follows(row: RecordRow, word: string, next: string): boolean {
    const words = this.wordsOf.get(row) ?? [];
    const at = words.indexOf(word);
    return at !== -1 && words.indexOf(next, at + 1) !== -1;
  }

  /** The rows of a group called so: a workstream, category or project, or what titles begin with before a colon. */
  groupsCalled(words: readonly string[]): readonly (readonly RecordRow[])[] {
    return this.groups.get(words.join(' ')) ?? [];
  }

  allGroups(): readonly (readonly RecordRow[])[] {
    return [...this.groups.values()].flat();
  }

  /** Whether one word is enough to name a row: few titles have it, and each begins with it. */
  isName(word: string): boolean {
    const count = this.rowsWithTitleWord(word).size;
    return word.length >= 4 && count > 0 && count <= 3 && this.byHeadWord.get(word) === count;
  }

  /** Rows with this title, which may be cut with an ellipsis. */
  rowsTitled(quoted: string): readonly RecordRow[] {
    const title = normalized(quoted);
    if (!title.endsWith('…') && !title.endsWith('...')) {
      return this.titles.get(title) ?? [];
    }
    const start = title.replace(/(?:…|\.{3})$/, '').trimEnd();
    return start.length < 4
      ? []
      : [...this.titles].flatMap(([each, rows]) => (each.startsWith(start) ? rows : []));
  }
}

function stems(text: string): string[] {
  return proseTokens(text.slice(0, 500)).flatMap(({ kind, text: word }) =>
    kind === 'word' ? [stem(word)] : [],
  );
}

function normalized(title: string): string {
  return title
    .replace(/[\u2068\u2069]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}

function addAll(map: Map<string, Set<RecordRow>>, words: readonly string[], row: RecordRow): void {
  for (const word of words) {
    const rows = map.get(word);
    if (rows === undefined) {
      map.set(word, new Set([row]));
    } else {
      rows.add(row);
    }
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [value]);
  } else {
    list.push(value);
  }
}
