import assert from 'node:assert/strict';
import type { Change } from '../../../src/core/task/change';
import { UnstorableError, UserError } from '../../../src/core/userError';
import { ChangeWriter } from '../../../src/recorder/recorded/changeWriter';
import { openStore, inTemporaryFolder } from '../../store/storeInTemporaryFolder';
import { setSpan } from '../../store/recordBuilders';
import { KeptLog } from './recorderWorld';

/** The end of a session whose start was never stored. */
const unstorable: Change = { entity: 'session', id: 'unknown', kind: 'set', fields: { endedAt: 1 } };

describe('What can never be stored', () => {
  it('is left out and reported, and holds back neither what belongs to it nor what comes later', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      const log = new KeptLog();
      const writer = new ChangeWriter(store, log);
      await writer.write([setSpan('span-1', { sessionId: 'unknown' }), unstorable]);
      await writer.write([setSpan('span-2', { sessionId: 'unknown' })]);
      assert.deepEqual(
        store.spansOfSession('unknown').map(({ id }) => id),
        ['span-1', 'span-2'],
      );
      assert.deepEqual([writer.failing, writer.pending, log.errors.length], [false, [], 1]);
      await store.close();
    }));

  it('is tried again with the rest where the disk refuses that', async () => {
    const stored: string[] = [];
    let full = true;
    const append = async (changes: readonly Change[]) => {
      await Promise.resolve();
      if (changes.includes(unstorable)) {
        throw new UnstorableError('This session is not known here.');
      }
      if (full) {
        throw new UserError('The disk is full.');
      }
      stored.push(...changes.map(({ id }) => id));
      return { inverse: [] };
    };
    const writer = new ChangeWriter({ append }, new KeptLog());
    await writer.write([unstorable, setSpan('span-1')]);
    assert.deepEqual([writer.failing, stored], [true, []]);
    full = false;
    await writer.flush();
    assert.deepEqual([writer.failing, stored], [false, ['span-1']]);
  });

  it('is refused where the caller asks for all or nothing', async () => {
    const append = () => Promise.reject(new UnstorableError('This session is not known here.'));
    const writer = new ChangeWriter({ append }, new KeptLog());
    await assert.rejects(writer.writeOrDrop([unstorable]), UnstorableError);
    assert.deepEqual(writer.pending, []);
  });
});
