import { scaleQuantile } from 'd3-scale';
import { svg } from 'lit';
import type { Chart, ChartBox, ChartColour } from './chart';
import { boxPath, chartText } from './drawn';

const gap = 2;
const left = 34;
const head = 16;
const betweenBands = 10;
const largestCell = 15;
const smallestCell = 11;
const levels = [1, 2, 3, 4] as const;
const daysOfWeek = 7;

export interface CalendarDay {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly label: string;
  /** Null where there is no record. */
  readonly value: number | null;
  /** In words, or that there is no record. */
  readonly text: string;
}

export interface CalendarData {
  readonly title: string;
  readonly dayHeading: string;
  readonly valueHeading: string;
  /** Every day of the span, in order. */
  readonly days: readonly CalendarDay[];
  readonly colour: ChartColour;
  readonly monthName: (day: string) => string;
  readonly weekdayName: (day: string) => string;
}

/** A square for each day, a column for each week from Monday on, darker with higher values. */
export function calendarChart(data: CalendarData, width: number): Chart {
  const { days, colour } = data;
  const before = days[0] ? weekday(days[0].day) : 0;
  const weeks = Math.ceil((before + days.length) / daysOfWeek);
  const room = Math.max(1, Math.floor((width - left) / (smallestCell + gap)));
  const bands = Math.max(1, Math.ceil(weeks / room));
  const perBand = Math.ceil(weeks / bands);
  const cell = Math.min(largestCell, Math.floor((width - left) / Math.max(perBand, 1)) - gap);
  const bandHeight = head + daysOfWeek * (cell + gap) + betweenBands;
  const boxes = days.map((_, index) => {
    const week = Math.floor((before + index) / daysOfWeek);
    return {
      x: left + (week % perBand) * (cell + gap),
      y: Math.floor(week / perBand) * bandHeight + head + ((before + index) % daysOfWeek) * (cell + gap),
      width: cell,
      height: cell,
    };
  });
  const level = levelOf(days.flatMap(({ value }) => (value !== null && value > 0 ? [value] : [])));
  const pathOf = (wanted: (value: number | null) => boolean): string =>
    boxes.map((box, index) => (wanted(days[index]?.value ?? null) ? boxPath(box) : '')).join('');
  return {
    title: data.title,
    width,
    height: bands * bandHeight - betweenBands + 2,
    drawing: svg`<path class="chart-cells absent" d=${pathOf((value) => value === null)} />
      <path class="chart-cells level0 ${colour}" d=${pathOf((value) => value === 0)} />
      ${levels.map(
        (each) =>
          svg`<path class="chart-cells level${each} ${colour}"
            d=${pathOf((value) => value !== null && value > 0 && level(value) === each)} />`,
      )}
      ${Array.from({ length: bands }, (_, band) => weekdayTexts(data, before, cell, band * bandHeight))}
      ${monthTexts(data, boxes, bandHeight)}`,
    legend: [],
    marks: days.map((each, index) => ({
      key: each.day,
      label: each.label,
      figures: each.text,
      box: boxes[index] ?? { x: 0, y: 0, width: 0, height: 0 },
      opens: each.day,
    })),
    perColumn: daysOfWeek,
    start: 'last',
    table: {
      head: [data.dayHeading, data.valueHeading],
      // A table of every day without a record would bury the others.
      rows: days.filter(({ value }) => value !== null).map(({ label, text }) => [label, text]),
    },
  };
}

/** Which quarter of the values a value is in, from 1. */
function levelOf(values: readonly number[]): (value: number) => number {
  const scale = scaleQuantile().domain(values).range(levels);
  return (value) => scale(value);
}

/** 0 for Monday. */
function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % daysOfWeek;
}

function weekdayTexts({ days, weekdayName }: CalendarData, before: number, cell: number, top: number) {
  return [0, 2, 4].map((row) => {
    const day = days[(row - before + daysOfWeek) % daysOfWeek];
    return day === undefined
      ? svg``
      : chartText(weekdayName(day.day), 0, top + head + row * (cell + gap) + cell - 2, 'start');
  });
}

/** The name of each month above the week of its first day, where there is room. */
function monthTexts({ days, monthName }: CalendarData, boxes: readonly ChartBox[], bandHeight: number) {
  const starts = days.flatMap(({ day }, index) => {
    const box = boxes[index];
    return box && (index === 0 || day.endsWith('-01')) ? [{ day, box }] : [];
  });
  return starts
    .filter(({ box }, index) => {
      const next = starts[index + 1];
      // The first days of a span may be the last of a month.
      return index > 0 || next === undefined || next.box.x - box.x > 28;
    })
    .map(({ day, box }) =>
      chartText(monthName(day), box.x, Math.floor(box.y / bandHeight) * bandHeight + head - 5, 'start'),
    );
}
