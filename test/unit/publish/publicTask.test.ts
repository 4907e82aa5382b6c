import assert from 'node:assert/strict';
import { publicTask } from '../../../src/core/publish/selection/publicTask';
import { closedTask, noon } from '../../fixtures/tasks';

describe('A task as others see it', () => {
  it('has its figures, but neither counts of git nor what its like really took', () => {
    const bare = closedTask(6, 30, 2);
    const task = closedTask(
      6,
      30,
      2,
      { realEffort: { hours: 9, at: noon } },
      { cameOut: { commits: 3, files: 12, added: 340, removed: 120 } },
    );
    assert.deepEqual(publicTask(task), bare);
  });
});
