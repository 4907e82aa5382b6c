import assert from 'node:assert/strict';
import { calibration, realCalibration, tasksOfProposals } from '../../../src/core/proposal/calibration';
import type { Task } from '../../../src/core/task/task';
import { proposal } from '../../fixtures/proposals';
import { noon, openTask } from '../../fixtures/tasks';

function confirmed(
  proposedHours: number,
  hours: number,
  fields: { by?: string; category?: string | null; range?: [number, number]; reviewed?: boolean } = {},
): Task {
  const { by = 'opus', category = null, range, reviewed = true } = fields;
  return openTask({
    category,
    estimate: { hours, by: 'me', at: noon },
    proposed: {
      proposalId: 'p',
      estimate: {
        hours: proposedHours,
        ...(range && { lowHours: range[0], highHours: range[1] }),
        by,
        at: noon,
      },
      reviewed,
    },
  });
}

describe('Calibration', () => {
  it('is confirmed ÷ proposed in the median and quartiles, with how often the range held', () => {
    const tasks = [
      confirmed(10, 5, { range: [4, 12] }),
      confirmed(10, 6, { range: [8, 12] }),
      confirmed(10, 7),
      confirmed(10, 8, { range: [8, 12] }),
      confirmed(10, 20, { range: [8, 12] }),
    ];
    assert.deepEqual(calibration(tasks), [
      {
        estimator: 'opus',
        category: null,
        pairs: 5,
        median: 0.7,
        lowerQuartile: 0.6,
        upperQuartile: 0.8,
        ranges: 4,
        withinRange: 2,
      },
    ]);
  });

  it('lies between two values where the median does', () => {
    const hours = [1, 2, 3, 4, 5, 6];
    const [only] = calibration(hours.map((each) => confirmed(1, each)));
    assert.deepEqual([only?.lowerQuartile, only?.median, only?.upperQuartile], [2.25, 3.5, 4.75]);
  });

  it('says nothing under five, by estimator and by category', () => {
    const four = Array.from({ length: 4 }, () => confirmed(2, 2, { category: 'bug' }));
    assert.deepEqual(calibration(four), []);
    const others = Array.from({ length: 9 }, () => confirmed(2, 1, { by: 'gpt', category: 'bug' }));
    const fifth = confirmed(2, 2, { category: 'feature' });
    assert.deepEqual(
      calibration([...four, fifth, ...others]).map(({ estimator, category, pairs, median }) => [
        estimator,
        category,
        pairs,
        median,
      ]),
      [
        ['gpt', null, 9, 0.5],
        ['gpt', 'bug', 9, 0.5],
        ['opus', null, 5, 1],
      ],
    );
  });

  it('leaves out what nobody looked at, and tasks that nobody proposed', () => {
    const unread = Array.from({ length: 9 }, () => confirmed(2, 2, { reviewed: false }));
    assert.deepEqual(calibration([...unread, openTask({ estimate: { hours: 1, by: 'me', at: noon } })]), []);
  });

  describe('with real effort', () => {
    const took = (task: Task, hours: number): Task => ({ ...task, realEffort: { hours, at: noon } });
    const figures = (tasks: readonly Task[]) =>
      realCalibration(tasks).map(({ estimator, category, pairs, median, ranges, withinRange }) => [
        estimator,
        category,
        pairs,
        median,
        `${withinRange} of ${ranges}`,
      ]);

    it('compares it with what was proposed and with what the user made of that', () => {
      const tasks = [6, 7, 8, 9, 10].map((hours) => took(confirmed(10, 4, { range: [7, 12] }), hours));
      assert.deepEqual(figures(tasks), [
        ['opus', null, 5, 0.8, '4 of 5'],
        ['me', null, 5, 2, '0 of 0'],
      ]);
    });

    it("compares the user's own estimates, by category too, and an estimate that was confirmed as it is once", () => {
      const own = Array.from({ length: 5 }, () =>
        took(openTask({ category: 'bug', estimate: { hours: 2, by: 'me', at: noon } }), 3),
      );
      const asProposed = took(confirmed(2, 2), 1);
      const taken = { ...asProposed, estimate: asProposed.proposed?.estimate ?? null };
      assert.deepEqual(figures([...own, taken, taken, taken, taken]), [
        ['me', null, 5, 1.5, '0 of 0'],
        ['me', 'bug', 5, 1.5, '0 of 0'],
      ]);
    });

    it('says nothing of tasks without it, nor under five', () => {
      const four = Array.from({ length: 4 }, () => took(confirmed(2, 2), 1));
      assert.deepEqual(figures([...four, confirmed(2, 2)]), []);
      assert.deepEqual(figures(Array.from({ length: 9 }, () => took(openTask(), 1))), []);
    });
  });

  it('takes each task once that proposals were confirmed as, and no other', () => {
    const decided = (id: string, kind: 'confirmed' | 'dismissed', taskId: string | null) =>
      proposal({ id, decision: { kind, at: noon, taskId } });
    const tasks = tasksOfProposals({
      decidedProposals: () => [
        decided('a', 'confirmed', 'T'),
        decided('b', 'confirmed', 'T'),
        decided('c', 'dismissed', null),
        decided('d', 'confirmed', 'gone'),
      ],
      task: (id) => (id === 'T' ? openTask({ id }) : undefined),
    });
    assert.deepEqual(
      tasks.map(({ id }) => id),
      ['T'],
    );
  });
});
