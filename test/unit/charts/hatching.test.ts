import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { hatchPath } from '../../../webview/charts/hatching';

const box = { x: 10, y: 20, width: 12, height: 6 };

describe('Hatching of a bar in a picture', () => {
  for (const [name, angle, offset, path] of [
    ['from top to bottom', 0, 1, 'M11,20L11,26M16,20L16,26M21,20L21,26'],
    ['from side to side', 90, 1, 'M22,21L10,21M22,26L10,26'],
    ['aslant, cut at the edges', 45, 0, 'M15.36,20L10,25.36M22,20.43L16.43,26'],
  ] as const) {
    it(`goes ${name}`, () => assert.equal(hatchPath(box, { angle, period: 5, offset }), path));
  }

  it('is never outside of its bar, however small that is', () => {
    const side = fc.double({ min: 0, max: 80, noNaN: true });
    fc.assert(
      fc.property(side, side, side, side, fc.integer({ min: 0, max: 360 }), (x, y, width, height, angle) => {
        const path = hatchPath({ x, y, width, height }, { angle, period: 5, offset: 1 });
        for (const [, across = '', down = ''] of path.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/gu)) {
          assert.ok(Number(across) >= x - 0.01 && Number(across) <= x + width + 0.01, path);
          assert.ok(Number(down) >= y - 0.01 && Number(down) <= y + height + 0.01, path);
        }
        assert.match(path, /^(?:M-?[\d.]+,-?[\d.]+L-?[\d.]+,-?[\d.]+)*$/u);
      }),
    );
  });
});
