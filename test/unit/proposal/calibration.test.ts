import assert from 'node:assert/strict';
import { calibration, tasksOfProposals } from '../../../src/core/proposal/calibration';
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
