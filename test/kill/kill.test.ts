import assert from 'node:assert/strict';
import { inTemporaryFolder } from '../store/storeInTemporaryFolder';
import { copyJournal } from './copyJournal';
import { findingsIn } from './findings';
import { copiesIn, killProcesses } from './killProcesses';

describe('Processes of all kinds that are killed at random', function () {
  this.timeout(300_000);

  it('lose nothing, leave nothing twice or in part, and copies of the record come to the same', () =>
    inTemporaryFolder(async (place) => {
      const acknowledged = await killProcesses({ place, kills: 24, seed: 11, atOnce: 4 });
      assert.equal(acknowledged.kills, 24);
      assert.ok(acknowledged.tasks.size > 0);
      const [first, second] = copiesIn(place);
      copyJournal(first, second);
      copyJournal(second, first);
      const [one, other] = [await findingsIn(first, acknowledged), await findingsIn(second, acknowledged)];
      for (const { lost, twice, partial, different } of [one, other]) {
        assert.deepEqual(
          { lost, twice, partial, different },
          { lost: [], twice: [], partial: [], different: [] },
        );
      }
      assert.equal(one.shown, other.shown);
    }));
});
