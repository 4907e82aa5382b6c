import { checkedTasks } from './checkedDay';
import { factor, isRow, name, numberOf, rowAt, type Checks } from './checking';
import { compared, printed } from './exact';

/** Tasks that are ahead of all before. */
export const recordChecks: Checks = [
  [
    new RegExp(
      `^${name} \\(row (\\d+)\\) has a (supervisory )?leverage factor of ${factor}, higher than any task recorded before\\.$`,
    ),
    ([title, number, supervisory, said], { rows, history: { earlier } }) => {
      const own = rowAt(rows, number);
      const factorOf = (row: typeof own) => (supervisory === undefined ? row?.leverage : row?.supervisory);
      const highest = factorOf(own);
      const before = earlier.map(({ tasks }) => checkedTasks(tasks).flatMap((row) => factorOf(row) ?? []));
      const others = [
        ...before.flat(),
        ...rows.filter((row) => row !== own).flatMap((row) => factorOf(row) ?? []),
      ];
      return (
        highest !== undefined &&
        numberOf(number) > 0 &&
        isRow(rows, number, title) &&
        printed(highest) === `${said}x` &&
        before.filter((factors) => factors.length > 0).length > 1 &&
        others.every((other) => compared(other, highest) < 0)
      );
    },
  ],
];
