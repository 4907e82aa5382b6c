import * as l10n from '@vscode/l10n';
import { isNothingMeasured, type Evidence } from '../../src/core/task/evidence';
import {
  formatClock,
  formatCount,
  formatFactor,
  formatMinutes,
  formatTotalHours,
} from '../../src/core/figures/format';
import { formatEvidence } from '../../src/core/figures/formatEvidence';
import { isolated } from '../../src/core/texts/isolatedText';
import type { RowView } from '../../src/core/page/protocol';
import { cameOutText } from '../../src/core/record/cameOut';
import { countedHours } from '../../src/core/task/countedHours';
import { timesText } from '../../src/core/timeline/timesText';
import { outcomeText } from '../outcomeText';
import { estimateDetails } from './estimateDetails';
import type { Cell } from './pageState';

/** The source of a figure, in one line: its measurement, or how it is computed from its own row. */
export function cellDetails(row: RowView, column: Cell['column'], decimals: 1 | 2): string {
  switch (column) {
    case 'number':
      return l10n.t('Rank {0} by leverage factor.', row.number);
    case 'title':
    case 'category':
    case 'workstream':
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

/** Project, branch, tokens and how the work came out, as shown next to a title. */
export function beside(row: RowView): string {
  const tokens = row.tokens === null ? null : tokensText(row.tokens);
  const reviewed = row.proposed?.reviewed === false ? l10n.t('not reviewed') : null;
  return [row.project, row.branch, tokens, outcomeText(row) ?? null, reviewed]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}

function titleDetails(row: RowView): string {
  const tokens = row.tokensEvidence === null ? '' : ` (${wordOf(row.tokensEvidence)})`;
  const shared = row.private ? ` ${l10n.t('Private: counted, but excluded from public exports.')}` : '';
  const times = row.measured === null ? '' : ` ${timesText(row)}.`;
  const named = [isolated(row.title), beside(row)].filter((part) => part !== '').join(' · ');
  return `${named}${tokens}.${times}${cameOutDetails(row)}${shared}`;
}

function cameOutDetails({ cameOut }: RowView): string {
  const text = cameOut === null ? undefined : cameOutText(cameOut);
  return text === undefined ? '' : ` ${l10n.t('Came out, as git says: {0}.', text)}`;
}

function minutesDetails(minutes: number, evidence: Evidence, measuredMs: number | undefined): string {
  const measured =
    evidence === 'edited' && measuredMs !== undefined
      ? ` ${l10n.t('{0} was measured.', formatClock(measuredMs))}`
      : '';
  const explanation = isNothingMeasured(minutes, evidence, measuredMs)
    ? l10n.t('Nothing was measured.')
    : formatEvidence(evidence).explanation;
  return `${formatMinutes(minutes)}. ${explanation}${measured}`;
}

function factorDetails(row: RowView, minutes: number, factor: number | null, decimals: 1 | 2): string {
  const hours = formatTotalHours(countedHours(row) ?? 0);
  return factor === null
    ? l10n.t('No factor: there are no minutes to divide by. The task still counts in the totals.')
    : l10n.t('{0} hours × 60 ÷ {1} = {2}', hours, formatMinutes(minutes), formatFactor(factor, decimals));
}

function tokensText(count: number): string {
  return count === 1 ? l10n.t('1 token') : l10n.t('{0} tokens', formatCount(count));
}

function wordOf(evidence: Evidence): string {
  return formatEvidence(evidence).word.toLowerCase();
}
