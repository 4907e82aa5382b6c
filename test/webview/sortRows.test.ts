import assert from 'node:assert/strict';
import { nextOrder, recordOrder, sortRows, type SortOrder } from '../../webview/record/sortRows';
import { row } from './states';

describe('order of the task log', () => {
  const rows = [
    row(1, { title: 'task 10', aiMinutes: 10, leverageFactor: 9 }),
    row(2, { title: 'Task 9', aiMinutes: 30, leverageFactor: 5 }),
    row(3, { title: 'alpha', aiMinutes: 30, leverageFactor: 5, estimate: null }),
    row(4, { title: 'Beta', aiMinutes: 0, leverageFactor: null }),
  ];
  const cases: [SortOrder, number[]][] = [
    [recordOrder, [1, 2, 3, 4]],
    [{ column: 'factor', direction: 'ascending' }, [2, 3, 1, 4]],
    [{ column: 'number', direction: 'descending' }, [4, 3, 2, 1]],
    [{ column: 'title', direction: 'ascending' }, [3, 4, 2, 1]],
    [{ column: 'title', direction: 'descending' }, [1, 2, 4, 3]],
    [{ column: 'aiMinutes', direction: 'descending' }, [2, 3, 1, 4]],
    [{ column: 'estimate', direction: 'ascending' }, [1, 2, 4, 3]],
    [{ column: 'estimate', direction: 'descending' }, [1, 2, 4, 3]],
  ];
  for (const [order, expected] of cases) {
    it(`by ${order.column} ${order.direction} keeps rank in ties and puts absent values last`, () => {
      assert.deepEqual(
        sortRows(rows, order).map((each) => each.number),
        expected,
      );
    });
  }

  it('reverses on a second click, and begins with the largest figure or the first word', () => {
    assert.deepEqual(nextOrder(recordOrder, 'factor'), { column: 'factor', direction: 'ascending' });
    assert.deepEqual(nextOrder(recordOrder, 'aiMinutes'), { column: 'aiMinutes', direction: 'descending' });
    assert.deepEqual(nextOrder(recordOrder, 'title'), { column: 'title', direction: 'ascending' });
  });
});
