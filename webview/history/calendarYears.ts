import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { HistoryState } from '../../src/core/page/historyProtocol';
import { iconButton } from '../commandButton';
import { chevronLeftIcon, chevronRightIcon } from '../icons';

/** Goes to the years before and after that have a record. */
export function calendarYears(
  { year, years }: HistoryState['calendar'],
  show: (year: number) => void,
): TemplateResult {
  const before = years.filter((each) => each < year).at(-1);
  const after = years.find((each) => each > year);
  const go = (to: number | undefined) => () => to !== undefined && show(to);
  return html`<nav aria-label=${l10n.t('Year')}>
    ${iconButton({
      icon: chevronLeftIcon,
      label: l10n.t('Previous Recorded Year'),
      disabled: before === undefined,
      run: go(before),
    })}
    <span>${year}</span>
    ${iconButton({
      icon: chevronRightIcon,
      label: l10n.t('Next Recorded Year'),
      disabled: after === undefined,
      run: go(after),
    })}
  </nav>`;
}
