import assert from 'node:assert/strict';
import { formatAverage, formatCount, formatTotalHours } from '../../../src/core/figures/format';
import { recordCard } from '../../../src/core/publish/forms/recordCard';
import { selectRecord } from '../../../src/core/publish/selection/publication';
import type { ClosedTask } from '../../../src/core/task/task';
import { cardPicture } from '../../../webview/history/cardPicture';
import { standaloneSvg } from '../../../webview/charts/standaloneSvg';
import { publishingStore, sessionOf } from '../../fixtures/publishingStore';
import { closedTask, printedRecord, tasksOf } from '../../fixtures/tasks';

const day = '2026-04-19';
const span = { from: day, to: day };
const look = { foreground: '#ccc', background: '#111', bars: '#39f', family: '"A & B", sans-serif' };
const own = tasksOf(printedRecord(day)).map((task): ClosedTask => ({
  ...task,
  title: `WORD ${task.title}`,
  project: 'WORD',
  workstream: 'WORD',
}));
const hidden = [
  closedTask(987, 1, 1, { id: 'private', title: 'HIDDEN', private: true }),
  closedTask(987, 1, 1, { id: 'ignored', title: 'HIDDEN', folder: '/work/HIDDEN/below' }),
];
const store = publishingStore(new Map([[day, [...own, ...hidden]]]), {
  ignored: ['/work/HIDDEN'],
  sessions: own.map(({ id }) => sessionOf(id, 'WORD')),
});

describe('The picture of a record', () => {
  it('has the figures of the publication of these days', () => {
    const card = recordCard(store, span);
    const totals = selectRecord(store, { ...span, includePrivate: false })?.publication.whole.totals;
    assert.ok(card && totals);
    assert.equal(totals.tasks, own.length);
    assert.deepEqual(
      card.figures.map(({ text }) => text),
      [
        formatCount(totals.tasks),
        formatTotalHours(totals.humanHours),
        formatAverage(totals.leverageFactor),
        formatCount(totals.aiMinutes),
        formatCount(totals.supervisoryMinutes),
        formatAverage(totals.supervisoryLeverageFactor),
      ],
    );
    const factors = card.bars.map(({ value }) => value);
    assert.equal(factors.length, 8);
    assert.deepEqual(
      factors,
      factors.toSorted((a, b) => b - a),
    );
    assert.deepEqual(card.notes, ['Private tasks were left out.', 'Tasks in ignored folders were left out.']);
  });

  it('shows all of that, within its edges, and no word of the user’s', () => {
    const card = recordCard(store, span);
    assert.ok(card);
    const picture = cardPicture(card, look);
    const svg = standaloneSvg(picture);
    const shown = [...card.figures, ...card.bars].map(({ text }) => text);
    for (const text of [card.title, ...shown, ...card.notes]) {
      assert.ok(svg.includes(`>${text}</text>`), text);
    }
    assert.doesNotMatch(svg, /HIDDEN|WORD|NaN|987/u);
    for (const shape of picture.shapes) {
      if (shape.kind === 'text') {
        assert.ok(shape.x + shape.text.length * shape.size * 0.6 <= picture.width, shape.text);
        assert.ok(shape.y < picture.height, shape.text);
      }
    }
  });

  it('is none where no task is public, and has no bars where none has a factor', () => {
    assert.equal(recordCard(publishingStore(new Map([[day, hidden.slice(0, 1)]])), span), null);
    const card = recordCard(publishingStore(new Map([[day, [closedTask(null, 5, 1)]]])), span);
    assert.ok(card);
    assert.deepEqual([card.bars, card.notes], [[], []]);
    assert.doesNotMatch(standaloneSvg(cardPicture(card, look)), /Highest|NaN/u);
  });
});
