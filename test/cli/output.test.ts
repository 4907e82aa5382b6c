import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapedJson, escapedLine } from '../../src/cli/output/escapedText';
import { textReport } from '../../src/cli/output/textReport';
import { cutToWidth, textWidth } from '../../src/cli/output/textWidth';
import { dayRecord } from '../../src/core/record/dayRecord';
import { CommandLine } from '../fixtures/commandLine';
import { closedTask } from '../fixtures/tasks';

/** Sequences that clear the screen, set its title, write the clipboard, make a link, in 7 and in 8 bits. */
const sequences = [
  '\u001b[2J',
  '\u001b]0;x\u0007',
  '\u001b]52;c;cm0=\u0007',
  '\u001b]8;;http://x\u001b\\',
  '\u009b31m',
];
const steering = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\u200b\ufeff]/u;

describe('what the command line prints', () => {
  let line: CommandLine;
  beforeEach(() => {
    line = new CommandLine();
  });
  afterEach(() => line.remove());

  function mustBeHarmless(text: string): void {
    const found = text.split('\n').find((each) => steering.test(each));
    assert.equal(found, undefined);
  }

  for (const [text, shown] of [
    ['plain, größer, 日本語, שלום', 'plain, größer, 日本語, שלום'],
    ['a\u001b[31mb', 'a\\u001b[31mb'],
    ['a\nb\r\tc\u0000', 'a\\u000ab\\u000d\\u0009c\\u0000'],
    ['\u007f\u0085\u009b', '\\u007f\\u0085\\u009b'],
    ['\u202egnp.exe\u2066\u200f\u061c', '\\u202egnp.exe\\u2066\\u200f\\u061c'],
    ['\u2028\u2029\u200b\u2060\ufeff', '\\u2028\\u2029\\u200b\\u2060\\ufeff'],
    ['\u{e0041}\u{e0042}', '\\udb40\\udc41\\udb40\\udc42'],
    ['\ud800x', '\\ud800x'],
    ['👩‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 نامه‌ای', '👩‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 نامه‌ای'],
  ] as const) {
    it(`escapes what steers a terminal and leaves the rest: ${JSON.stringify(shown)}`, () => {
      assert.equal(escapedLine(text), shown);
    });
  }

  it('escapes JSON without a change of what it says', () => {
    const value = { text: `${sequences.join('')}\u202e\u007f\u0085\u2028\n😀` };
    const json = escapedJson(JSON.stringify(value, undefined, 2));
    mustBeHarmless(json);
    assert.deepEqual(JSON.parse(json), value);
  });

  it('is said in one place: no command writes to the process itself', () => {
    const folder = join(__dirname, '..', '..', 'src', 'cli');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    assert.ok(sources.length > 20);
    const around = sources
      .filter((name) => name !== 'launcher.ts')
      .filter((name) => /process\.std(?:out|err)|console\./u.test(readFileSync(join(folder, name), 'utf8')));
    assert.deepEqual(around, []);
  });

  it('takes linear time for a long row of anything', () => {
    for (const part of ['\u001b', '🏴', '\u{e0041}', '🏴\u{e0041}', 'a\u0301', '\u{1f1e6}']) {
      const text = part.repeat(20_000);
      assert.ok(escapedLine(text).length >= text.length);
      assert.ok(textWidth(text) >= 0);
    }
  });

  for (const command of ['import', 'import --dry-run']) {
    it(`lets no cell, name or argument of ${command} reach a terminal`, async () => {
      await line.close('there');
      for (const sequence of sequences) {
        const file = join(line.folder, `a${sequence.replaceAll('/', '')}.csv`);
        const rows = [
          `"t${sequence}",1h,"5${sequence}",1,`,
          `ok,1h,1,1,"${sequence}"`,
          `"ok2","${sequence}",1,1,`,
          `"ok3\u202e",1h,1,1,`,
        ];
        writeFileSync(file, `Task,Human Est.,AI,Sup.,Day\n${rows.join('\n')}\n`);
        const json = join(line.folder, 'a.json');
        writeFileSync(json, JSON.stringify({ format: 'leverage-record', version: 1, tasks: [sequence] }));
        for (const args of [[file], [json], [`missing${sequence}`], [`--day=${sequence}`, file]]) {
          const { stdout, stderr } = await line.run('import', ...command.split(' ').slice(1), ...args);
          mustBeHarmless(stdout + stderr);
          assert.ok(stdout !== '' || stderr !== '');
        }
      }
    });
  }

  it('lets nothing of a record reach a terminal, and keeps it in JSON', async () => {
    const hostile = `${sequences.join('')}\u202e\u200b`;
    const task = {
      key: `k${hostile}`,
      title: `t${hostile}\nline`,
      startedAt: 1,
      project: `p${hostile}`,
      branch: `b${hostile}`,
      category: null,
      workstream: null,
      private: false,
      estimate: { hours: 1, by: `x${hostile}`, at: 1 },
      closing: {
        closedAt: 1,
        sequence: 0,
        day: '2026-03-05',
        zone: 'UTC',
        aiMinutes: 1,
        aiEvidence: 'edited',
        supervisoryMinutes: 1,
        supervisionEvidence: 'edited',
      },
    };
    line.stdin = Buffer.from(JSON.stringify({ format: 'leverage-record', version: 1, tasks: [task] }));
    assert.equal((await line.run('import', '-')).code, 0);
    line.isTerminal = true;
    for (const command of ['report', 'export']) {
      for (const format of ['markdown', 'json', command === 'report' ? 'text' : 'csv']) {
        // The address in a title has a host of its own kind, which publishing asks about.
        const allowed = command === 'export' ? ['--allow-marked'] : [];
        const { code, stdout } = await line.run(
          command,
          '--day=2026-03-05',
          `--format=${format}`,
          ...allowed,
        );
        assert.equal(code, 0);
        assert.notEqual(stdout, '');
        mustBeHarmless(stdout.replaceAll('\r\n', '\n'));
      }
    }
  });

  it('gives a file what it needs to be read back, but no control characters', async () => {
    await line.close('Say \u202ehi\u202c in \u200bsecret');
    const { stdout } = await line.run('export', '--format', 'csv');
    assert.ok(stdout.includes('Say \u202ehi\u202c in \u200bsecret'));
    line.stdin = Buffer.from(stdout);
    assert.equal((await line.run('import', '-')).stdout, '-: 0 tasks added, 1 already there, 0 unreadable\n');
  });

  for (const [text, width] of [
    ['abc', 3],
    ['日本', 4],
    ['한국', 4],
    ['\u1112\u1161\u11ab', 2],
    ['ａ', 2],
    ['e\u0301', 1],
    ['😀', 2],
    ['👩‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['❤️', 2],
    ['❤', 1],
    ['1️⃣', 2],
    ['👍🏽', 2],
    ['©', 1],
    ['क्षि', 1],
    ['', 0],
  ] as const) {
    it(`gives ${JSON.stringify(text)} ${width} columns`, () => assert.equal(textWidth(text), width));
  }

  it('cuts between characters, and never beyond the columns there are', () => {
    assert.equal(cutToWidth('日本語日本語', 12), '日本語日本語');
    assert.equal(cutToWidth('日本語日本語', 11), '日本語日本…');
    assert.equal(cutToWidth('日本語日本語', 10), '日本語日…');
    assert.equal(cutToWidth('ab👩‍👩‍👧cd', 4), 'ab…');
    assert.equal(cutToWidth('abcd', 4), 'abcd');
    assert.equal(cutToWidth('abcde', 4), 'abc…');
  });

  it('aligns columns behind wide titles', () => {
    const titles = [
      'plain',
      '日本語のタスク',
      '👩‍👩‍👧 family',
      'e\u0301',
      '\u202edesrever',
      'x'.repeat(90),
      '語'.repeat(90),
    ];
    const tasks = titles.map((title) => closedTask(1, 60, 10, { title, id: title }));
    const [, , , ...rows] = textReport(dayRecord('2026-04-19', tasks), [], 1);
    const ends = rows.slice(0, titles.length).map((row) => textWidth(row));
    assert.deepEqual(new Set(ends).size, 1, rows.join('\n'));
  });

  it('says that the tasks of a day are private and left out, not that there are none', async () => {
    const day = '2026-04-19';
    assert.equal((await line.run('report', '--exclude-private')).stdout, '');
    await line.close('Secret', '--private');
    const one = await line.run('report', '--exclude-private');
    assert.equal(
      one.stdout,
      `${day}: The only task is private and left out. Use --include-private to show private tasks.\n`,
    );
    await line.close('Secret too', '--private');
    assert.match(
      (await line.run('report', '--exclude-private')).stdout,
      /All 2 tasks are private and left out/,
    );
    assert.doesNotMatch((await line.run('report')).stdout, /left out/);
    const before = await line.run('report', '--exclude-private', '--day', '2026-04-18');
    assert.equal(before.stdout, 'No tasks are recorded on 2026-04-18.\n');
  });

  it('prints a day of 120,000 tasks', () => {
    const tasks = Array.from({ length: 120_000 }, (_, index) =>
      closedTask(1 + (index % 7), 1 + (index % 50), 1, { id: `${index}`, title: `タスク ${index}` }),
    );
    assert.equal(textReport(dayRecord('2026-04-19', tasks), [], 1).length, 120_004);
  });

  it('has ids, ranges and the analysis in JSON, also asked for with --json', async () => {
    const id = await line.close('Range', '--hours', '1-3h', '--project', 'p');
    const bare = await line.close('Other');
    const { stdout } = await line.run('report', '--json');
    const report: unknown = JSON.parse(stdout);
    assert.ok(typeof report === 'object' && report !== null && 'tasks' in report && 'analysis' in report);
    assert.ok(Array.isArray(report.tasks) && Array.isArray(report.analysis));
    const [first, second] = report.tasks;
    assert.deepEqual(
      [first, second].map((each) => [each.id, each.lowHours, each.humanHours, each.highHours, each.project]),
      [
        [bare, null, 12, null, null],
        [id, 1, 2, 3, 'p'],
      ],
    );
    assert.match(String(report.analysis.at(-1)), /\.$/);
    assert.equal((await line.run('report', '--format', 'json')).stdout, stdout);
    const contradiction = await line.run('report', '--json', '--format', 'text');
    assert.deepEqual([contradiction.code, contradiction.stdout], [2, '']);
  });
});
