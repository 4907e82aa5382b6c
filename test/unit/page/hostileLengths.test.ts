import assert from 'node:assert/strict';
import { parseOperation } from '../../../src/core/journal/operation';
import { firstQuery, parseHistoryIntent } from '../../../src/core/page/historyProtocol';
import { parseWebviewMessage } from '../../../src/core/page/intents';

/** Has a length, as a text does, which can't be compared with a number. */
const hostile = { length: { toString: 1 } };

describe('An object with a length of its own in place of a text', () => {
  it('is no message of a page', () => {
    assert.equal(parseWebviewMessage({ type: 'closeTask', id: hostile }), undefined);
    assert.equal(parseHistoryIntent({ type: 'openTask', id: hostile, day: hostile }), undefined);
    const query = { ...firstQuery, search: hostile, filters: { project: hostile, agent: [hostile] } };
    assert.equal(parseHistoryIntent({ type: 'showHistory', query }), undefined);
  });

  it('is no entry of a journal', () => {
    const entry = { stamp: hostile, entity: 'task', id: hostile, kind: 'set', fields: { title: hostile } };
    assert.equal(parseOperation(entry).ok, false);
    assert.equal(parseOperation({ ...entry, stamp: '0', id: 'task-1' }).ok, false);
  });
});
