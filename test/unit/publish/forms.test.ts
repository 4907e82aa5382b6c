import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { readRecordFile } from '../../../src/core/exchange/reading/readRecordFile';
import { templatePresets } from '../../../src/core/exchange/template/templatePresets';
import type { RecordTemplate } from '../../../src/core/exchange/template/recordTemplate';
import { barChart } from '../../../src/core/publish/html/barChart';
import { escapeHtml } from '../../../src/core/publish/html/markup';
import { pageStyle, pageStyleHash } from '../../../src/core/publish/html/pageStyle';
import { periodTotals } from '../../../src/core/publish/html/periodTotals';
import {
  formExtensions,
  publishedText,
  type PublishedForm,
} from '../../../src/core/publish/forms/publishedForm';
import { selectRecord, type Publication } from '../../../src/core/publish/selection/publication';
import { addDays } from '../../../src/core/days/day';
import { dayRecord } from '../../../src/core/record/dayRecord';
import { roundHalfUp } from '../../../src/core/figures/roundHalfUp';
import { countedHours, isDropped } from '../../../src/core/task/countedHours';
import type { ClosedTask } from '../../../src/core/task/task';
import { totalTokens } from '../../../src/core/task/tokens';
import { parseTitle } from '../../../src/core/typed/parseTitle';
import { publishingStore, sessionOf } from '../../fixtures/publishingStore';
import { randomHistory, type Days } from '../../fixtures/randomHistory';
import { closedTask, printedDays, printedRecord, tasksOf } from '../../fixtures/tasks';

const look = { rowDecimals: 1 } as const;

function published(days: Days, from?: string, to = from): Publication {
  const sessions = [...days.values()].flat().map(({ id }) => sessionOf(id, 'claude'));
  const selected = selectRecord(publishingStore(days, { sessions }), { from, to, includePrivate: false });
  assert.ok(selected);
  return selected.publication;
}

function figuresOf(task: ClosedTask, kept: ReadonlySet<string>): readonly unknown[] {
  const { closing, estimate } = task;
  const title = parseTitle(task.title);
  const isCounted = estimate !== null && !isDropped(task);
  return [
    closing.day,
    title.ok && title.value,
    (countedHours(task) ?? 0) || undefined,
    isCounted && estimate.lowHours !== undefined && estimate.highHours !== undefined && estimate.lowHours,
    closing.aiMinutes,
    kept.has('supervisoryMinutes') ? closing.supervisoryMinutes : 0,
    kept.has('tokens') && closing.tokens ? totalTokens(closing.tokens) : undefined,
  ];
}

function readAgain(text: string, form: PublishedForm): readonly (readonly unknown[])[] {
  const file = readRecordFile(text, `record.${formExtensions[form]}`);
  assert.deepEqual(file.unreadable, []);
  return file.rows.map((row) => [
    row.day,
    row.title,
    row.recorded && isDropped(row.recorded) ? undefined : row.estimate?.hours,
    !(row.recorded && isDropped(row.recorded)) &&
      row.estimate?.lowHours !== undefined &&
      row.estimate.highHours !== undefined &&
      row.estimate.lowHours,
    row.aiMinutes,
    row.supervisoryMinutes,
    row.tokens ? totalTokens(row.tokens) : undefined,
  ]);
}

function sorted(rows: readonly (readonly unknown[])[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

const allColumns = new Set(['supervisoryMinutes', 'tokens']);

describe('A published record, imported,', () => {
  for (const form of ['markdown', 'html', 'csv', 'json'] as const) {
    it(`gives the same figures back from ${form}, whatever the record and the span`, () => {
      for (let seed = 1; seed <= 12; seed += 1) {
        const days = publicDays(randomHistory(seed).days);
        for (const day of [undefined, ...[...days.keys()].filter((each) => days.get(each)?.length !== 0)]) {
          const publication = published(days, day);
          const tasks = publication.whole.rows.map(({ task }) => task);
          assert.deepEqual(
            sorted(readAgain(publishedText(publication, form, look), form)),
            sorted(tasks.map((task) => figuresOf(task, allColumns))),
          );
        }
      }
    });
  }

  for (const template of templatePresets) {
    it(`gives back what the template “${template.name}” has columns for`, () => {
      for (let seed = 1; seed <= 6; seed += 1) {
        const publication = published(publicDays(randomHistory(seed).days));
        const text = publishedText(publication, 'markdown', { ...look, template });
        assert.deepEqual(
          sorted(readAgain(text, 'markdown')),
          sorted(publication.whole.rows.map(({ task }) => figuresOf(task, columnsOf(template)))),
        );
      }
    });
  }

  for (const day of printedDays) {
    it(`has the totals of ${day} in every form`, () => {
      const tasks = tasksOf(printedRecord(day));
      const publication = published(new Map([[day, tasks]]), day);
      for (const form of ['markdown', 'html', 'csv', 'json'] as const) {
        assert.deepEqual(
          sorted(readAgain(publishedText(publication, form, look), form)),
          sorted(tasks.map((task) => figuresOf(task, allColumns))),
        );
      }
    });
  }

  it('keeps every title as it is, however hostile', () => {
    const pieces = [
      '</td>',
      '<script>',
      '&lt;',
      '"',
      "'",
      '<!--',
      ']]>',
      '|',
      '`',
      '\\',
      '*',
      'x',
      ' ',
      'א',
      '😀',
      '\uD800',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 20 }), (parts) => {
        const title = parseTitle(parts.join(''));
        fc.pre(title.ok);
        const day = '2026-04-19';
        const task = closedTask(1, 2, 3, {
          title: title.value,
          category: title.value,
          workstream: title.value,
        });
        const publication = published(new Map([[day, [task, closedTask(2, 3, 4)]]]), day);
        const html = publishedText(publication, 'html', look);
        assert.doesNotMatch(html, /<script|<!--/);
        for (const form of ['markdown', 'html'] as const) {
          assert.ok(
            readAgain(publishedText(publication, form, look), form).some(([, read]) => read === title.value),
          );
        }
      }),
    );
  });
});

/** Without private tasks, and with hours as they can be typed. */
function publicDays(days: Days): Days {
  const typed = (task: ClosedTask): ClosedTask => ({
    ...task,
    estimate: task.estimate && { ...task.estimate, hours: roundHalfUp(task.estimate.hours, 4) },
  });
  return new Map([...days].map(([day, tasks]) => [day, tasks.filter((task) => !task.private).map(typed)]));
}

function columnsOf({ columns }: RecordTemplate): ReadonlySet<string> {
  return new Set(columns.map(({ column }) => column));
}

describe('A template', () => {
  const day = '2026-04-19';
  const publication = published(new Map([[day, [closedTask(120, 90, 2)]]]), day);
  const heads: readonly (readonly [name: string, headings: string, row: string])[] = [
    [
      'agent',
      '| # | Task | Human Est. | Claude Code | Sup. | Factor | Sup. Factor |',
      '| 120h | 90m | 2m | 80.0x | 3600.0x |',
    ],
    [
      'initials',
      '| # | Task | Human Est. | Claude Code | Supv. | LF | SLF |',
      '| 120h | 90m | 2m | 80x | 3600x |',
    ],
    ['words', '| # | Task | Human Est. | Claude Code | Leverage |', '| 120 hours | 90 min | 80x |'],
  ];
  for (const [name, headings, row] of heads) {
    it(`“${name}” has the headings and cells of a record kept by hand`, () => {
      const template = templatePresets.find((each) => each.name === name);
      const text = publishedText(publication, 'markdown', { ...look, template });
      assert.ok(text.includes(`\n${headings}\n`), text);
      assert.ok(text.includes(`Write the tests ${row}\n`), text);
      assert.ok(text.includes('\n## Task Log\n') && text.includes('\n## The Numbers\n'), text);
    });
  }
});

describe('A stand-up text', () => {
  it('has five lines, whatever the record', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const days = publicDays(randomHistory(seed).days);
      for (const day of [undefined, ...[...days.keys()].filter((each) => days.get(each)?.length !== 0)]) {
        const lines = publishedText(published(days, day), 'standup', look).split('\n');
        assert.equal(lines.length, 6);
        assert.ok(lines.slice(0, 5).every((line) => line.trim() !== '') && lines[5] === '');
        assert.doesNotMatch(lines.join('\n'), /NaN|Infinity|undefined/);
      }
    }
  });

  it('says how much, both factors, what, what stands out and what it rests on', () => {
    const tasks = tasksOf(printedRecord('2026-04-19'));
    const text = publishedText(published(new Map([['2026-04-19', tasks]]), '2026-04-19'), 'standup', look);
    assert.deepEqual(text.split('\n').slice(0, 3), [
      '2026-04-19: 47 tasks, 2,135.5 human hours, 2,010 AI minutes, 148 supervisory minutes',
      'Leverage factor 63.7x, supervisory leverage factor 865.7x',
      text.split('\n')[2],
    ]);
    assert.match(text, /^Done: .* \(200 h\), .* \(160 h\), .* \(160 h\) and 44 more$/m);
    assert.match(text, /^Agents whose sessions are recorded for these tasks: Claude Code\.$/m);
  });
});

describe('A chart', () => {
  const bars = [undefined, 0, 0.25, 1, 10, 12_000, 4e6].map((value, index) => ({
    label: String(index),
    value,
    dot: value,
    text: `<${index}>`,
  }));
  for (const scale of ['linear', 'logarithmic'] as const) {
    for (let count = 0; count <= bars.length; count += 1) {
      it(`has a place within itself for each of ${count} values, ${scale}`, () => {
        const { source } = barChart({
          id: 'c',
          title: 'T',
          description: 'D',
          axis: 'a',
          scale,
          bars: bars.slice(0, count),
        });
        assert.doesNotMatch(source, /NaN|Infinity|undefined|<\d>/);
        for (const [, y = '', height = '0'] of source.matchAll(
          /<rect[^>]* y="([^"]*)"[^>]* height="([^"]*)"/g,
        )) {
          assert.ok(Number(y) >= 19 && Number(y) + Number(height) <= 189, source);
        }
        assert.equal(
          [...source.matchAll(/<rect/g)].length,
          bars.slice(0, count).filter(({ value }) => value !== undefined).length,
        );
      });
    }
  }

  it('of many days has no more bars than can be told apart', () => {
    const days = Array.from({ length: 400 }, (_, index) => {
      const day = addDays('2025-03-01', index);
      return dayRecord(day, [closedTask(1, 1, 1, {}, { day })]);
    });
    assert.deepEqual(
      [30, 200, 400].map((count) => {
        const { unit, periods } = periodTotals(days.slice(0, count));
        return [unit, periods.length <= 62, periods.reduce((sum, { totals }) => sum + totals.tasks, 0)];
      }),
      [
        ['day', true, 30],
        ['week', true, 200],
        ['week', true, 400],
      ],
    );
  });
});

describe('Text in a page', () => {
  it('is text for every parser, whatever it is', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, (each) => {
        const escaped = escapeHtml(each);
        assert.doesNotMatch(escaped, /[<>"']|&(?!(?:amp|lt|gt|quot|#39);)|[^\P{Cc}\t\n]|\p{Surrogate}/u);
      }),
    );
  });
});

describe('The policy of a page', () => {
  it('lets its own style in by its hash, and nothing else', () => {
    assert.equal(pageStyleHash, `sha256-${createHash('sha256').update(pageStyle).digest('base64')}`);
  });
});
