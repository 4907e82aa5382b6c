import assert from 'node:assert/strict';
import { processJoins, type SeenProgram } from '../../../src/core/proposal/processJoins';
import type { Proposal } from '../../../src/core/task/proposal';
import { proposal } from '../../fixtures/proposals';
import { minute, nine } from '../../fixtures/transcripts';

const program: SeenProgram = {
  sessionId: 'here',
  folder: '/home/ada/shop',
  process: 70,
  startedAt: nine,
  endedAt: null,
};
const made = (change: Partial<Proposal> = {}): Proposal =>
  proposal({ proposedAt: nine + minute, processes: [92, 81, 70, 1], ...change });
const joined = (change: Partial<Proposal>, ...programs: readonly SeenProgram[]): unknown =>
  processJoins([made(change)], programs, nine + 2 * minute).map((each) =>
    each.kind === 'set' ? each.fields : each.kind,
  );
const by = (sessionId: string) => [{ join: { by: 'process', sessionId, at: nine + 2 * minute } }];

describe('joining a proposal by its processes', () => {
  it('finds the session in the terminal whose shell is among them', () => {
    assert.deepEqual(joined({}, { ...program, sessionId: 'other', process: 71 }, program), by('here'));
    assert.deepEqual(joined({ folder: '/home/ada/shop/src' }, program), by('here'));
    assert.deepEqual(joined({ folder: null }, { ...program, folder: null }), by('here'));
    assert.deepEqual(joined({ proposedAt: nine - 4_000 }, program), by('here'), 'its start was seen late');
  });

  it('takes the session that ran then of those that the terminal ran one after the other', () => {
    const first = { ...program, sessionId: 'first', startedAt: nine - minute, endedAt: nine - minute / 2 };
    assert.deepEqual(joined({}, first, program), by('here'));
    assert.deepEqual(joined({ proposedAt: nine - minute / 2 }, first, program), by('first'));
    assert.deepEqual(joined({}, { ...program, endedAt: nine + minute }), by('here'), 'it ended with it');
  });

  it('takes none whose number is used again, of another machine, or that is joined already', () => {
    assert.deepEqual(joined({ proposedAt: nine - minute }, program), []);
    assert.deepEqual(joined({}, { ...program, endedAt: nine + minute / 2 }), []);
    assert.deepEqual(joined({ folder: '/home/bob/till' }, program), []);
    assert.deepEqual(joined({ processes: [] }, program), []);
    assert.deepEqual(joined({ join: { by: 'hand', sessionId: 'x', at: nine } }, program), []);
  });
});
