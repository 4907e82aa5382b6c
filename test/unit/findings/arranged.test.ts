import assert from 'node:assert/strict';
import {
  arranged,
  hideFinding,
  orderFindings,
  shownOf,
  writeOwnText,
} from '../../../src/core/findings/arranged';
import { publishedMarkdown } from '../../../src/core/publish/forms/publishedMarkdown';
import { selectRecord } from '../../../src/core/publish/selection/publication';
import { untouchedDayText } from '../../../src/core/task/untouchedDayText';
import { ownTextLimit, type DayTextFields } from '../../../src/core/task/dayText';
import { UndoStack } from '../../../src/editor/undo/undoStack';
import { publishingStore } from '../../fixtures/publishingStore';
import { closedTask } from '../../fixtures/tasks';
import { inTemporaryFolder, openStore } from '../../store/storeInTemporaryFolder';

const day = '2026-04-19';
const found = ['a', 'b', 'c', 'd'].map((kind) => ({
  kind,
  sentences: [`About ${kind}.`],
  figures: [],
  rows: [],
}));
const texts = (fields: Partial<DayTextFields>): DayTextFields => ({ ...untouchedDayText, ...fields });
const kindsOf = (fields: Partial<DayTextFields>, kinds = found) =>
  arranged(kinds, texts(fields)).map(({ kind }) => kind);

const cases: readonly (readonly [string, Partial<DayTextFields>, readonly string[]])[] = [
  ['is in its own order at first', {}, ['a', 'b', 'c', 'd']],
  ['is in the order of the user', { order: ['d', 'a', 'c', 'b'] }, ['d', 'a', 'c', 'b']],
  [
    'keeps what appeared since after what it follows by itself',
    { order: ['d', 'a', 'c'] },
    ['d', 'a', 'b', 'c'],
  ],
  ['begins with what appeared since if nothing precedes it', { order: ['c', 'b'] }, ['a', 'c', 'd', 'b']],
  ['takes no notice of kinds that there are not', { order: ['x', 'b', 'a'] }, ['b', 'c', 'd', 'a']],
  ['ends with the own text', { own: 'Mine.' }, ['a', 'b', 'c', 'd', 'own']],
  [
    'has the own text where the user put it',
    { own: 'Mine.', order: ['own', 'a', 'b', 'c', 'd'] },
    ['own', 'a', 'b', 'c', 'd'],
  ],
  ['has no own text of blanks', { own: ' \n \n' }, ['a', 'b', 'c', 'd']],
];

describe('an arranged analysis', () => {
  for (const [name, fields, expected] of cases) {
    it(name, () => assert.deepEqual(kindsOf(fields), expected));
  }

  it('is published without what is hidden, own text as paragraphs', () => {
    const all = arranged(found, texts({ hidden: ['b', 'x'], own: 'One.\r\n\r\n  Two.\u2028Three.' }));
    assert.deepEqual(
      shownOf(all).map(({ sentences }) => sentences),
      [['About a.'], ['About c.'], ['About d.'], ['One.'], ['Two.'], ['Three.']],
    );
  });

  it('loses nothing, whatever the order and however it is made again', () => {
    const orders = [['d', 'c'], ['own', 'd'], ['a', 'x', 'own'], []];
    for (const order of orders) {
      for (let count = 0; count <= found.length; count += 1) {
        assert.deepEqual(
          kindsOf({ order, own: 'Mine.' }, found.slice(0, count)).toSorted(),
          [...found.slice(0, count).map(({ kind }) => kind), 'own'].toSorted(),
        );
      }
    }
  });
});

describe('a published day', () => {
  it('has the analysis as the user arranged it, with the own text as plain text', () => {
    const tasks = [closedTask(40, 20, 2)];
    const store = {
      ...publishingStore(new Map([[day, tasks]])),
      dayText: () => texts({ hidden: ['provenance'], order: ['own', 'totals'], own: 'A *good* day.' }),
    };
    const selected = selectRecord(store, { from: day, to: day, includePrivate: true });
    assert.ok(selected);
    const written = publishedMarkdown(selected.publication, { rowDecimals: 1 });
    assert.equal(
      written.slice(written.indexOf('## Analysis'), written.indexOf('## Scope')),
      [
        '## Analysis',
        'The only task of 2026-04-19 comes to 40 human hours, 20 AI minutes and 2 supervisory minutes. The leverage factor is 120.0x, the supervisory leverage factor 1200.0x.',
        'A \\*good\\* day.',
        'Each supervisory minute stands for 20.0 human hours on average. The human hours are 1 work week of 40 hours.',
        '',
      ].join('\n\n'),
    );
  });
});

describe('a change of the arrangement', () => {
  it('is none if nothing changes', () => {
    const now = texts({ hidden: ['a'], order: ['b', 'a'], own: 'Mine.' });
    assert.deepEqual(hideFinding(day, now, 'a', true), []);
    assert.deepEqual(hideFinding(day, now, 'b', false), []);
    assert.deepEqual(orderFindings(day, now, ['b', 'a']), []);
    assert.deepEqual(writeOwnText(day, now, ' Mine.\n'), []);
  });

  it('keeps the place of kinds that the day does not have now', () => {
    const [change] = orderFindings(day, texts({ order: ['x', 'a', 'b'] }), ['b', 'a']);
    assert.deepEqual(change, {
      entity: 'dayText',
      id: day,
      kind: 'set',
      fields: { order: ['b', 'a', 'x'] },
    });
  });

  it('is stored field by field, taken back, and read again from the journal', () =>
    inTemporaryFolder(async (directory) => {
      const here = await openStore(directory);
      const undo = new UndoStack(here, { get: () => undefined, update: () => Promise.resolve() });
      assert.deepEqual(here.dayText(day), untouchedDayText);
      await undo.apply('Hide', hideFinding(day, here.dayText(day), 'a', true));
      await undo.apply('Write', writeOwnText(day, here.dayText(day), 'Mine.'));
      const { id, ...fields } = { id: '', ...here.dayText(day) };
      assert.deepEqual([id, fields], [day, { hidden: ['a'], order: [], own: 'Mine.' }]);
      assert.deepEqual(here.dayText('2026-04-20'), untouchedDayText);
      await undo.undo(() => Promise.resolve(false));
      assert.equal(here.dayText(day).own, '');
      assert.deepEqual(here.dayText(day).hidden, ['a']);
      await undo.undo(() => Promise.resolve(false));
      assert.deepEqual(here.dayText(day).hidden, []);
      await here.append(writeOwnText(day, here.dayText(day), 'Mine again.'));
      await here.close();
      const again = await openStore(directory);
      assert.equal(again.dayText(day).own, 'Mine again.');
      await again.close();
    }));

  it('made in two windows at once is both: each field is of whoever wrote it last', () =>
    inTemporaryFolder(async (directory) => {
      const here = await openStore(directory);
      const there = await openStore(directory);
      await here.append(hideFinding(day, here.dayText(day), 'a', true));
      await there.append(writeOwnText(day, there.dayText(day), 'Theirs.'));
      await here.close();
      await there.close();
      const later = await openStore(directory);
      assert.deepEqual(later.dayText(day).hidden, ['a']);
      assert.equal(later.dayText(day).own, 'Theirs.');
      await later.close();
    }));

  it('is refused if the text is longer than can be shown', () =>
    inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      await assert.rejects(store.append(writeOwnText(day, untouchedDayText, 'x'.repeat(ownTextLimit + 1))));
      await store.close();
    }));
});
