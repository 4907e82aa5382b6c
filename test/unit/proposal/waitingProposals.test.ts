import assert from 'node:assert/strict';
import { waitingProposals } from '../../../src/core/proposal/waitingProposals';
import { asEdited } from '../../../src/core/task/proposal';
import { proposal } from '../../fixtures/proposals';

function made(id: string, into?: string) {
  const edited = into === undefined ? null : { ...asEdited(proposal()), into };
  return proposal({ id, edited });
}

function waiting(...proposals: readonly ReturnType<typeof made>[]): readonly string[] {
  return waitingProposals({ openProposals: () => proposals }).map(({ id }) => id);
}

describe('The proposals that wait', () => {
  it('are those that no other open one took in', () => {
    assert.deepEqual(waiting(made('a'), made('b', 'a'), made('c', 'b')), ['a']);
  });

  it('come back once the one that took them in was decided on alone', () => {
    assert.deepEqual(waiting(made('b', 'decided')), ['b']);
  });

  it('are one of two that took in each other', () => {
    assert.deepEqual(waiting(made('a', 'b'), made('b', 'a')), ['a']);
  });
});
