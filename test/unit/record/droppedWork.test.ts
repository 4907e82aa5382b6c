import assert from 'node:assert/strict';
import { writeCsv } from '../../../src/core/exchange/writing/writeCsv';
import { writeMarkdown } from '../../../src/core/exchange/writing/writeMarkdown';
import { dayFindings } from '../../../src/core/findings/findings';
import { dayRecord } from '../../../src/core/record/dayRecord';
import { english } from '../../../src/core/texts/texts';
import { daysStore } from '../../fixtures/daysStore';
import { closedTask, noon } from '../../fixtures/tasks';

const kept = closedTask(10, 30, 3, { id: 'kept', title: 'Kept' });
const dropped = closedTask(6, 20, 2, {
  id: 'dropped',
  title: 'Dropped',
  estimate: { hours: 6, lowHours: 4, highHours: 9, by: 'claude-opus-5', at: noon },
  outcome: { kind: 'dropped' },
  proposed: { proposalId: 'p', estimate: { hours: 6, by: 'claude-opus-5', at: noon }, reviewed: false },
});
const record = dayRecord('2026-04-19', [dropped, kept]);

describe('Dropped work', () => {
  it('counts 0 hours, while its minutes count', () => {
    assert.deepEqual(
      [record.totals.humanHours, record.totals.aiMinutes, record.totals.leverageFactor],
      [10, 50, 12],
    );
    assert.deepEqual(
      record.rows.map((row) => [row.task.id, row.leverageFactor, row.supervisoryLeverageFactor]),
      [
        ['kept', 20, 200],
        ['dropped', 0, 0],
      ],
    );
  });

  it('is said by the analysis', () => {
    const said = '1 task was dropped: it counts 0 hours, while its minutes still count.';
    const found = dayFindings(record, english, daysStore(new Map()), { includePrivate: true });
    assert.ok(found.some(({ sentences }) => sentences.includes(said)));
  });

  it('is a row without hours where it is published, with its estimator and that nobody reviewed it', () => {
    const options = { includePrivate: true, rowDecimals: 1 } as const;
    assert.ok(
      writeMarkdown(record, options).includes(
        '| 2 | Dropped | 0h | 20m | 2m | 0.0x | 0.0x | claude-opus-5 | not reviewed | dropped | measured |',
      ),
    );
    assert.ok(
      writeCsv(record, options).includes(
        '2,Dropped,0,20,2,0.0,0.0,,,,2026-04-19,,no,measured,measured,,claude-opus-5,not reviewed,dropped',
      ),
    );
  });
});
