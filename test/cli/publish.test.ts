import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CommandLine } from '../fixtures/commandLine';

describe('leverage-record export', () => {
  let line: CommandLine;
  beforeEach(async () => {
    line = new CommandLine();
    await line.close('Port the importer', '--day=2026-04-16');
    await line.close('Mend the exporter');
  });
  afterEach(() => line.remove());

  function file(name: string, text: string): string {
    const path = join(line.folder, name);
    writeFileSync(path, text);
    return path;
  }

  it('prints a page that says what it covers, and that import reads', async () => {
    const { code, stdout, stderr } = await line.run('export', '--all', '--format=html');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^<!DOCTYPE html>/);
    assert.match(stdout, /<title>Leverage record 2026-04-16 to 2026-04-19<\/title>/);
    const twice = await line.run('import', file('all.html', stdout));
    assert.match(twice.stdout, /0 tasks added, 2 already there/);
    const elsewhere = new CommandLine();
    try {
      const added = await elsewhere.run('import', file('all.html', stdout));
      assert.match(added.stdout, /2 tasks added/);
    } finally {
      elsewhere.remove();
    }
  });

  it('prints five lines, of a day or of the week that it lies in', async () => {
    const day = await line.run('export', '--format=standup');
    assert.equal(
      day.stdout.split('\n')[0],
      '2026-04-19: 1 task, 12 human hours, 40 AI minutes, 2 supervisory minutes',
    );
    const week = await line.run('export', '--format=standup', '--day=2026-04-15', '--period=week');
    assert.equal(
      week.stdout.split('\n')[0],
      '2026-04-13 to 2026-04-19: 2 tasks, 24 human hours, 80 AI minutes, 4 supervisory minutes',
    );
    assert.equal(week.stdout.split('\n').length, 6);
    assert.equal((await line.run('export', '--period=week', '--all')).code, 2);
    assert.equal((await line.run('export', '--period=fortnight')).code, 2);
  });

  it('writes Markdown by a template of its own or of a file, and says what is wrong with one', async () => {
    const words = await line.run('export', '--template=words');
    assert.match(words.stdout, /\| 1 \| Mend the exporter \| 12 hours \| 40 min \| 18x \|/);
    const template = {
      name: 'mine',
      title: 'What I did on {days}',
      taskLog: null,
      columns: [
        { column: 'title', heading: 'What' },
        { column: 'hours', heading: 'Estimate', unit: 'none', decimals: 1 },
        { column: 'aiMinutes', heading: 'AI', unit: 'none' },
      ],
      totals: null,
      analysis: null,
      scope: null,
    };
    const own = await line.run('export', `--template=${file('mine.json', JSON.stringify(template))}`);
    assert.equal(
      own.stdout,
      '# What I did on 2026-04-19\n\n| What | Estimate | AI |\n| --- | ---: | ---: |\n| Mend the exporter | 12.0 | 40 |\n',
    );
    const wrong = file('wrong.json', JSON.stringify({ ...template, title: 7 }));
    const refused = await line.run('export', `--template=${wrong}`);
    assert.deepEqual([refused.code, refused.stdout], [1, '']);
    assert.match(refused.stderr, /wrong\.json: “title” of the template must be text\./);
    const unknown = await line.run('export', '--template=fancy');
    assert.match(unknown.stderr, /no template “fancy”\. The templates are standard, agent, initials, words/);
    assert.equal((await line.run('export', '--template=words', '--format=csv')).code, 2);
  });

  it('prints nothing of what may not be meant for others unless that is allowed', async () => {
    await line.close('Write to jane@example.org about ACME', '--day=2026-04-17');
    await line.close('Rotate the vault keys', '--day=2026-04-17', '--private');
    await line.close('After “rotate the vault keys” on anvil-7', '--day=2026-04-17');
    const clients = file('clients.json', '{"ACME": ["~/acme"]}');
    const args = ['export', '--day=2026-04-17', `--clients=${clients}`] as const;
    const refused = await line.run(...args);
    assert.deepEqual([refused.code, refused.stdout], [1, '']);
    for (const said of [
      /“jane@example\.org” is an e-mail address/,
      /“ACME” is the name of a client/,
      /“rotate the vault keys” is the name of a task that was left out/,
      /“anvil-7” is a host name/,
      /Nothing was printed.*--allow-marked/,
      /1 private task is left out/,
    ]) {
      assert.match(refused.stderr, said);
    }
    const allowed = await line.run(...args, '--allow-marked');
    assert.equal(allowed.code, 0);
    assert.match(allowed.stdout, /jane/);
    assert.match(allowed.stderr, /is an e-mail address/);
    assert.doesNotMatch(allowed.stdout, /\| Rotate the vault/);
    const own = await line.run('export', '--day=2026-04-17', '--format=json');
    assert.deepEqual([own.code, own.stdout.includes('Rotate the vault keys')], [0, true]);
    const broken = await line.run(
      'export',
      '--day=2026-04-17',
      `--clients=${file('broken.json', '["ACME"]')}`,
    );
    assert.deepEqual([broken.code, broken.stdout], [1, '']);
    assert.match(broken.stderr, /Clients are written as/);
  });

  it('says in JSON for others what it covers, and gives the tasks keys that tell nothing', async () => {
    const { stdout } = await line.run('export', '--format=json', '--exclude-private');
    const sharedFile = z.object({
      scope: z.array(z.string()),
      tasks: z.array(z.object({ key: z.string(), branch: z.null() })),
    });
    const { scope, tasks } = sharedFile.parse(JSON.parse(stdout));
    assert.deepEqual(scope, [
      'No agent sessions are recorded for these tasks; their figures were entered or imported.',
    ]);
    assert.match(tasks[0]?.key ?? '', /^task:[\w-]+$/);
  });
});

describe('leverage-record timesheet', () => {
  let line: CommandLine;
  let clients: string;
  beforeEach(async () => {
    line = new CommandLine();
    clients = join(line.folder, 'clients.json');
    writeFileSync(clients, '{"ACME": ["shop"], "Other": ["other"]}');
    await line.close('Fix SHOP-12', '--project=shop');
    await line.close('Inner things', '--project=shop', '--private');
    line.now += 60_000;
    await line.close('Something else');
  });
  afterEach(() => line.remove());

  it('prints entries for a tracker, and says what rounding made of each client', async () => {
    const args = ['--for=toggl', '--email=me@example.org', `--clients=${clients}`, '--round=15'];
    const { code, stdout, stderr } = await line.run('timesheet', ...args);
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      stdout
        .trimEnd()
        .split(/\r?\n/)
        .map((row) =>
          row
            .split(',')
            .filter((_, index) => index !== 5)
            .join(','),
        ),
      [
        'Email,Client,Project,Description,Start date,Duration',
        'me@example.org,ACME,shop,Fix SHOP-12,2026-04-19,00:45:00',
        'me@example.org,,,Something else,2026-04-19,00:45:00',
      ],
    );
    assert.match(stderr, /1 private task is left out/);
    assert.match(
      stderr,
      /ACME: 40 min, 45 min after rounding\.\nNo client: 40 min, 45 min after rounding\.\nAll: 80 min, 90 min/,
    );
    const own = await line.run('timesheet', ...args, '--include-private', '--client=ACME', '--minutes=both');
    assert.match(own.stderr, /ACME: 84 min, 90 min after rounding/);
  });

  it('is told for which program, whose time and by which rules', async () => {
    const usual = ['--for=toggl', '--email=a@b.example'] as const;
    for (const [args, problem] of [
      [['--email=a@b.example'], /--for is missing/],
      [['--for=toggl'], /--email is missing/],
      [['--for=abacus', '--email=a'], /--for is toggl, clockify, tempo, not “abacus”/],
      [[...usual, '--round=7'], /--round is 1, 5, 6, 15, 30, not “7”/],
      [[...usual, '--rounding=down'], /--rounding is up, nearest/],
    ] as const) {
      const { code, stdout, stderr } = await line.run('timesheet', ...args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, problem);
    }
    const none = await line.run('timesheet', ...usual, '--day=2026-04-01');
    assert.deepEqual([none.code, none.stdout], [1, '']);
  });
});
