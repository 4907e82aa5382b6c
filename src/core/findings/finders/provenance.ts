import { evidences, isNothingMeasured, type Evidence } from '../../task/evidence';
import type { RecordRow } from '../../record/dayRecord';
import { formatCount } from '../../figures/format';
import type { Texts } from '../../texts/texts';
import { numbersOf } from '../finding/rowFigures';
import type { Finder } from '../finding/finding';
import { listed, named } from '../words/sentenceParts';

const nothing = 'nothing';
type Kind = Evidence | typeof nothing;
const kinds: readonly Kind[] = [...evidences, nothing];

interface Part {
  readonly kind: Kind;
  readonly count: number;
}

/** How the minutes came about, and who made the estimates. */
export const provenance: Finder = ({ record: { rows }, l10n }) => {
  const estimated = rows.filter((row) => row.task.estimate !== null);
  const estimators = estimatorSentence(estimated, l10n);
  return {
    sentences: [
      evidenceSentence(rows, l10n),
      ...(estimators === undefined ? [] : [estimators]),
      ...reviewSentence(rows, l10n),
    ],
    figures: [
      { measure: 'tasks', value: rows.length },
      { measure: 'tasks', value: estimated.length, rows: numbersOf(estimated) },
    ],
    rows: numbersOf(rows),
  };
};

/** Whether anyone looked at what agents proposed. */
function reviewSentence(rows: readonly RecordRow[], l10n: Texts): string[] {
  const proposed = rows.flatMap(({ task }) => task.proposed ?? []);
  const unseen = proposed.filter(({ reviewed }) => !reviewed).length;
  if (proposed.length === 0) {
    return [];
  }
  if (unseen === 0) {
    return [
      proposed.length === 1
        ? l10n.t('The task that an agent proposed was reviewed.')
        : l10n.t('All {0} tasks that agents proposed were reviewed.', formatCount(proposed.length)),
    ];
  }
  return [
    unseen === 1
      ? l10n.t('1 task that an agent proposed was not reviewed.')
      : l10n.t('{0} tasks that agents proposed were not reviewed.', formatCount(unseen)),
  ];
}

const theUser = 'me';
const mostEstimators = 4;

function estimatorSentence(rows: readonly RecordRow[], l10n: Texts): string | undefined {
  const counts = new Map<string, number>();
  for (const { task } of rows) {
    const by = task.estimate?.by ?? theUser;
    counts.set(by, (counts.get(by) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const [only] = sorted;
  if (only === undefined) {
    return undefined;
  }
  const [by] = only;
  if (sorted.length === 1) {
    return ofOne(by, rows.length, l10n);
  }
  const named = sorted.slice(0, mostEstimators);
  const others = sorted.slice(mostEstimators).reduce((sum, [, count]) => sum + count, 0);
  const clauses = named.map(([name, count]) => byClause(name, count, l10n));
  return l10n.t(
    'Of {0} human estimates, {1}.',
    formatCount(rows.length),
    listed(
      others === 0
        ? clauses
        : [
            ...clauses,
            others === 1
              ? l10n.t('1 was made by another')
              : l10n.t('{0} were made by others', formatCount(others)),
          ],
      l10n,
    ),
  );
}

function ofOne(by: string, count: number, l10n: Texts): string {
  if (by === theUser) {
    return count === 1
      ? l10n.t('The human estimate was made by the user.')
      : l10n.t('All {0} human estimates were made by the user.', formatCount(count));
  }
  return count === 1
    ? l10n.t('The human estimate was made by {0}.', named(by))
    : l10n.t('All {0} human estimates were made by {1}.', formatCount(count), named(by));
}

function byClause(by: string, count: number, l10n: Texts): string {
  const figures = formatCount(count);
  if (by === theUser) {
    return count === 1 ? l10n.t('1 was made by the user') : l10n.t('{0} were made by the user', figures);
  }
  return count === 1
    ? l10n.t('1 was made by {0}', named(by))
    : l10n.t('{0} were made by {1}', figures, named(by));
}

/** A sentence on how the minutes of rows came about. */
function evidenceSentence(rows: readonly RecordRow[], l10n: Texts): string {
  const figures = rows.length * 2;
  const counts = new Map<Kind, number>();
  const add = (kind: Kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  for (const { task } of rows) {
    const { aiMinutes, aiEvidence, supervisoryMinutes, supervisionEvidence, measured } = task.closing;
    add(kindOf(aiMinutes, aiEvidence, measured?.aiMs));
    add(kindOf(supervisoryMinutes, supervisionEvidence, measured?.supervisoryMs));
  }
  const parts = kinds.flatMap((kind): Part[] => {
    const count = counts.get(kind);
    return count === undefined ? [] : [{ kind, count }];
  });
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    return figures === 2 ? ofBoth(only.kind, l10n) : ofAll(only, l10n);
  }
  const clauses = parts.map((part) => clauseOf(part, l10n));
  return l10n.t(
    'Of {0} minute figures, {1} and {2}.',
    formatCount(figures),
    clauses.slice(0, -1).join(', '),
    clauses.at(-1) ?? '',
  );
}

function kindOf(minutes: number, evidence: Evidence, ms: number | undefined): Kind {
  return isNothingMeasured(minutes, evidence, ms) ? nothing : evidence;
}

function ofBoth(kind: Kind, l10n: Texts): string {
  switch (kind) {
    case 'measured':
      return l10n.t('Both minute figures are measured.');
    case 'estimated':
      return l10n.t('Both minute figures are estimated.');
    case 'edited':
      return l10n.t('Both minute figures are edited.');
    case 'imported':
      return l10n.t('Both minute figures are imported.');
    case 'recovered':
      return l10n.t('Both minute figures are recovered.');
    case 'nothing':
      return l10n.t('Nothing was measured: all minutes are 0.');
  }
}

function ofAll({ kind, count }: Part, l10n: Texts): string {
  const figures = formatCount(count);
  switch (kind) {
    case 'measured':
      return l10n.t('All {0} minute figures are measured.', figures);
    case 'estimated':
      return l10n.t('All {0} minute figures are estimated.', figures);
    case 'edited':
      return l10n.t('All {0} minute figures are edited.', figures);
    case 'imported':
      return l10n.t('All {0} minute figures are imported.', figures);
    case 'recovered':
      return l10n.t('All {0} minute figures are recovered.', figures);
    case 'nothing':
      return l10n.t('Nothing was measured: all minutes are 0.');
  }
}

function clauseOf({ kind, count }: Part, l10n: Texts): string {
  const figures = formatCount(count);
  const isOne = count === 1;
  switch (kind) {
    case 'measured':
      return isOne ? l10n.t('1 is measured') : l10n.t('{0} are measured', figures);
    case 'estimated':
      return isOne ? l10n.t('1 is estimated') : l10n.t('{0} are estimated', figures);
    case 'edited':
      return isOne ? l10n.t('1 is edited') : l10n.t('{0} are edited', figures);
    case 'imported':
      return isOne ? l10n.t('1 is imported') : l10n.t('{0} are imported', figures);
    case 'recovered':
      return isOne ? l10n.t('1 is recovered') : l10n.t('{0} are recovered', figures);
    case 'nothing':
      return isOne
        ? l10n.t('1 is 0 with nothing measured')
        : l10n.t('{0} are 0 with nothing measured', figures);
  }
}
