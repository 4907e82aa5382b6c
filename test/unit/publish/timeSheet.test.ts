import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { parseClientList } from '../../../src/core/publish/clients/clientList';
import { clientFinder } from '../../../src/core/publish/clients/clientOf';
import { roundedMinutes, roundingSteps } from '../../../src/core/publish/timesheet/rounding';
import { timeSheet, type TimeSheetChoice } from '../../../src/core/publish/timesheet/timeSheet';
import {
  timeSheetPrograms,
  usualLook,
  writeTimeSheet,
} from '../../../src/core/publish/timesheet/writeTimeSheet';
import type { ClosedTask } from '../../../src/core/task/task';
import { publishingStore } from '../../fixtures/publishingStore';
import { closedTask } from '../../fixtures/tasks';

const clients = [
  { name: 'ACME', places: ['~/work/acme', 'Shop'] },
  { name: 'Blue Harbor', places: ['/srv/blue', 'harbor'] },
];
const day = '2026-04-19';
const startedAt = Date.UTC(2026, 3, 19, 7, 5);
const tasks: readonly ClosedTask[] = [
  closedTask(2, 31, 4, { id: 'a', title: 'Fix SHOP-12: totals', folder: '/home/me/work/acme/x', startedAt }),
  closedTask(1, 8, 1, { id: 'b', title: 'Tidy', project: 'shop', branch: 'feature/SHOP-7', startedAt }),
  closedTask(1, 16, 2, {
    id: 'c',
    title: '=SUM(A1)',
    workstream: 'Harbor',
    startedAt: startedAt - 86_400_000,
  }),
  closedTask(1, 7, 3, { id: 'd', title: 'Own things', folder: '/home/me/own', startedAt }),
  closedTask(1, 90, 9, { id: 'e', title: 'Secret', folder: '/srv/blue', private: true, startedAt }),
];
const usual: TimeSheetChoice = {
  from: undefined,
  to: undefined,
  includePrivate: false,
  clients,
  home: '/home/me',
  client: undefined,
  minutes: 'ai',
  rounding: { step: 15, to: 'up' },
  per: 'entry',
};

function sheet(choice: Partial<TimeSheetChoice> = {}, of = tasks) {
  return timeSheet(publishingStore(new Map([[day, of]])), { ...usual, ...choice });
}

describe('Rounding', () => {
  const rows: readonly (readonly [number, 1 | 5 | 6 | 15 | 30, up: number, nearest: number])[] = [
    [0, 15, 0, 0],
    [1, 1, 1, 1],
    [7, 15, 15, 0],
    [8, 15, 15, 15],
    [22, 15, 30, 15],
    [23, 15, 30, 30],
    [15, 15, 15, 15],
    [9, 6, 12, 12],
    [8, 6, 12, 6],
    [2, 5, 5, 0],
    [3, 5, 5, 5],
    [15, 30, 30, 30],
    [14, 30, 30, 0],
  ];
  for (const [minutes, step, up, nearest] of rows) {
    it(`makes ${up} up and ${nearest} nearest of ${minutes} min to ${step}`, () => {
      assert.equal(roundedMinutes(minutes, { step, to: 'up' }), up);
      assert.equal(roundedMinutes(minutes, { step, to: 'nearest' }), nearest);
    });
  }

  it('gives a multiple of the step, up at most a step too much and nearest at most half of one off', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.constantFrom(...roundingSteps), (minutes, step) => {
        const [up, nearest] = (['up', 'nearest'] as const).map((to) => roundedMinutes(minutes, { step, to }));
        assert.ok(up !== undefined && nearest !== undefined);
        assert.deepEqual([up % step, nearest % step], [0, 0]);
        assert.ok(up >= minutes && up - minutes < step && Math.abs(nearest - minutes) * 2 <= step);
      }),
    );
  });
});

describe('A client', () => {
  it('is the first whose folder, project or workstream a task is of', () => {
    const clientOf = clientFinder({ clients, home: '/home/me' });
    assert.deepEqual(tasks.map(clientOf), ['ACME', 'ACME', 'Blue Harbor', undefined, 'Blue Harbor']);
  });

  it('is read from a file, or refused with an example', () => {
    assert.deepEqual(parseClientList('\uFEFF{"ACME":["a"],"B":[]}'), {
      ok: true,
      value: [
        { name: 'ACME', places: ['a'] },
        { name: 'B', places: [] },
      ],
    });
    for (const text of ['', '[]', '{"A":"a"}', '{"A":[1]}', 'null', '{"":["a"]}']) {
      assert.equal(parseClientList(text).ok, false, text);
    }
    assert.equal(parseClientList('{"__proto__":["a"]}').ok, true);
  });
});

describe('A time sheet', () => {
  it('says for each client what rounding made of it, and leaves private tasks out of every sum', () => {
    const { sums, leftOut } = sheet();
    assert.deepEqual(sums, [
      { client: 'ACME', minutes: 39, roundedMinutes: 60 },
      { client: 'Blue Harbor', minutes: 16, roundedMinutes: 30 },
      { client: undefined, minutes: 7, roundedMinutes: 15 },
    ]);
    assert.deepEqual(
      leftOut.map(({ id }) => id),
      ['e'],
    );
    assert.deepEqual({ ...sheet(), leftOut: [] }, { ...sheet({}, tasks.slice(0, 4)), leftOut: [] });
    assert.equal(sheet({ includePrivate: true }).sums[1]?.minutes, 106);
  });

  it('rounds all of a project on a day as one entry if asked', () => {
    const same = [
      closedTask(1, 7, 1, { id: 'x', project: 'shop' }),
      closedTask(1, 7, 1, { id: 'y', project: 'shop' }),
    ];
    assert.deepEqual(
      sheet({ per: 'day' }, same).entries.map(({ minutes, roundedMinutes: rounded, description }) => [
        minutes,
        rounded,
        description,
      ]),
      [[14, 15, 'Write the tests; Write the tests']],
    );
    assert.deepEqual(sheet({}, same).sums, [{ client: 'ACME', minutes: 14, roundedMinutes: 30 }]);
  });

  it('counts the minutes that are asked for, of one client if asked', () => {
    const sum = (choice: Partial<TimeSheetChoice>) => sheet(choice).sums.map(({ minutes }) => minutes);
    assert.deepEqual(sum({ minutes: 'supervisory' }), [5, 2, 3]);
    assert.deepEqual(sum({ minutes: 'both', client: 'ACME' }), [44]);
  });

  const expected: Readonly<Record<(typeof timeSheetPrograms)[number], readonly string[]>> = {
    toggl: [
      'Email,Client,Project,Description,Start date,Start time,Duration',
      'me@example.org,ACME,,Fix SHOP-12: totals,2026-04-19,09:05:00,00:45:00',
      'me@example.org,ACME,shop,Tidy,2026-04-19,09:05:00,00:15:00',
      `me@example.org,Blue Harbor,,'=SUM(A1),2026-04-19,00:00:00,00:30:00`,
      'me@example.org,,,Own things,2026-04-19,09:05:00,00:15:00',
      '',
    ],
    clockify: [
      'Project,Client,Description,Email,Start Date,Start Time,Duration (h)',
      ',ACME,Fix SHOP-12: totals,me@example.org,04/19/2026,9:05 AM,0:45',
      'shop,ACME,Tidy,me@example.org,04/19/2026,9:05 AM,0:15',
      `,Blue Harbor,'=SUM(A1),me@example.org,04/19/2026,12:00 AM,0:30`,
      ',,Own things,me@example.org,04/19/2026,9:05 AM,0:15',
      '',
    ],
    tempo: [
      'Issue Key,Hours,Work date,Username,Account Name,Project Name,Work Description',
      'SHOP-12,0.75,2026-04-19 09:05,me@example.org,ACME,,Fix SHOP-12: totals',
      'SHOP-7,0.25,2026-04-19 09:05,me@example.org,ACME,shop,Tidy',
      `,0.5,2026-04-19 00:00,me@example.org,Blue Harbor,,'=SUM(A1)`,
      ',0.25,2026-04-19 09:05,me@example.org,,,Own things',
      '',
    ],
  };
  for (const program of timeSheetPrograms) {
    it(`has the columns of ${program}`, () => {
      const text = writeTimeSheet(sheet().entries, program, {
        email: 'me@example.org',
        ...usualLook[program],
      });
      assert.deepEqual(text.split('\r\n'), expected[program]);
    });
  }

  it('has a row for each entry of more than 0 minutes, whose durations add up, whatever the tasks', () => {
    const task = fc.record({
      ai: fc.nat(500),
      title: fc.string(),
      project: fc.option(fc.string({ minLength: 1 })),
    });
    fc.assert(
      fc.property(fc.array(task, { maxLength: 12 }), fc.constantFrom(...roundingSteps), (given, step) => {
        const of = given.map(({ ai, title, project }, index) =>
          closedTask(1, ai, 1, { id: `${index}`, title, project }),
        );
        for (const per of ['entry', 'day'] as const) {
          const { entries, sums } = sheet({ rounding: { step, to: 'nearest' }, per }, of);
          const text = writeTimeSheet(entries, 'tempo', { email: 'a', ...usualLook.tempo });
          const rows = Papa.parse<string[]>(text.trimEnd(), { delimiter: ',' }).data.slice(1);
          const hours = rows.reduce((sum, row) => sum + Math.round(Number(row[1]) * 60), 0);
          assert.equal(
            hours,
            sums.reduce((sum, each) => sum + each.roundedMinutes, 0),
          );
          assert.equal(
            sums.reduce((sum, each) => sum + each.minutes, 0),
            given.reduce((sum, { ai }) => sum + ai, 0),
          );
        }
      }),
    );
  });
});
