import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { enteredFolder } from '../../../src/editor/sensors/enteredFolder';

const from = resolve('/projects/shop');

describe('The folder that a shell is in', () => {
  for (const [name, start, entered, expected] of [
    ['is where it was', from, [], from],
    ['is not known where it was not', undefined, [], null],
    ['is below where it was', from, ['packages', 'my ünter app'], join(from, 'packages', 'my ünter app')],
    ['is above where it was', from, ['..'], resolve('/projects')],
    ['is elsewhere', from, ['a', resolve('/other')], resolve('/other')],
    ['is known by its whole path alone', undefined, [resolve('/other'), 'a'], resolve('/other/a')],
    ['is not known by a part of its path', undefined, ['a'], null],
    ['is at home', from, ['~'], homedir()],
    ['is below home', from, ['~/shop'], join(homedir(), 'shop')],
    ['has a name that begins like home', from, ['~shop'], join(from, '~shop')],
  ] as const) {
    it(name, () => assert.equal(enteredFolder(start, entered), expected));
  }
});
