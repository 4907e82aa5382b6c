import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { formatAverage, formatCount, formatTotalHours } from '../../src/core/figures/format';
import type { RecordState } from '../../src/core/page/protocol';
import { commandButton } from '../commandButton';
import type { Host } from '../host';
import { figure } from './dayFigures';

/** Last week in short, until the user has seen it; nothing the rest of the week. */
export function digestOfWeek(
  { digest }: Pick<RecordState, 'digest'>,
  host: Host,
): TemplateResult | typeof nothing {
  if (digest === null) {
    return nothing;
  }
  const { weekLabel, lastDay, sums, before, sentences } = digest;
  const compared = (text: (of: typeof sums) => string): readonly [string, string?] =>
    before === null ? [text(sums)] : [text(sums), l10n.t('{0} before', text(before))];
  return html`<section class="digest" aria-labelledby="digest-heading">
    <header><h2 id="digest-heading">${l10n.t('Last week')}</h2></header>
    <p class="quiet">${before === null ? weekLabel : l10n.t('{0}, against the week before', weekLabel)}</p>
    <dl class="figures">
      ${figure(l10n.t('Tasks'), ...compared((of) => formatCount(of.tasks)))}
      ${figure(l10n.t('Human-equivalent hours'), ...compared((of) => formatTotalHours(of.humanHours)))}
      ${figure(l10n.t('Leverage factor'), ...compared((of) => formatAverage(of.leverageFactor)))}
      ${figure(
        l10n.t('Supervisory factor'),
        ...compared((of) => formatAverage(of.supervisoryLeverageFactor)),
      )}
    </dl>
    ${sentences.map((sentence) => html`<p dir="auto">${sentence}</p>`)}
    <div class="actions">
      ${commandButton({
        label: l10n.t('Open Record'),
        accessibleLabel: l10n.t('Open Record of Last Week'),
        run: () => host.send({ type: 'openDay', day: lastDay }),
      })}
      ${commandButton({
        label: l10n.t('Open History'),
        accessibleLabel: l10n.t('Open History of Last Week'),
        run: () => host.send({ type: 'openHistory', week: lastDay }),
      })}
      ${commandButton({
        label: l10n.t('Hide'),
        accessibleLabel: l10n.t('Hide Last Week'),
        run: () => host.send({ type: 'dismissDigest' }),
      })}
      ${commandButton({
        label: l10n.t("Don't Show Again"),
        run: () => host.send({ type: 'turnOffDigest' }),
      })}
    </div>
  </section>`;
}
