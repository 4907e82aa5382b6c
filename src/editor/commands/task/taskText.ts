import * as l10n from '@vscode/l10n';
import { isNothingMeasured, type Evidence } from '../../../core/task/evidence';
import { leverage } from '../../../core/record/factor';
import {
  absent,
  formatClock,
  formatCount,
  formatFactor,
  formatHours,
  formatMinutes,
} from '../../../core/figures/format';
import { formatEvidence } from '../../../core/figures/formatEvidence';
import { isolated } from '../../../core/texts/isolatedText';
import type { Estimate, Task } from '../../../core/task/task';

/** A title as part of a sentence or label. */
export function shortTitle({ title }: Pick<Task, 'title'>): string {
  // By what a reader sees as one character, so that no emoji is cut in two; 600 units hold any sixty of them.
  const characters = [...new Intl.Segmenter().segment(title.slice(0, 600))].map(({ segment }) => segment);
  return isolated(characters.length > 60 ? `${characters.slice(0, 59).join('').trimEnd()}…` : title);
}

/** `24h`, `2h (1–3h)`. */
export function estimateText(estimate: Pick<Estimate, 'hours' | 'lowHours' | 'highHours'>): string {
  const { hours, lowHours, highHours } = estimate;
  return lowHours === undefined || highHours === undefined
    ? `${formatHours(hours)}h`
    : `${formatHours(hours)}h (${formatHours(lowHours)}–${formatHours(highHours)}h)`;
}

/** The same estimate as a user would type it. */
export function typedEstimate({ hours, lowHours, highHours }: Estimate): string {
  return lowHours === undefined || highHours === undefined
    ? `${formatHours(hours)}h`
    : `${formatHours(lowHours)}-${formatHours(highHours)}h`;
}

/**
 * A figure with its evidence and what was measured to the second, `37 min · Measured 0:36:41`.
 * @param measuredMs undefined where nothing could measure it, as for an imported figure
 */
export function minutesText(minutes: number, evidence: Evidence, measuredMs: number | undefined): string {
  const said = measuredMs ? measuredText(evidence, measuredMs) : unmeasuredText(minutes, evidence);
  return `${formatMinutes(minutes)} · ${said}`;
}

function unmeasuredText(minutes: number, evidence: Evidence): string {
  return isNothingMeasured(minutes, evidence) ? l10n.t('Nothing measured') : formatEvidence(evidence).word;
}

function measuredText(evidence: Evidence, measuredMs: number): string {
  const clock = measuredMs < 1000 ? l10n.t('less than a second') : formatClock(measuredMs);
  switch (evidence) {
    case 'measured':
      return l10n.t('Measured {0}', clock);
    case 'estimated':
      return l10n.t('Estimated {0}', clock);
    case 'recovered':
      return l10n.t('Recovered {0}', clock);
    case 'imported':
      return l10n.t('Imported {0}', clock);
    case 'edited':
      return l10n.t('Edited, measured {0}', clock);
  }
}

export function tokensText(total: number | undefined): string {
  return total === undefined ? absent : formatCount(total);
}

/** Both factors by name, `Leverage factor 45.0x · supervisory factor 360.0x`. */
export function namedFactorsText(...row: Parameters<typeof factors>): string {
  const [leverageFactor, supervisoryFactor] = factors(...row);
  return l10n.t('Leverage factor {0} · supervisory factor {1}', leverageFactor, supervisoryFactor);
}

/** Both factors for a list of rows, `45.0x / 360.0x`. */
export function factorsText(...row: Parameters<typeof factors>): string {
  return factors(...row).join(' / ');
}

/** Where a task is worked on, `shop · main`; undefined if nothing is known. */
export function placeText({ project, branch }: Pick<Task, 'project' | 'branch'>): string | undefined {
  const known = [project, branch].filter((part) => part !== null);
  return known.length > 0 ? known.join(' · ') : undefined;
}

function factors(
  hours: number,
  minutes: { readonly aiMinutes: number; readonly supervisoryMinutes: number },
  decimals: 1 | 2,
): readonly [leverageFactor: string, supervisoryFactor: string] {
  return [
    formatFactor(leverage(hours, minutes.aiMinutes), decimals),
    formatFactor(leverage(hours, minutes.supervisoryMinutes), decimals),
  ];
}
