import { formatCount } from '../../figures/format';
import { recordedMinutes } from '../../task/closing';
import { unionMs } from '../../days/interval';
import type { SpanFields } from '../../task/span';
import { normalized } from '../../transcript/intervals';
import { mostAtOnce } from '../../timeline/atOnce';
import type { Finder } from '../finding/finding';
import { aiMinutesText } from '../words/sentenceParts';

/** AI minutes against the wall clock, and how many sessions were busy at once. */
export const parallelWork: Finder = ({ record: { totals }, work, l10n }) => {
  if (work === undefined || work.length === 0) {
    return undefined;
  }
  const minutes = recordedMinutes(unionMs(work));
  const { most } = mostAtOnce([...sessionsOf(work).values()].map(normalized));
  // Each task's minutes are rounded, so in sum they can be fewer than those of the clock.
  const isSaid = minutes > 0 && minutes < totals.aiMinutes;
  const sentences = [
    ...(isSaid
      ? [
          minutes === 1
            ? l10n.t('The {0} fell into 1 minute of wall-clock time.', aiMinutesText(totals.aiMinutes, l10n))
            : l10n.t(
                'The {0} fell into {1} minutes of wall-clock time.',
                aiMinutesText(totals.aiMinutes, l10n),
                formatCount(minutes),
              ),
        ]
      : []),
    ...(most < 2 ? [] : [l10n.t('At most {0} agent sessions were busy at once.', formatCount(most))]),
    ...(most === 1 && sessionsOf(work).size > 1 ? [l10n.t('No two agent sessions were busy at once.')] : []),
  ];
  return sentences.length === 0
    ? undefined
    : {
        sentences,
        figures: [
          { measure: 'aiMinutes', value: totals.aiMinutes },
          { measure: 'wallClockMinutes', value: minutes },
          { measure: 'sessionsAtOnce', value: most },
        ],
        rows: [],
      };
};

/** Spans without a session are those of one that isn't known, as where minutes are counted. */
function sessionsOf(work: readonly SpanFields[]): ReadonlyMap<string, readonly SpanFields[]> {
  const sessions = new Map<string, SpanFields[]>();
  for (const span of work) {
    const key = JSON.stringify([span.sessionId, span.sessionId === null ? span.taskId : null]);
    const spans = sessions.get(key);
    if (spans === undefined) {
      sessions.set(key, [span]);
    } else {
      spans.push(span);
    }
  }
  return sessions;
}
