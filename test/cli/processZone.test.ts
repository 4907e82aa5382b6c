import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeProblem } from '../../src/cli/oldestNode';
import { offsetByRule, parsePosixRule } from '../../src/cli/zone/posixRule';
import { processZone } from '../../src/cli/zone/processZone';
import { evenTime } from '../../src/core/days/day';
import { skipBecause } from '../skipBecause';

const zoneData = '/usr/share/zoneinfo';
const surroundings = { machineZone: 'Europe/Paris', dataFolders: [zoneData], now: Date.UTC(2026, 3, 19) };

describe('the zone that TZ names', () => {
  for (const [text, zone] of [
    [undefined, 'Europe/Paris'],
    ['', 'UTC'],
    [':', 'UTC'],
    ['Asia/Tokyo', 'Asia/Tokyo'],
    [':Asia/Tokyo', 'Asia/Tokyo'],
    ['posix/Asia/Tokyo', 'Asia/Tokyo'],
    ['EST5EDT', 'EST5EDT'],
    ['UTC0', 'UTC'],
    ['UTC-5', 'Etc/GMT-5'],
    ['JST-9', 'Etc/GMT-9'],
    ['<+03>-3', 'Etc/GMT-3'],
    ['<-03>3', 'Etc/GMT+3'],
    ['IST-5:30', 'Asia/Kolkata'],
    ['<+0545>-5:45', 'Asia/Kathmandu'],
    ['XXX-1:07', '+01:07'],
    ['CET-1CEST,M3.5.0,M10.5.0/3', 'Europe/Berlin'],
    ['GMT0BST,M3.5.0/1,M10.5.0', 'Europe/London'],
    ['EST5EDT,M3.2.0,M11.1.0', 'America/New_York'],
    ['EST5EDT4,M3.2.0/2,M11.1.0/2', 'America/New_York'],
    ['CST6CDT', 'CST6CDT'],
    ['XST6XDT', 'America/Chicago'],
    ['NST3:30NDT,M3.2.0,M11.1.0', 'America/St_Johns'],
    ['AEST-10AEDT,M10.1.0,M4.1.0/3', 'Australia/Sydney'],
    ['NZST-12NZDT,M9.5.0,M4.1.0/3', 'Pacific/Auckland'],
    ['<-02>2<-01>,M3.5.0/-1,M10.5.0/0', 'America/Nuuk'],
  ] as const) {
    it(`is that of ${text ?? 'the machine'}`, () => {
      const found = processZone(text, surroundings);
      assert.equal(found.problem, undefined);
      // Names differ from one version of the zones to the next.
      const names = zone === 'Asia/Kathmandu' ? ['Asia/Kathmandu', 'Asia/Katmandu'] : [zone];
      assert.ok(
        names.includes(found.zone) || (zone === 'America/Nuuk' && found.zone === 'America/Godthab'),
        found.zone,
      );
    });
  }

  for (const text of [
    'Mars/Base',
    '/no/such/file',
    '/etc/passwd',
    '/dev/zero',
    'CET-1CEST,M13.1.0,M1.1.0',
    'A1',
    '(reboot)',
  ]) {
    it(`is said to be unknown where it is ${text}`, () => {
      const { zone, problem } = processZone(text, surroundings);
      assert.equal(zone, 'UTC');
      assert.match(problem ?? '', /^TZ is “.*”, which isn't a known time zone, .* Use a zone such as /);
    });
  }

  it('is the difference of today where a rule is nobody’s', () => {
    const { zone, problem } = processZone('AAA-1BBB,J100,J200', surroundings);
    assert.equal(zone, '+02:00');
    assert.match(problem ?? '', /a rule that matches no known time zone/);
  });

  it('is that of a file of zone data, a link to one or a copy', function () {
    if (!existsSync(join(zoneData, 'Europe/Berlin'))) {
      skipBecause(this, 'the machine has no data of zones');
    }
    const folder = mkdtempSync(join(tmpdir(), 'leverage-record-zone-'));
    try {
      const link = join(folder, 'localtime');
      symlinkSync(join(zoneData, 'Asia/Tokyo'), link);
      const copy = join(folder, 'copy');
      copyFileSync(join(zoneData, 'America/New_York'), copy);
      const own = join(folder, 'own');
      writeFileSync(own, 'TZif2 of a future version\nCET-1CEST,M3.5.0,M10.5.0/3\n');
      for (const [path, zone] of [
        [join(zoneData, 'Europe/Berlin'), 'Europe/Berlin'],
        [`:${join(zoneData, 'Europe/Berlin')}`, 'Europe/Berlin'],
        [link, 'Asia/Tokyo'],
        [copy, 'America/New_York'],
        [own, 'Europe/Berlin'],
      ] as const) {
        assert.deepEqual(processZone(path, surroundings), { zone, problem: undefined });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('follows a rule hour by hour as the calendar does', () => {
    for (const [text, zone] of [
      ['CET-1CEST,M3.5.0,M10.5.0/3', 'Europe/Berlin'],
      ['AEST-10AEDT,M10.1.0,M4.1.0/3', 'Australia/Sydney'],
      ['EST5EDT', 'America/New_York'],
    ] as const) {
      const rule = parsePosixRule(text);
      assert.ok(rule);
      for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 7_200_000) {
        assert.equal(offsetByRule(rule, ms) * 1000, evenTime(ms, zone).offsetMs, new Date(ms).toISOString());
      }
    }
  });

  it('counts days of a year with and without the 29th of February', () => {
    const rule = parsePosixRule('AAA0BBB,J60/0,59/0');
    assert.ok(rule?.summer);
    assert.deepEqual(
      [2027, 2028].map((year) => [rule.summer?.start.dayOfYear(year), rule.summer?.end.dayOfYear(year)]),
      [
        [59, 59],
        [60, 59],
      ],
    );
  });
});

describe('the oldest Node that works', () => {
  for (const [version, works] of [
    ['12.22.12', false],
    ['18.20.8', false],
    ['20.14.0', false],
    ['20.15.0', true],
    ['21.7.3', false],
    ['22.1.0', false],
    ['22.2.0', true],
    ['24.0.0', true],
  ] as const) {
    it(`${works ? 'is not newer than' : 'is newer than'} ${version}`, () => {
      const problem = nodeProblem(version);
      assert.equal(problem === undefined, works);
      assert.match(problem ?? 'Node 20.15', /Node 20\.15/);
    });
  }
});
