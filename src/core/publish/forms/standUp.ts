import { formatAverage, formatCount, formatTotalHours } from '../../figures/format';
import { countedHoursOf } from '../../findings/finding/rowFigures';
import { aiMinutesText, hoursText, listed, supervisoryMinutesText } from '../../findings/words/sentenceParts';
import type { RecordRow } from '../../record/dayRecord';
import { flatTitle } from '../../texts/flatTitle';
import { english } from '../../texts/texts';
import { parseTitle } from '../../typed/parseTitle';
import type { Publication } from '../selection/publication';

const mostTitles = 3;
const longestTitle = 60;
/** What is worth a line of its own, the first that there is. */
const tellingKinds = [
  'records',
  'change',
  'workstreams',
  'categories',
  'distribution',
  'supervision',
  'totals',
];

/** A publication in five lines to say or send: how much, both factors, what, what stands out, and what it rests on. */
export function standUpText({ name, whole, findings, scope }: Publication): string {
  const { rows, totals } = whole;
  const tasks = totals.tasks === 1 ? '1 task' : `${formatCount(totals.tasks)} tasks`;
  const sums = [
    hoursText(totals.humanHours, english),
    aiMinutesText(totals.aiMinutes, english),
    supervisoryMinutesText(totals.supervisoryMinutes, english),
  ];
  const telling = tellingKinds
    .flatMap((kind) => findings.filter((finding) => finding.kind === kind))
    .flatMap(({ sentences }) => sentences.slice(0, 1))[0];
  return [
    `${name}: ${tasks}, ${sums.join(', ')}`,
    `Leverage factor ${formatAverage(totals.leverageFactor)}, supervisory leverage factor ${formatAverage(totals.supervisoryLeverageFactor)}`,
    doneLine(rows),
    telling ?? 'Nothing else stands out.',
    scope.join(' '),
    '',
  ].join('\n');
}

function doneLine(rows: readonly RecordRow[]): string {
  const largest = rows.toSorted((a, b) => countedHoursOf(b) - countedHoursOf(a)).slice(0, mostTitles);
  const more = rows.length - largest.length;
  const titles = largest.map((row) => `${titleText(row)} (${formatTotalHours(countedHoursOf(row))} h)`);
  return `Done: ${listed([...titles, ...(more > 0 ? [`${formatCount(more)} more`] : [])], english)}`;
}

function titleText({ task }: RecordRow): string {
  const title = parseTitle(task.title);
  return title.ok ? flatTitle(title.value, longestTitle) : '–';
}
