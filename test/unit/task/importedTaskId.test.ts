import assert from 'node:assert/strict';
import { assert as holds, property, string } from 'fast-check';
import { importedTaskId } from '../../../src/core/task/importedTaskId';

describe('The id of an imported task', () => {
  it('is FNV-1a of 128 bits, as earlier versions wrote it', () => {
    holds(
      property(string({ unit: 'binary', maxLength: 60 }), (key) => {
        let hash = 0x6c62272e07bb014262b821756295c58dn;
        for (let index = 0; index < key.length; index += 1) {
          const mixed = hash ^ BigInt(key.charCodeAt(index));
          hash = BigInt.asUintN(128, mixed * 0x0000000001000000000000000000013bn);
        }
        assert.equal(importedTaskId(key), `imported-${hash.toString(16).padStart(32, '0')}`);
      }),
    );
  });
});
