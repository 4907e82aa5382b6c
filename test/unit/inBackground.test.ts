import assert from 'node:assert/strict';
import { inBackground } from '../../src/core/inBackground';
import { KeptLog, settled } from './recorder/recorderWorld';

describe('work that nobody waits for', () => {
  it('leaves no rejection behind, and a line in the log, also where the log is closed already', async () => {
    const rejected: unknown[] = [];
    const hear = (reason: unknown) => rejected.push(reason);
    process.on('unhandledRejection', hear);
    const log = new KeptLog();
    inBackground(Promise.reject(new Error('closed')), log, 'It could not be shown.');
    inBackground(Promise.resolve(), log, 'Nothing failed.');
    const closed = { error: () => assert.fail('Channel has been closed') };
    inBackground(Promise.reject(new Error('closed')), closed, 'It could not be shown.');
    await settled();
    process.off('unhandledRejection', hear);
    assert.deepEqual([rejected, log.errors], [[], ['It could not be shown.']]);
  });
});
