import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { problemLine, problemText } from '../../../src/core/record/problemText';
import type { FileProblem } from '../../../src/core/record/storeProblem';
import { english } from '../../../src/core/texts/texts';
import { outsideBrackets, pseudoBundle } from '../../fixtures/pseudoLocale';

const why = 'EACCES: permission denied';
const aside = 'tasks.old.sqlite';

/** One of each kind, or more where their figures or details change the sentence. */
const problems: { readonly [K in FileProblem['kind']]: readonly Extract<FileProblem, { kind: K }>[] } = {
  lineTooLong: [{ kind: 'lineTooLong', line: 2, byte: 1024 }],
  lineDamaged: [{ kind: 'lineDamaged', line: 2 }],
  lineWrong: [{ kind: 'lineWrong', line: 2, value: 'task title: expected string' }],
  linesMissing: [
    { kind: 'linesMissing', line: 2, count: 1 },
    { kind: 'linesMissing', line: 2, count: 1200 },
  ],
  entryEndMissing: [{ kind: 'entryEndMissing', line: 2 }],
  lineAhead: [{ kind: 'lineAhead', line: 2 }],
  entryTorn: [{ kind: 'entryTorn' }],
  fileReadAgain: [
    { kind: 'fileReadAgain', change: 'shorter' },
    { kind: 'fileReadAgain', change: 'replaced' },
  ],
  fileUnreadable: [{ kind: 'fileUnreadable', why }],
  entriesUnreadable: [{ kind: 'entriesUnreadable', why }],
  otherKind: [
    { kind: 'otherKind', expected: 'file' },
    { kind: 'otherKind', expected: 'folder' },
  ],
  entriesLost: [
    { kind: 'entriesLost', change: 'gone', keptAs: undefined },
    { kind: 'entriesLost', change: 'shorter', keptAs: aside },
    { kind: 'entriesLost', change: 'replaced', keptAs: aside },
  ],
  databaseDamaged: [
    { kind: 'databaseDamaged', damage: { kind: 'unreadable', why } },
    { kind: 'databaseDamaged', damage: { kind: 'empty' } },
    { kind: 'databaseDamaged', damage: { kind: 'changed' } },
    { kind: 'databaseDamaged', damage: { kind: 'inconsistent' } },
  ],
  databaseForeign: [
    { kind: 'databaseForeign', keptAs: undefined },
    { kind: 'databaseForeign', keptAs: aside },
  ],
  changeNotShown: [{ kind: 'changeNotShown', why }],
  rowLeftOut: [{ kind: 'rowLeftOut', entity: 'task', id: 'one' }],
  newerChanges: [
    { kind: 'newerChanges', count: 1 },
    { kind: 'newerChanges', count: 1200 },
  ],
  tasksInFuture: [
    { kind: 'tasksInFuture', count: 1, firstDay: '2036-01-01' },
    { kind: 'tasksInFuture', count: 1200, firstDay: '2036-01-01' },
  ],
  furtherDamage: [
    { kind: 'furtherDamage', count: 1 },
    { kind: 'furtherDamage', count: 4800 },
  ],
};
const foreign = [why, aside, 'task title: expected string', 'task', 'one'];
const all = Object.values(problems).flat();

describe('A problem with the files of a record', () => {
  afterEach(() => l10n.config({ contents: {} }));

  it('is told with its file and its figures', () => {
    const lines = all.map((problem) => problemLine({ file: 'journal/a.jsonl', problem }, english));
    assert.equal(new Set(lines).size, all.length, 'no two read the same');
    for (const line of lines) {
      assert.match(line, /^journal\/a\.jsonl: .*\.$/u);
      assert.doesNotMatch(line, /\{\d\}|undefined/u);
    }
    assert.ok(lines.some((line) => line.includes('1,200 lines before it are missing')));
    assert.ok(lines.some((line) => line.endsWith(`A database that still has them was kept as ${aside}.`)));
  });

  it('has every word of it translated, and only its details not', () => {
    l10n.config({ contents: pseudoBundle() });
    for (const problem of all) {
      assert.equal(outsideBrackets(problemText(problem, l10n), foreign), '', problem.kind);
    }
  });

  it('is German in a German window, whoever found it, and English from the command line', () => {
    l10n.config({ contents: readFileSync(join(__dirname, '../../../l10n/bundle.l10n.de.json'), 'utf8') });
    const [torn] = problems.entryTorn;
    assert.ok(torn);
    assert.match(problemText(torn, l10n), /^Der letzte Eintrag wurde abgeschnitten/u);
    assert.match(problemText(torn, english), /^The last entry was cut off/u);
  });
});
