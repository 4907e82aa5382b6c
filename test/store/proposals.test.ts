import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change } from '../../src/core/task/change';
import { laterFields } from '../../src/core/journal/operation';
import { proposal, proposedFields } from '../fixtures/proposals';
import { noon } from '../fixtures/tasks';
import { taskFields } from './recordBuilders';
import { inTemporaryFolder, openStore } from './storeInTemporaryFolder';

const { id } = proposal();
const proposed: Change = { entity: 'proposal', id, kind: 'set', fields: proposedFields() };
const dismissed = { kind: 'dismissed', at: noon + 60_000, taskId: null } as const;

describe('A proposal in the record', () => {
  it('is read back as it was written, open until it is decided, also after the snapshot was rebuilt', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      await store.append([proposed]);
      assert.deepEqual(store.proposal(id), proposal());
      assert.deepEqual(store.openProposals(), [proposal()]);
      assert.deepEqual(store.decidedProposals(), []);
      await store.append([{ entity: 'proposal', id, kind: 'set', fields: { decision: dismissed } }]);
      await store.close();
      await rm(join(directory, 'tasks.sqlite'), { force: true });
      const again = await openStore(directory);
      assert.deepEqual(again.openProposals(), []);
      assert.deepEqual(again.decidedProposals(), [proposal({ decision: dismissed })]);
      await again.close();
    }));

  it('is found among those decided by when it was proposed', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      const ids = [1, 2, 3].map((each) => `proposal-${String(each).repeat(32)}`);
      await store.append(
        ids.flatMap((each, index): Change[] => [
          {
            entity: 'proposal',
            id: each,
            kind: 'set',
            fields: proposedFields({ proposedAt: noon + index }),
          },
          ...(index === 0
            ? []
            : [{ entity: 'proposal', id: each, kind: 'set', fields: { decision: dismissed } } as const]),
        ]),
      );
      const between = (from: number, to?: number) => store.decidedProposals(from, to).map((each) => each.id);
      assert.deepEqual(between(noon, noon + 2), ids.slice(1, 2));
      assert.deepEqual(between(noon + 1), ids.slice(1));
      assert.deepEqual(between(noon + 3, noon + 9), []);
      await store.close();
    }));

  it('that is proposed again under its key takes the new fields and stays decided', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      await store.append([proposed]);
      await store.append([{ entity: 'proposal', id, kind: 'set', fields: { decision: dismissed } }]);
      await store.append([{ ...proposed, fields: proposedFields({ title: 'Better words' }) }]);
      assert.deepEqual(store.proposal(id), proposal({ title: 'Better words', decision: dismissed }));
      await store.close();
    }));
});

describe('A task of a version without proposals', () => {
  it('is whole, and takes what is written of it later', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      const older = Object.fromEntries(
        Object.entries(taskFields()).filter(([name]) => !(name in laterFields.task)),
      );
      await store.append([{ entity: 'task', id: 'T', kind: 'set', fields: older }]);
      assert.deepEqual(store.task('T'), { ...taskFields(), id: 'T' });
      const dropped: Change = {
        entity: 'task',
        id: 'T',
        kind: 'set',
        fields: { outcome: { kind: 'dropped' } },
      };
      const { inverse } = await store.append([dropped]);
      await store.close();
      await rm(join(directory, 'tasks.sqlite'), { force: true });
      const again = await openStore(directory);
      assert.deepEqual(again.task('T'), { ...taskFields(), id: 'T', outcome: { kind: 'dropped' } });
      await again.append(inverse);
      assert.equal(again.task('T')?.outcome, null);
      await again.close();
    }));
});
