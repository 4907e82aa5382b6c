import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { dayRecord } from '../../src/core/record/dayRecord';
import { writeMarkdown } from '../../src/core/exchange/writing/writeMarkdown';
import { formatStamp } from '../../src/core/journal/stamp';
import { printedRecord, tasksOf } from '../fixtures/tasks';
import { skipBecause } from '../skipBecause';

interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const root = join(__dirname, '..', '..');
const reportSchema = z.object({
  day: z.string(),
  totals: z.object({
    tasks: z.number(),
    humanHours: z.number(),
    aiMinutes: z.number(),
    supervisoryMinutes: z.number(),
    tokens: z.number().nullable(),
    leverageFactor: z.number().nullable(),
    supervisoryLeverageFactor: z.number().nullable(),
  }),
  tasks: z.array(z.looseObject({ title: z.string(), humanHours: z.number().nullable() })),
});

describe('leverage-record', function () {
  // Every test starts several processes.
  this.timeout(120_000);
  let folder = '';
  let data = '';
  let cases = 0;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'leverage-record-cli-'));
    buildSync({
      absWorkingDir: root,
      entryPoints: ['src/cli.ts'],
      outfile: join(folder, 'dist', 'cli.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
    copyFileSync(join(root, 'node_modules/sql.js/dist/sql-wasm.wasm'), join(folder, 'dist', 'sql-wasm.wasm'));
    copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  });
  after(() => rmSync(folder, { recursive: true }));
  beforeEach(() => {
    data = join(folder, `data-${(cases += 1)}`);
  });

  function beginRecord(): void {
    mkdirSync(join(data, 'journal'), { recursive: true });
  }

  function run(
    args: readonly string[],
    variables: Record<string, string> = {},
    input: string | Uint8Array = '',
  ): Promise<Finished> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(folder, 'dist', 'cli.js'), ...args], {
        env: { PATH: process.env['PATH'], HOME: join(folder, 'home'), TZ: 'UTC', ...variables },
        cwd: folder,
      });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk) => (stdout += String(chunk)));
      child.stderr.on('data', (chunk) => (stderr += String(chunk)));
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
      child.stdin.end(input);
    });
  }

  function close(title: string, ...more: readonly string[]): Promise<Finished> {
    const figures = ['--hours', '12', '--ai-minutes', '40', '--supervisory-minutes', '2'];
    return run(['close', '--title', title, ...figures, '--data', data, ...more]);
  }

  async function report(...more: readonly string[]) {
    const { stdout } = await run(['report', '--format', 'json', '--data', data, ...more]);
    return reportSchema.parse(JSON.parse(stdout));
  }

  it('closes a task, prints its id alone, and reports it exactly', async () => {
    beginRecord();
    const { code, stdout, stderr } = await close('Port the importer', '--tokens', '4.1M');
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^[0-9a-f-]{36}\n$/);
    const { totals, tasks } = await report();
    assert.deepEqual(totals, {
      tasks: 1,
      humanHours: 12,
      aiMinutes: 40,
      supervisoryMinutes: 2,
      tokens: 4_100_000,
      leverageFactor: 18,
      supervisoryLeverageFactor: 360,
    });
    const [{ closedAt, ...task } = { closedAt: undefined }] = tasks;
    assert.equal(typeof closedAt, 'number');
    assert.deepEqual(
      [task],
      [
        {
          id: stdout.trim(),
          number: 1,
          title: 'Port the importer',
          project: null,
          branch: null,
          category: null,
          workstream: null,
          humanHours: 12,
          lowHours: null,
          highHours: null,
          estimatedBy: 'me',
          aiMinutes: 40,
          supervisoryMinutes: 2,
          leverageFactor: 18,
          supervisoryLeverageFactor: 360,
          aiEvidence: 'edited',
          supervisionEvidence: 'edited',
          tokens: 4_100_000,
          tokensEvidence: 'edited',
          outcome: null,
          realEffortHours: null,
          reviewed: null,
          private: false,
          zone: 'UTC',
        },
      ],
    );
  });

  it('has the task on disk when it prints the id', async () => {
    const { stdout } = await close('Durable');
    const journal = join(data, 'journal');
    const files = readdirSync(journal, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.jsonl'),
    );
    const texts = await Promise.all(files.map((name) => readFile(join(journal, name), 'utf8')));
    assert.ok(texts.join('').includes(stdout.trim()));
  });

  it('keeps what several processes close at once', async () => {
    const titles = Array.from({ length: 6 }, (_, index) => `Parallel ${index}`);
    const finished = await Promise.all(titles.map((title) => close(title)));
    assert.deepEqual(new Set(finished.map((each) => each.code)), new Set([0]));
    const { tasks } = await report();
    assert.deepEqual(tasks.map((task) => task.title).sort(), titles);
  });

  for (const title of [
    '--title',
    '$(reboot); `id` "quoted" \'x\'',
    '😀 שלום | <b>',
    '\u001b[31mred',
    'x'.repeat(10_000),
  ]) {
    it(`records a title such as ${JSON.stringify(title.slice(0, 12))} as it is`, async () => {
      beginRecord();
      const { code, stderr } = await run([
        'close',
        `--title=${title}`,
        '--hours=1',
        '--ai-minutes=1',
        '--supervisory-minutes=1',
        `--data=${data}`,
      ]);
      assert.deepEqual([code, stderr], [0, '']);
      const { tasks } = await report();
      assert.equal(tasks[0]?.title, title.replace('\u001b', '').trim());
      const { stdout } = await run(['report', '--data', data]);
      assert.ok(!stdout.includes('\u001b'));
    });
  }

  for (const [name, args, message] of [
    ['no command', [], /^Usage: leverage-record/],
    ['an unknown command', ['clos'], /no command “clos”/],
    [
      'an unknown option',
      ['close', '--titel', 'x'],
      /Unknown option '--titel'\. See leverage-record close --help\./,
    ],
    ['a missing value', ['close', '--title'], /^--title has no value\. See leverage-record close --help\.$/m],
    ['options before the command', ['--data', 'x', 'report'], /Put the command before “--data”/],
    ['a folder without a name', ['report', '--data', ''], /--data is empty/],
    ['no agents', ['scan', '--agents', ''], /--agents is empty\. Choose from claude, /],
    ['a missing option', ['close', '--title', 'x'], /--hours is missing/],
    ['a value for a switch', ['import', '--dry-run=yes', 'x'], /--dry-run is a switch and takes no value/],
    [
      'a negative value',
      ['close', '--title', 'x', '--hours', '-5'],
      /--hours has no value, or .* write that as --hours=-/,
    ],
    ['a stray argument', ['report', 'today'], /Unexpected argument 'today'/],
    [
      'a bad figure',
      ['close', '--title=x', '--hours=lots', '--ai-minutes=1', '--supervisory-minutes=1'],
      /--hours: “lots” is not/,
    ],
    [
      'fractional minutes',
      ['close', '--title=x', '--hours=1', '--ai-minutes=1.5', '--supervisory-minutes=1'],
      /--ai-minutes: “1.5” is not a whole/,
    ],
    [
      'a day to come',
      ['close', '--title=x', '--hours=1', '--ai-minutes=1', '--supervisory-minutes=1', '--day=2999-01-01'],
      /--day: 2999-01-01 is in the future/,
    ],
    [
      'an unknown format',
      ['export', '--format', 'pdf'],
      /--format is markdown, html, csv, json, standup, not “pdf”/,
    ],
    ['a bad day start', ['report', '--day-start', '9'], /--day-start needs a time such as 04:00/],
    ['no file', ['import'], /No file is named/],
    ['a file without a name', ['import', 'a.md', ''], /No file is named/],
    ['a contradiction', ['export', '--include-private', '--exclude-private'], /contradict/],
  ] as const) {
    it(`exits with 2 and one message for ${name}, and creates nothing`, async () => {
      const finished = await run(args, { LEVERAGE_RECORD_DATA: data });
      assert.deepEqual([finished.code, finished.stdout], [2, '']);
      assert.match(finished.stderr, message);
      assert.doesNotMatch(finished.stderr, /node:|\.js:\d/);
      assert.throws(() => readdirSync(data));
    });
  }

  it('has help for itself and each command, and a version', async () => {
    for (const args of [
      ['--help'],
      ['close', '--help'],
      ['import', '-h'],
      ['export', '--help'],
      ['report', '--help'],
      ['help', 'scan'],
    ]) {
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stderr], [0, '']);
      assert.match(stdout, /^Usage: leverage-record/);
      assert.ok(stdout.split('\n').every((line) => line.length <= 110));
    }
    assert.equal((await run(['help', 'close'])).stdout, (await run(['close', '--help'])).stdout);
    assert.match((await run(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('imports a printed day once, and reproduces it', async () => {
    const printed = printedRecord('2026-04-12');
    const file = join(folder, 'printed.md');
    writeFileSync(
      file,
      writeMarkdown(dayRecord('2026-04-12', tasksOf(printed)), { includePrivate: true, rowDecimals: 2 }),
    );
    const dry = await run(['import', file, '--dry-run', '--data', data]);
    assert.equal(dry.code, 1, 'a dry run has nothing to read before there is a record');
    beginRecord();
    const dryAgain = await run(['import', file, '--dry-run', '--data', data]);
    assert.equal(dryAgain.stdout, `${file}: 37 tasks would be added, 0 already there, 0 unreadable\n`);
    const dryTwice = await run(['import', file, file, '--dry-run', '--data', data]);
    assert.match(dryTwice.stdout, /37 tasks would be added.*\n.*: 0 tasks would be added, 37 already there/u);
    const first = await run(['import', file, file, '--data', data]);
    assert.equal(
      first.stdout,
      `${file}: 37 tasks added, 0 already there, 0 unreadable\n${file}: 0 tasks added, 37 already there, 0 unreadable\n`,
    );
    const { totals } = await report('--day', '2026-04-12');
    assert.deepEqual([totals.tasks, totals.humanHours, totals.aiMinutes], [37, 1222.75, 614]);
    assert.deepEqual([totals.leverageFactor, totals.supervisoryLeverageFactor], [73_365 / 614, 14_673 / 28]);

    for (const format of ['markdown', 'csv', 'json']) {
      const { stdout } = await run(['export', '--day', '2026-04-12', '--format', format, '--data', data]);
      const again = await run(['import', '-', '--data', data], {}, stdout);
      assert.equal(again.stdout, '-: 0 tasks added, 37 already there, 0 unreadable\n');
    }
  });

  it('adds a file once that several processes import at once', async () => {
    const text = 'Task,Human Est.,AI,Sup.\na,1,20,2\na,1,20,2\nb,1,20,2\n';
    const imports = await Promise.all([1, 2, 3, 4].map(() => run(['import', '-', '--data', data], {}, text)));
    assert.deepEqual(new Set(imports.map((each) => each.code)), new Set([0]));
    assert.equal((await report()).totals.tasks, 3);
  });

  it('imports nothing if one of the files can not be read', async () => {
    const good = join(folder, 'good.csv');
    writeFileSync(good, 'Task,Human Est.,AI,Sup.\na,1,20,2\n');
    await close('there');
    for (const [bad, message] of [
      [join(folder, 'missing.md'), /^There is no file .*missing\.md\. Check .* Nothing was imported\.$/m],
      [folder, /is a folder\. Name the files in it\. Nothing was imported\.$/m],
      [join(root, 'LICENSE'), /LICENSE: .* Nothing was imported\./],
    ] as const) {
      const { code, stdout, stderr } = await run(['import', good, bad, '--data', data]);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, message);
    }
    assert.equal((await report()).totals.tasks, 1);
  });

  it('names rows it could not read, imports the others and exits with 1', async () => {
    const text = 'Task,Human Est.,AI,Sup.\na,1,20,2\nb,lots,20,2\n';
    const { code, stdout, stderr } = await run(['import', '-', '--data', data], {}, text);
    assert.equal(code, 1);
    assert.match(stdout, /^-: 1 task added, 0 already there, 1 unreadable\n$/);
    assert.match(stderr, /-:3: Human Est\.: “lots” is not a duration.* This row was skipped\./);
  });

  it('imports what spreadsheets and shells write in UTF-16, and nothing in an encoding it would garble', async () => {
    const text = 'Task,Human Est.,AI,Sup.\r\nGröße 😀,1,20,2\r\n';
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const bytes of [utf16, Buffer.from(utf16).swap16()]) {
      const { code, stderr } = await run(['import', '-', '--data', data], {}, bytes);
      assert.deepEqual([code, stderr.includes('unreadable')], [0, false]);
    }
    assert.deepEqual(
      (await report()).tasks.map((task) => task.title),
      ['Größe 😀'],
    );
    for (const bytes of [Buffer.from(text.replace('😀', ''), 'latin1'), Buffer.from('PK\u0003\u0004\0\0')]) {
      const { code, stdout, stderr } = await run(['import', '-', '--data', data], {}, bytes);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^- is not text in UTF-8 or UTF-16\. Save it .* Nothing was imported\.\n$/);
    }
  });

  it('counts the tasks of JSON where it names one, since they have no lines', async () => {
    beginRecord();
    const text = '{"format":"leverage-record","version":1,"tasks":[7]}';
    const { code, stderr } = await run(['import', '-', '--data', data], {}, text);
    assert.equal(code, 1);
    assert.equal(stderr, '-: task 1: It is not a task of a record. This row was skipped.\n');
  });

  it('takes a project that is empty, as from a variable, for none', async () => {
    assert.deepEqual((await close('x', '--project', ' ')).code, 0);
    const { stdout } = await run(['export', '--format', 'json', '--data', data]);
    assert.match(stdout, /"project": null/);
  });

  for (const [TZ, remark] of [
    ['Mars/Base', /^TZ is “Mars\/Base”, which isn't a known time zone, so days are counted in UTC\. Use/],
    ['Etc/GMT', /^$/],
    [':Europe/Berlin', /^$/],
    ['', /^$/],
  ] as const) {
    it(`says when TZ names no zone: “${TZ}”`, async () => {
      beginRecord();
      const { code, stderr } = await run(['report', '--data', data], { TZ });
      assert.equal(code, 0);
      assert.match(stderr, remark);
    });
  }

  it('does not take a file, or a record whose journal is out of reach, for an empty record', async () => {
    writeFileSync(data, 'mine');
    const inPlace = await run(['report', '--data', data]);
    assert.deepEqual([inPlace.code, inPlace.stdout], [1, '']);
    assert.match(
      inPlace.stderr,
      /^There is a file at .*, not a folder\. Give a record's folder with --data\.\n$/,
    );
    for (const out of [join(data, 'below'), join(folder, 'x'.repeat(300))]) {
      const { code, stdout, stderr } = await run(['report', '--data', out]);
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, /^The record's folder, .*, can't be created or read\. Choose .*\n$/);
    }
    rmSync(data);
    mkdirSync(data);
    symlinkSync('unplugged', join(data, 'journal'));
    const unplugged = await run(['report', '--data', data]);
    assert.deepEqual([unplugged.code, unplugged.stdout], [1, '']);
    assert.match(unplugged.stderr, /^The record's journal, .* Put the folder back/);
  });

  it('leaves private tasks out of what is published, and says so', async () => {
    await close('Ours');
    await close('Theirs', '--private');
    const markdown = await run(['export', '--data', data]);
    assert.doesNotMatch(markdown.stdout, /Theirs/);
    assert.match(markdown.stderr, /1 private task is left out\. Use --include-private to include/);
    const json = await run(['export', '--format', 'json', '--data', data]);
    assert.match(json.stdout, /Theirs/);
    assert.match(json.stderr, /1 private task is included\. Use --exclude-private to leave out/);
    assert.equal((await report()).totals.tasks, 2);
    assert.equal((await report('--exclude-private')).totals.tasks, 1);
  });

  it('records the day of the zone of the process, from its day start', async () => {
    beginRecord();
    const days = await Promise.all(
      ['Pacific/Kiritimati', 'Pacific/Niue'].map(async (TZ) => {
        const { stdout } = await run(['report', '--format', 'json', '--data', data], { TZ });
        return reportSchema.parse(JSON.parse(stdout)).day;
      }),
    );
    const [ahead = '', behind = ''] = days;
    assert.ok(ahead > behind, `${ahead} is 25 hours ahead of ${behind}`);
  });

  it('takes a day on which the clock changed like any other', async () => {
    const variables = { TZ: 'Europe/Berlin', LEVERAGE_RECORD_DATA: data };
    const figures = ['--hours', '1', '--ai-minutes', '1500', '--supervisory-minutes', '0'];
    const closed = await run(
      ['close', '--title', 'x', '--day', '2025-10-26', '--day-start', '02:30', ...figures],
      variables,
    );
    assert.equal(closed.code, 0);
    const { stdout } = await run(['report', '--day', '2025-10-26', '--format', 'json'], variables);
    const { totals } = reportSchema.parse(JSON.parse(stdout));
    assert.deepEqual([totals.aiMinutes, totals.supervisoryLeverageFactor], [1500, null]);
  });

  it('says how much of the record a newer version wrote, and what to do', async () => {
    await close('Port the importer');
    const stamp = formatStamp({ time: 1, counter: 0 }, 'newer');
    const operation = { stamp, entity: 'mood', id: 'a', kind: 'set', fields: {} };
    const json = JSON.stringify(operation);
    const line = `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
    mkdirSync(join(data, 'journal', '2026-03'), { recursive: true });
    writeFileSync(join(data, 'journal', '2026-03', '2026-03-10-newer.jsonl'), line);
    const { code, stdout, stderr } = await run(['export', '--format', 'csv', '--data', data]);
    assert.equal(code, 0);
    assert.match(stdout, /Port the importer/);
    assert.match(stderr, /^journal: 1 change was written by a newer version .* Update .* to see it\.\n$/);
  });

  it('says that a day is empty', async () => {
    beginRecord();
    const { code, stdout } = await run(['report', '--day', '2025-01-01', '--data', data]);
    assert.deepEqual([code, stdout], [0, 'No tasks are recorded on 2025-01-01.\n']);
    assert.deepEqual(readdirSync(data, { recursive: true }), ['journal'], 'whoever reads makes nothing');
  });

  it('finds the data of the editor that was used last, and says when there are several', async () => {
    const home = join(data, 'home');
    const folders = ['.config/Code', '.config/VSCodium', '.vscode-server/data'].map((editor) =>
      join(home, editor, 'User/globalStorage/leverage-record.leverage-record'),
    );
    const none = await run(['report'], { HOME: home });
    assert.equal(none.code, 1);
    assert.match(none.stderr, /No editor with a record was found/);
    for (const [index, each] of folders.entries()) {
      mkdirSync(join(each, 'journal'), { recursive: true });
      for (const made of [join(each, 'journal'), each]) {
        utimesSync(made, 1000, index === 1 ? 3000 : 2000);
      }
    }
    const several = await run(['report'], { HOME: home });
    assert.equal(several.code, 0);
    assert.ok(several.stderr.includes(folders[1] ?? 'no folder'), several.stderr);
    beginRecord();
    const named = await run(['report'], { HOME: home, LEVERAGE_RECORD_DATA: data });
    assert.equal(named.stderr, '');
  });

  it('fails in words, and prints no id, where nothing can be written', async () => {
    if (process.getuid?.() === 0) {
      // Permissions do not hold for root; a file in the way of the folder does.
      writeFileSync(data, '');
    } else {
      mkdirSync(data);
      chmodSync(data, 0o500);
    }
    const { code, stdout, stderr } = await close('x');
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^[A-Z].*\.\n$/);
    assert.doesNotMatch(stderr, /E[A-Z]{4,}|\n.*at /);
  });

  it('fails in words where its result can not be written, though the task is recorded', async function () {
    if (!existsSync('/dev/full')) {
      skipBecause(this, 'there is no device that is always full');
    }
    beginRecord();
    const full = openSync('/dev/full', 'w');
    const figures = ['--hours', '1', '--ai-minutes', '1', '--supervisory-minutes', '1'];
    const args = ['close', '--title', 'x', ...figures, '--data', data];
    const done = spawnSync(process.execPath, [join(folder, 'dist', 'cli.js'), ...args], {
      env: { PATH: process.env['PATH'], TZ: 'UTC' },
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    assert.deepEqual(
      [done.status, done.stderr],
      [1, 'The output could not be written completely (ENOSPC). Anything recorded stays recorded.\n'],
    );
    assert.equal((await report()).totals.tasks, 1);
  });

  it('is quiet when its reader stops early', async () => {
    const figures = 'Task,Human Est.,AI,Sup.\n' + 'A task,1,20,2\n'.repeat(3000);
    await run(['import', '-', '--data', data], {}, figures);
    const stderr = await new Promise<string>((resolve) => {
      const child = spawn(process.execPath, [join(folder, 'dist', 'cli.js'), 'export', '--data', data], {
        env: { PATH: process.env['PATH'], TZ: 'UTC' },
      });
      let said = '';
      child.stderr.on('data', (chunk) => (said += String(chunk)));
      child.stdout.once('data', () => child.stdout.destroy());
      child.on('close', () => resolve(said));
    });
    assert.equal(stderr, '');
  });
});
