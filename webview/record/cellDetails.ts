import { isNothingMeasured, type Evidence } from '../../src/core/task/evidence';
import {
  formatClock,
  formatCount,
  formatFactor,
  formatHours,
  formatMinutes,
  formatTotalHours,
} from '../../src/core/record/format';
import { formatEvidence } from '../../src/core/record/formatEvidence';
import { isolated } from '../../src/core/page/isolatedText';
import type { RowView } from '../../src/core/page/protocol';
import type { Cell } from './pageState';

/** Where a figure comes from, in one line: what was measured, or how it is computed from its own row. */
export function cellDetails(row: RowView, column: Cell['column'], decimals: 1 | 2): string {
  switch (column) {
    case 'number':
      return `Rank ${row.number} by leverage factor.`;
    case 'title':
    case 'actions':
      return titleDetails(row);
    case 'estimate':
      return estimateDetails(row);
    case 'aiMinutes':
      return minutesDetails(row.aiMinutes, row.aiEvidence, row.measured?.aiMs);
    case 'supervisoryMinutes':
      return minutesDetails(row.supervisoryMinutes, row.supervisionEvidence, row.measured?.supervisoryMs);
    case 'factor':
      return factorDetails(row, row.aiMinutes, row.leverageFactor, decimals);
    case 'supervisoryFactor':
      return factorDetails(row, row.supervisoryMinutes, row.supervisoryLeverageFactor, decimals);
  }
}

/** Project, branch and tokens, as they stand beside a title. */
export function beside(row: RowView): string {
  const tokens = row.tokens === null ? null : `${formatCount(row.tokens)} tokens`;
  return [row.project, row.branch, tokens].filter((part) => part !== null && part !== '').join(' · ');
}

function titleDetails(row: RowView): string {
  const tokens = row.tokensEvidence === null ? '' : ` (${wordOf(row.tokensEvidence)})`;
  const shared = row.private ? ' Private: counted, and left out of everything published.' : '';
  return `${[isolated(row.title), beside(row)].filter((part) => part !== '').join(' · ')}${tokens}.${shared}`;
}

function estimateDetails({ estimate }: RowView): string {
  if (estimate === null) {
    return 'No human estimate yet; counts 0 hours.';
  }
  const range =
    estimate.lowHours === undefined || estimate.highHours === undefined
      ? ''
      : `, between ${formatHours(estimate.lowHours)} and ${formatHours(estimate.highHours)}`;
  return `${formatTotalHours(estimate.hours)} hours${range}, estimated by ${estimate.by}.`;
}

function minutesDetails(minutes: number, evidence: Evidence, measuredMs: number | undefined): string {
  const measured =
    evidence === 'edited' && measuredMs !== undefined ? ` ${formatClock(measuredMs)} was measured.` : '';
  const explanation = isNothingMeasured(minutes, evidence, measuredMs)
    ? 'Nothing was measured.'
    : formatEvidence(evidence).explanation;
  return `${formatMinutes(minutes)}. ${explanation}${measured}`;
}

function factorDetails(row: RowView, minutes: number, factor: number | null, decimals: 1 | 2): string {
  const hours = row.estimate === null ? '0' : formatTotalHours(row.estimate.hours);
  return factor === null
    ? 'No factor: there are no minutes to divide by. The task still counts in the totals.'
    : `${hours} hours × 60 ÷ ${formatMinutes(minutes)} = ${formatFactor(factor, decimals)}`;
}

function wordOf(evidence: Evidence): string {
  return formatEvidence(evidence).word.toLowerCase();
}
