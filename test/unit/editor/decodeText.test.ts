import assert from 'node:assert/strict';
import { decodeText } from '../../../src/editor/importing/decodeText';

describe('A file as text', () => {
  for (const [name, bytes, expected] of [
    ['may be empty', [], ''],
    ['may be UTF-8', [0x47, 0xc3, 0xbc], 'Gü'],
    ['may be UTF-8 with a mark, which is left out', [0xef, 0xbb, 0xbf, 0x61], 'a'],
    ['may be UTF-16 with a mark, as spreadsheets save it', [0xff, 0xfe, 0x61, 0x00, 0xfc, 0x00], 'aü'],
    ['may be UTF-16 of the other order', [0xfe, 0xff, 0x00, 0x61], 'a'],
    ['is not there in another encoding', [0x47, 0xfc], undefined],
    ['is not there in a picture or program', [0x61, 0x00, 0x62], undefined],
    ['is not there where UTF-16 is cut', [0xff, 0xfe, 0x61], undefined],
  ] as const) {
    it(name, () => assert.equal(decodeText(Uint8Array.from(bytes)), expected));
  }
});
