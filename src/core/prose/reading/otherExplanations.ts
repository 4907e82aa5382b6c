import type { RecordRow } from '../../record/dayRecord';
import { accord } from '../text/accord';

import {
  figureOf,
  inUnit,
  otherRows,
  subjectOf,
  subjectOfDay,
  sumFigureOf,
  type Metric,
} from '../named/rowFigures';
import type { ProseRecord } from './proseReading';
import type { Quantity } from '../text/quantities';

const limits = [10, 25, 50, 100];
const metrics: readonly Metric[] = [
  'leverage',
  'supervisory',
  'humanHours',
  'aiMinutes',
  'supervisoryMinutes',
  'tokens',
  'tasks',
];
const most = 400;

/** Figures that a page about the day may well state, by metric: a text that states one of them may mean that. */
export type Explanations = ReadonlyMap<Metric, ReadonlySet<number>>;

/** @param groups the groups that rows belong to */
export function explanationsOf(
  { rows, all, earlier }: Pick<ProseRecord, 'rows' | 'all' | 'earlier'>,
  groups: readonly (readonly RecordRow[])[],
): Explanations {
  const bands = limits.flatMap((limit) => [
    rows.filter(({ leverageFactor }) => (leverageFactor ?? 0) >= limit),
    rows.filter(({ leverageFactor }) => leverageFactor !== undefined && leverageFactor < limit),
  ]);
  const between = limits.map((limit, index) =>
    rows.filter(
      ({ leverageFactor = -1 }) =>
        leverageFactor >= limit && leverageFactor < (limits[index + 1] ?? Infinity),
    ),
  );
  const first = [2, 3, 4, 5, 10].map((count) => rows.slice(0, count));
  const last = [2, 3, 4, 5, 10].map((count) => rows.slice(-count));
  const briefly = rows.filter(({ task }) => task.closing.supervisoryMinutes === 1);
  const parts = [...groups.slice(0, 60), ...bands, ...between, ...first, ...last, briefly].filter(
    ({ length }) => length > 0 && length < rows.length,
  );
  const crossed = groups
    .slice(0, 40)
    .flatMap((one, index) =>
      groups.slice(index + 1, 40).map((other) => one.filter((row) => other.includes(row))),
    );
  const subjects = [
    all,
    ...earlier.slice(-most).map(subjectOfDay),
    ...[...parts, ...parts.map((part) => otherRows(rows, part)), ...crossed.slice(0, most)]
      .filter(({ length }) => length > 0)
      .map(subjectOf),
  ];
  return new Map(
    metrics.map((metric) => [
      metric,
      new Set([
        ...rows.flatMap((row) => figureOf(row, metric) ?? []),
        ...subjects.flatMap((subject) => sumFigureOf(subject, metric) ?? []),
      ]),
    ]),
  );
}

/** Whether a figure is right for something that a page about the day may well speak of. */
export function isExplained(
  quantity: Quantity,
  meant: readonly Metric[],
  explanations: Explanations,
  { all }: Pick<ProseRecord, 'all'>,
): boolean {
  return meant.some((metric) => {
    const whole = sumFigureOf(all, metric) ?? 0;
    for (const figure of explanations.get(metric) ?? []) {
      const actual =
        quantity.unit === 'percent'
          ? whole === 0
            ? undefined
            : (figure * 100) / whole
          : inUnit(figure, metric, quantity.unit);
      if (actual !== undefined && accord(quantity, actual) === 'holds') {
        return true;
      }
    }
    return false;
  });
}
