import { formatAverage, formatCount, formatFactor, formatTotalHours } from '../../figures/format';
import type { FolderNames } from '../../folders/folderPath';
import type { RecordCard } from '../../page/historyProtocol';
import { selectRecord } from '../selection/publication';
import type { PublishingStore } from '../selection/publicReads';
import type { PublishedSpan } from '../selection/publishedSpan';

/** More bars would be a table, which other forms have. */
const mostBars = 8;

/**
 * What a picture of a span shows. Nobody can step through marked places in a picture, so no word of it is the user's:
 * tasks are called by their ranks.
 * @returns null if the span has no public task
 */
export function recordCard(
  store: PublishingStore,
  span: PublishedSpan,
  folderNames?: FolderNames,
): RecordCard | null {
  const { from, to } = span;
  const selected = selectRecord(store, { from, to, includePrivate: false, folderNames });
  if (selected === undefined || selected.publication.whole.rows.length === 0) {
    return null;
  }
  const { name, whole } = selected.publication;
  const { rows, totals } = whole;
  return {
    title: `Leverage record, ${name}`,
    figures: [
      { name: 'Tasks', text: formatCount(totals.tasks) },
      { name: 'Human hours', text: formatTotalHours(totals.humanHours) },
      { name: 'Leverage factor', text: formatAverage(totals.leverageFactor) },
      { name: 'AI minutes', text: formatCount(totals.aiMinutes) },
      { name: 'Supervisory minutes', text: formatCount(totals.supervisoryMinutes) },
      { name: 'Supervisory factor', text: formatAverage(totals.supervisoryLeverageFactor) },
    ],
    barsTitle: 'Highest leverage factors',
    bars: rows
      .slice(0, mostBars)
      .flatMap(({ number, leverageFactor }) =>
        leverageFactor === undefined
          ? []
          : [{ label: String(number), value: leverageFactor, text: formatFactor(leverageFactor, 1) }],
      ),
    notes: selected.leftOutNote,
  };
}
