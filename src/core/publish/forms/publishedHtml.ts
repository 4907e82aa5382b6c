import { isNeeded, isOnTheRight, cellOf } from '../../exchange/template/templateCells';
import type { TemplateColumn } from '../../exchange/template/recordTemplate';
import { standardTemplate } from '../../exchange/template/templatePresets';
import { absent, formatAverage, formatCount, formatMinutes, formatTotalHours } from '../../figures/format';
import type { DayTotals, RecordRow } from '../../record/dayRecord';
import { barChart } from '../html/barChart';
import { dayBars, taskBars } from '../html/chartBars';
import { markup, Markup } from '../html/markup';
import { pageStyle, pageStyleHash } from '../html/pageStyle';
import { periodTotals } from '../html/periodTotals';
import type { Publication } from '../selection/publication';

/** Nothing is loaded and nothing runs, whatever a title contains. */
const policy = `default-src 'none'; style-src '${pageStyleHash}'; img-src data:`;
const dayColumn: TemplateColumn = { column: 'day', heading: 'Day' };

/** A publication as one file that needs no other, runs nothing and prints; an import reads its task log. */
export function publishedHtml(publication: Publication, rowDecimals: 1 | 2): string {
  const { name, whole, findings, scope, period } = publication;
  const title = `Leverage record ${name}`;
  const isDay = period.unit === 'day';
  const page = markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${policy}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>${title}</title>
<style>${new Markup(pageStyle)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${totalsList(whole.totals)}
${isDay ? taskChart(publication) : daysPart(publication)}
${paragraphs(
  'Analysis',
  findings.map(({ sentences }) => sentences.join(' ')),
)}
<section>
<h2 id="log">Task log</h2>
${taskTable(whole.rows, isDay ? [] : [dayColumn], rowDecimals)}
</section>
${paragraphs('Scope', [scope.join(' ')])}
</main>
<footer><p>Leverage factor: human hours × 60 ÷ AI minutes. Supervisory leverage factor: human hours × 60 ÷ supervisory minutes. Averages are ratios of sums.</p></footer>
</body>
</html>
`;
  return page.source;
}

function totalsList(totals: DayTotals): Markup {
  const figures = [
    ['Tasks', formatCount(totals.tasks)],
    ['Human hours', formatTotalHours(totals.humanHours)],
    ['AI minutes', formatMinutes(totals.aiMinutes)],
    ['Supervisory minutes', formatMinutes(totals.supervisoryMinutes)],
    ['Tokens', totals.tokens === undefined ? absent : formatCount(totals.tokens)],
    ['Leverage factor', formatAverage(totals.leverageFactor)],
    ['Supervisory leverage factor', formatAverage(totals.supervisoryLeverageFactor)],
  ] as const;
  return markup`<dl class="totals">
${figures.map(([label, value]) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}

function taskChart({ whole: { rows } }: Publication): Markup {
  const bars = taskBars(rows);
  return bars.length < 2
    ? markup``
    : markup`<figure>
${barChart({
  id: 'factors',
  title: 'Factors of the tasks',
  description: `A bar for the leverage factor of each of ${formatCount(bars.length)} tasks and a dot for its supervisory factor, by their numbers in the task log, which has the same figures.`,
  scale: 'logarithmic',
  axis: 'factor',
  bars,
})}
<figcaption>Leverage factor (bars) and supervisory factor (dots) of each task by its number in the task log, on a logarithmic scale.</figcaption>
</figure>`;
}

/** The days of a span, or the weeks or months of a long one, as charts and as a table. */
function daysPart({ days }: Publication): Markup {
  const { unit, periods } = periodTotals(days.map(({ record }) => record));
  const of = { day: 'day', week: 'week', month: 'month' }[unit];
  const charts = [
    barChart({
      id: 'hours',
      title: `Human hours by ${of}`,
      description: `A bar for the human hours of each recorded ${of}; the table below has the same figures.`,
      scale: 'linear',
      axis: 'human hours',
      bars: dayBars(periods, 'hours'),
    }),
    barChart({
      id: 'factors',
      title: `Factors by ${of}`,
      description: `A bar for the leverage factor of each recorded ${of} and a dot for its supervisory factor; the table below has the same figures.`,
      scale: 'logarithmic',
      axis: 'factor',
      bars: dayBars(periods, 'factors'),
    }),
  ];
  const heading = { day: 'Day', week: 'Week from', month: 'Month' }[unit];
  return markup`${periods.length < 2 ? [] : charts.map((chart) => markup`<figure>${chart}</figure>\n`)}<section>
<h2>By ${of}</h2>
<div class="scroll" role="region" aria-label="By ${of}" tabindex="0"><table>
<thead><tr><th scope="col" class="words">${heading}</th><th scope="col">Number of tasks</th><th scope="col">Human hours</th><th scope="col">AI minutes</th><th scope="col">Supervisory minutes</th><th scope="col">Leverage factor</th><th scope="col">Supervisory factor</th></tr></thead>
<tbody>
${periods.map(
  ({ name, totals }) =>
    markup`<tr><th scope="row" class="words">${name}</th><td>${formatCount(totals.tasks)}</td><td>${formatTotalHours(totals.humanHours)}</td><td>${formatCount(totals.aiMinutes)}</td><td>${formatCount(totals.supervisoryMinutes)}</td><td>${formatAverage(totals.leverageFactor)}</td><td>${formatAverage(totals.supervisoryLeverageFactor)}</td></tr>\n`,
)}</tbody>
</table></div>
</section>`;
}

function paragraphs(heading: string, texts: readonly string[]): Markup {
  return texts.length === 0
    ? markup``
    : markup`<section>
<h2>${heading}</h2>
<div class="text">
${texts.map((text) => markup`<p dir="auto">${text}</p>\n`)}</div>
</section>`;
}

function taskTable(rows: readonly RecordRow[], more: readonly TemplateColumn[], rowDecimals: 1 | 2): Markup {
  const tasks = rows.map(({ task }) => task);
  const columns = [...standardTemplate.columns, ...more]
    .filter((column) => isNeeded(column, tasks))
    .map((column) => ({
      heading: column.heading,
      isTitle: column.column === 'title',
      isRight: isOnTheRight(column),
      cell: cellOf(column, rowDecimals),
    }));
  return markup`<div class="scroll" role="region" aria-label="Task log" tabindex="0"><table>
<thead><tr>${columns.map(({ heading, isRight }) =>
    isRight ? markup`<th scope="col">${heading}</th>` : markup`<th scope="col" class="words">${heading}</th>`,
  )}</tr></thead>
<tbody>
${rows.map(
  (row) =>
    markup`<tr>${columns.map(({ cell, isTitle, isRight }) =>
      isTitle
        ? markup`<th scope="row" class="words" dir="auto">${cell(row)}</th>`
        : isRight
          ? markup`<td>${cell(row)}</td>`
          : markup`<td class="words" dir="auto">${cell(row)}</td>`,
    )}</tr>\n`,
)}</tbody>
</table></div>`;
}
