import * as l10n from '@vscode/l10n';
import { formatMinutes } from '../figures/format';
import { recordedMinutes } from '../task/closing';
import type { Evidence } from '../task/evidence';

interface RowTimes {
  readonly aiMinutes: number;
  readonly supervisoryMinutes: number;
  readonly supervisionEvidence: Evidence;
  readonly waitedMs: number | null;
  readonly typedMs: number | null;
}

/** `Agent 38 min · waited for you 11 min · you typed 4 min`, with the minutes that the row has. */
export function timesText({
  aiMinutes,
  supervisoryMinutes,
  supervisionEvidence,
  waitedMs,
  typedMs,
}: RowTimes): string {
  const typed = recordedMinutes(typedMs ?? 0);
  const supervision =
    supervisionEvidence === 'measured' || supervisionEvidence === 'recovered'
      ? l10n.t('you typed {0}', formatMinutes(supervisoryMinutes))
      : typed > 0 && typed <= supervisoryMinutes
        ? l10n.t(
            'you supervised {0}, typing {1} of it',
            formatMinutes(supervisoryMinutes),
            formatMinutes(typed),
          )
        : l10n.t('you supervised {0}', formatMinutes(supervisoryMinutes));
  return [
    l10n.t('Agent {0}', formatMinutes(aiMinutes)),
    ...(waitedMs === null ? [] : [l10n.t('waited for you {0}', formatMinutes(recordedMinutes(waitedMs)))]),
    supervision,
  ].join(' · ');
}
