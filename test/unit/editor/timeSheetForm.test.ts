import assert from 'node:assert/strict';
import {
  LastTimeSheet,
  usualChoices,
  withProgram,
  type TimeSheetChoices,
} from '../../../src/editor/timesheet/timeSheetChoices';
import { previewRow, TimeSheetForm } from '../../../src/editor/commands/publish/timesheet/timeSheetForm';
import { roundingChoices, roundingName } from '../../../src/editor/commands/publish/timesheet/timeSheetTexts';
import type { ChosenDays } from '../../../src/editor/commands/record/pickDays';
import type { TextAnswer, TextQuestion } from '../../../src/editor/quickInput/askText';
import { publishingStore } from '../../fixtures/publishingStore';
import { closedTask } from '../../fixtures/tasks';
import { MemoryOfWindow } from '../recorder/recorderWorld';

const [day, earlier] = ['2026-04-19', '2026-04-12'];
const store = publishingStore(
  new Map([
    [earlier, [closedTask(1, 40, 2, { id: 'z', title: 'Earlier' }, { day: earlier })]],
    [
      day,
      [
        closedTask(2, 31, 4, { id: 'a', title: 'Totals', folder: '/home/me/acme/x', project: 'shop' }),
        closedTask(1, 8, 1, { id: 'b', title: 'Tidy', folder: '/home/me/acme/x', project: 'shop' }),
        closedTask(1, 7, 3, { id: 'c', title: 'Own things' }),
        closedTask(1, 90, 9, { id: 'd', title: 'Secret', folder: '/home/me/acme', private: true }),
        closedTask(1, 10, 9, { id: 'e', title: 'Ignored', folder: '/home/me/elsewhere' }),
      ],
    ],
  ]),
  { ignored: ['/home/me/elsewhere'] },
);
const clients = [{ name: 'ACME', places: ['~/acme'] }];
const oneDay: ChosenDays = { from: day, to: day, project: undefined, name: day };
const allDays: ChosenDays = { from: undefined, to: undefined, project: undefined, name: 'all days' };

/** A form in which the labels of answers are given in turn. */
function opened(
  choices: Partial<TimeSheetChoices> = {},
  answers: readonly string[] = [],
  rules: { readonly clients: typeof clients } = { clients },
  of = store,
) {
  const left = [...answers];
  const asked: TextQuestion[] = [];
  const form = new TimeSheetForm(
    {
      store: of,
      rules: { ...rules, home: '/home/me' },
      title: 'Export Time Sheet',
      pickOne: async (_title, _placeholder, offered) => {
        const label = left.shift();
        const choice = offered.find((each) => each.label.replaceAll(/[\u2066-\u2069]/gu, '') === label);
        assert.ok(
          choice || label === 'Escape',
          `${label} of ${offered.map((each) => each.label).join(', ')}`,
        );
        return choice?.value;
      },
      askText: async (question): Promise<TextAnswer> => {
        asked.push(question);
        const text = left.shift() ?? '';
        return question.check(text).ok ? { kind: 'accepted', text } : { kind: 'left', text };
      },
      pickDays: () => Promise.resolve(left.shift() === 'all days' ? allDays : undefined),
    },
    oneDay,
    { ...usualChoices, ...choices },
  );
  const row = (id: string): string | undefined => {
    const found = form.rows().find((each) => each.id === id);
    return found && plain(`${found.label}: ${found.description}`);
  };
  return { form, asked, row };
}

describe('The form of a time sheet', () => {
  it('says what would be billed, and what rounding makes of each client’s time', () => {
    const { form, row } = opened({ rounding: { step: 15, to: 'up' } });
    assert.equal(row(previewRow), '$(check) Preview Time Sheet: 3 entries · 46 min, 75 min after rounding');
    const detail = form.rows()[0]?.detail ?? '';
    assert.equal(
      plain(detail),
      'ACME: 39 min, 60 min after rounding · No client: 7 min, 15 min after rounding',
    );
    assert.equal(opened().row(previewRow), '$(check) Preview Time Sheet: 3 entries · 46 min');
  });

  it('has a row for everything that the command line has an option for, and asks for no client without any', () => {
    assert.deepEqual(
      opened({ program: 'clockify' })
        .form.rows()
        .map(({ id }) => id),
      [
        previewRow,
        'days',
        'client',
        'minutes',
        'rounding',
        'per',
        'private',
        'program',
        'email',
        'dates',
        'clock',
      ],
    );
    const without = opened({}, [], { clients: [] });
    assert.equal(without.row('client'), undefined);
    assert.equal(without.row('clock'), undefined, 'Toggl has one way to write hours');
    assert.equal(without.form.rows()[0]?.detail, undefined);
  });

  for (const [id, answer, said, minutes] of [
    ['client', 'ACME', 'Client: ACME', '2 entries · 39 min'],
    ['client', 'Escape', 'Client: All clients', '3 entries · 46 min'],
    ['minutes', 'Supervisory minutes', 'Minutes: Supervisory minutes', '3 entries · 8 min'],
    ['minutes', 'AI and supervisory minutes together', undefined, '3 entries · 54 min'],
    [
      'rounding',
      'Up to 30 minutes',
      'Rounding: Up to 30 minutes',
      '3 entries · 46 min, 120 min after rounding',
    ],
    ['rounding', 'To the nearest 15 minutes', undefined, '2 entries · 46 min, 45 min after rounding'],
    ['per', 'One for all of a project on a day', undefined, '2 entries · 46 min'],
    ['days', 'all days', 'Days: all days', '4 entries · 86 min'],
    ['days', 'Escape', `Days: ${day}`, '3 entries · 46 min'],
    ['dates', 'DD/MM/YYYY', 'Dates: DD/MM/YYYY', '3 entries · 46 min'],
  ] as const) {
    it(`takes ${answer} in the row ${id}`, async () => {
      const { form, row } = opened({}, [answer]);
      assert.deepEqual(await form.choose(id), { select: id });
      assert.equal(row(previewRow), `$(check) Preview Time Sheet: ${minutes}`);
      if (said !== undefined) {
        assert.equal(row(id), said);
      }
    });
  }

  it('leaves out private tasks and those in ignored folders until the user includes them', async () => {
    const { form, row } = opened();
    assert.equal(row('private'), 'Private tasks: 2 tasks left out');
    await form.choose('private');
    assert.equal(row('private'), 'Private tasks: included, and those in ignored folders');
    assert.equal(row(previewRow), '$(check) Preview Time Sheet: 5 entries · 146 min');
    await form.choose('private');
    assert.equal(row(previewRow), '$(check) Preview Time Sheet: 3 entries · 46 min');
  });

  it('writes as users of another program have it once that is chosen', async () => {
    const { form, row } = opened({ dateFormat: 'DD/MM/YYYY' }, ['Clockify', '24 hours', 'Tempo']);
    await form.choose('program');
    assert.deepEqual([row('dates'), row('clock')], ['Dates: MM/DD/YYYY', 'Clock: 12 hours']);
    await form.choose('clock');
    assert.equal(row('clock'), 'Clock: 24 hours');
    await form.choose('program');
    assert.deepEqual([row('email'), row('dates')], ['User name: missing', 'Dates: YYYY-MM-DD']);
  });

  it('asks whose time it is before it is done, and only while that is missing', async () => {
    const { form, asked } = opened({}, [' ', 'me@example.org ']);
    assert.deepEqual(await form.choose(previewRow), { select: 'email' });
    assert.equal(await form.choose(previewRow), 'done');
    assert.equal(form.choices.email, 'me@example.org');
    assert.equal(await form.choose(previewRow), 'done');
    assert.equal(asked.length, 2);
    assert.match(asked[0]?.prompt ?? '', /as Toggl knows you/u);
    assert.equal(asked[0]?.check('x'.repeat(201)).ok, false);
  });

  it('is not done while there is nothing to bill', async () => {
    const { form, row } = opened({
      email: 'me',
      minutes: 'supervisory',
      rounding: { step: 30, to: 'nearest' },
    });
    assert.equal(row(previewRow), '$(check) Preview Time Sheet: no time to bill');
    assert.deepEqual(await form.choose(previewRow), { select: 'days' });
  });

  it('sums up the record again only for other choices, or when it has changed', async () => {
    let sums = store.daySums();
    const { form } = opened({}, ['Supervisory minutes'], { clients }, { ...store, daySums: () => sums });
    const first = form.sheet();
    assert.ok(form.sheet() === first);
    sums = store.daySums();
    const second = form.sheet();
    assert.ok(second !== first);
    await form.choose('minutes');
    assert.ok(form.sheet() !== second);
  });
});

describe('What a time sheet was made by', () => {
  it('is there again for the next, in any window', async () => {
    const memory = new MemoryOfWindow();
    const choices: TimeSheetChoices = {
      ...withProgram(usualChoices, 'clockify'),
      email: 'me@example.org',
      rounding: { step: 6, to: 'nearest' },
      per: 'day',
    };
    await new LastTimeSheet(memory).keep(choices);
    assert.deepEqual(new LastTimeSheet(memory).choices, choices);
  });

  for (const kept of [undefined, 'toggl', { ...usualChoices, rounding: { step: 7, to: 'up' } }]) {
    it(`is as usual where there is ${JSON.stringify(kept) ?? 'nothing'}`, async () => {
      const memory = new MemoryOfWindow();
      await memory.update('timeSheet', kept);
      assert.deepEqual(new LastTimeSheet(memory).choices, usualChoices);
    });
  }

  it('has each rule of rounding once, by a name of its own', () => {
    const names = roundingChoices().map(({ label }) => label);
    assert.deepEqual(names.length, new Set(names).size);
    assert.deepEqual(names.length, 9);
    assert.equal(roundingName({ step: 1, to: 'nearest' }), roundingName({ step: 1, to: 'up' }));
  });
});

/** Without the marks that keep foreign text from changing the direction of the rest. */
function plain(text: string): string {
  return text.replaceAll(/[\u2066-\u2069]/gu, '');
}
