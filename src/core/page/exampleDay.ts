import * as l10n from '@vscode/l10n';
import { dayRecord } from '../record/dayRecord';
import type { ClosedTask } from '../task/task';
import { rowView, totalsView } from './dayView';
import type { ExampleView } from './protocol';

/**
 * What a filled day looks like, for a record without any: sample tasks that only a page sees, with the figures that core
 * computes of them as of any others.
 */
export function exampleDay(day: string): ExampleView {
  const record = dayRecord(day, [
    sampleTask(day, 1, l10n.t('Import old invoices from the archive'), [24, 32, 4]),
    sampleTask(day, 2, l10n.t('Upgrade the parser and its tests'), [8, 20, 3]),
    sampleTask(day, 3, l10n.t('Fix the flaky sign-in test'), [2, 12, 2]),
  ]);
  return { rows: record.rows.map((row) => rowView(row, undefined)), totals: totalsView(record, null) };
}

function sampleTask(
  day: string,
  sequence: number,
  title: string,
  [hours, aiMinutes, supervisoryMinutes]: readonly [number, number, number],
): ClosedTask {
  return {
    id: `example-${sequence}`,
    title,
    startedAt: 0,
    project: null,
    branch: null,
    folder: null,
    category: null,
    workstream: null,
    private: false,
    estimate: { hours, by: 'me', at: 0 },
    closing: {
      closedAt: 0,
      sequence,
      day,
      zone: 'UTC',
      aiMinutes,
      aiEvidence: 'measured',
      supervisoryMinutes,
      supervisionEvidence: 'measured',
    },
    importKey: null,
    outcome: null,
    proposed: null,
    realEffort: null,
  };
}
