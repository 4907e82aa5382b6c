import assert from 'node:assert/strict';
import { UserError } from '../../src/core/userError';
import { OpeningRecordStore, type ClosableRecordStore } from '../../src/store/openingRecordStore';
import { setTask } from './recordBuilders';
import { inTemporaryFolder, openStore } from './storeInTemporaryFolder';

describe('A record store that is still opening', () => {
  it('answers as an empty one, lets writes wait, and is the real one from then on', () =>
    inTemporaryFolder(async (directory) => {
      let letOpen: (store: ClosableRecordStore) => void = () => undefined;
      const opening = new OpeningRecordStore(new Promise((resolve) => (letOpen = resolve)));
      const told: string[] = [];
      opening.onDidChange(() => told.push(opening.status.kind));
      assert.deepEqual(opening.status, { kind: 'opening' });
      assert.deepEqual(opening.openTasks(), []);
      assert.equal(opening.task('early'), undefined);
      const versionBefore = opening.version;
      const appended = opening.append([setTask('early')]);
      letOpen(await openStore(directory));
      await opening.whenOpened;
      assert.ok(opening.version > versionBefore);
      await appended;
      assert.equal(opening.task('early')?.id, 'early');
      assert.deepEqual(told, ['ready', 'ready'], 'told of the opening and of what was appended');
      await opening.close();
    }));

  it('that can not be opened stays failing, says why, and refuses writes', async () => {
    const error = new UserError('The folder is not to be read. Allow access to it.');
    const opening = new OpeningRecordStore(Promise.reject(error));
    await opening.whenOpened;
    assert.equal(opening.status.kind, 'failing');
    assert.match(opening.status.kind === 'failing' ? opening.status.message : '', /not to be read/);
    await assert.rejects(opening.append([setTask('never')]), error);
    assert.deepEqual(await opening.windows.claimOrphans(0), []);
    await opening.close();
  });

  it('says so in its own words where the cause is not meant for people', async () => {
    const opening = new OpeningRecordStore(Promise.reject(new Error('ENOENT: sql-wasm.wasm')));
    await opening.whenOpened;
    const { status } = opening;
    assert.ok(status.kind === 'failing' && !status.message.includes('ENOENT') && status.nextStep !== '');
  });
});
