import { evidences, isNothingMeasured, type Evidence } from '../task/evidence';
import type { RecordRow } from './dayRecord';
import { formatCount } from '../figures/format';
import type { Texts } from '../texts/texts';

const nothing = 'nothing';
type Kind = Evidence | typeof nothing;
const kinds: readonly Kind[] = [...evidences, nothing];

interface Part {
  readonly kind: Kind;
  readonly count: number;
}

/** A sentence on how the minutes of a day's rows came about. */
export function evidenceSentence(rows: readonly RecordRow[], l10n: Texts): string {
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
