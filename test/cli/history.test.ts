import assert from 'node:assert/strict';
import * as z from 'zod';
import { CommandLine } from '../fixtures/commandLine';

const totals = z.object({
  tasks: z.number(),
  humanHours: z.number(),
  aiMinutes: z.number(),
  leverageFactor: z.nullable(z.number()),
});

describe('leverage-record history, leaderboard and records', () => {
  let line: CommandLine;
  /** The output lines of a command that must succeed. */
  async function lines(...args: readonly [string, ...string[]]): Promise<string[]> {
    const { code, stdout, stderr } = await line.run(...args);
    assert.equal(code, 0, stderr);
    return stdout.trimEnd().split('\n');
  }
  async function json(...args: readonly [string, ...string[]]): Promise<unknown> {
    return JSON.parse((await lines(...args, '--json')).join('\n'));
  }
  async function close(
    title: string,
    day: string,
    hours: string,
    ai: string,
    ...more: string[]
  ): Promise<void> {
    const figures = ['--hours', hours, '--ai-minutes', ai, '--supervisory-minutes', '2'];
    const { code, stderr } = await line.run('close', `--title=${title}`, ...figures, '--day', day, ...more);
    assert.equal(code, 0, stderr);
  }

  beforeEach(async () => {
    // Sunday, 2026-04-19.
    line = new CommandLine();
    await close('Port the importer', '2026-04-06', '10', '60', '--project', 'parser');
    await close('Port the exporter', '2026-04-13', '20', '60', '--project', 'parser');
    await close('Mend the Café page', '2026-04-14', '4', '0');
    await close('Secret plan', '2026-04-14', '5', '30', '--private');
  });
  afterEach(() => line.remove());

  it('prints a timeframe step by step, with the period before', async () => {
    assert.deepEqual(await lines('history', '--timeframe', 'week'), [
      'Leverage history 2026-04-13 to 2026-04-19',
      '',
      'Day                       Tasks  Human Est.    AI  Sup.  Tokens  Factor  Sup. Factor',
      '2026-04-13                    1        20 h  60 m   2 m       –   20.0x       600.0x',
      '2026-04-14                    2         9 h  30 m   4 m       –   18.0x       135.0x',
      '2026-04-15                    0         0 h   0 m   0 m       –       –            –',
      '2026-04-16                    0         0 h   0 m   0 m       –       –            –',
      '2026-04-17                    0         0 h   0 m   0 m       –       –            –',
      '2026-04-18                    0         0 h   0 m   0 m       –       –            –',
      '2026-04-19                    0         0 h   0 m   0 m       –       –            –',
      '2 days                        3        29 h  90 m   6 m       –   19.3x       290.0x',
      '2026-04-06 to 2026-04-12      1        10 h  60 m   2 m       –   10.0x       300.0x',
    ]);
  });

  it('has no line before the record began, and says when that was', async () => {
    const found = await lines('history');
    assert.equal(found[3]?.slice(0, 10), '2026-04-06');
    assert.equal(found.at(-1), 'The record began on 2026-04-06; earlier days have none.');
  });

  it('prints groups and bands, and takes a project and words', async () => {
    const byProject = await lines('history', '--timeframe', 'all', '--by', 'project');
    assert.deepEqual(
      byProject.slice(2, 6).map((each) => each.split(/\s{2,}/)[0]),
      ['Project', 'parser', '(none)', '3 days'],
    );
    const byFactor = await lines('history', '--timeframe', 'all', '--by', 'factor');
    assert.deepEqual(
      byFactor.slice(3, 6).map((each) => each.split(/\s{2,}/)[0]),
      ['10x to under 25x', 'no factor', '3 days'],
    );
    const ofProject = totals.parse(
      z.object({ totals }).parse(await json('history', '--project', 'parser')).totals,
    );
    assert.deepEqual(ofProject, { tasks: 2, humanHours: 30, aiMinutes: 120, leverageFactor: 15 });
    const found = totals.parse(
      z.object({ totals }).parse(await json('history', '--search', 'CAFE mend')).totals,
    );
    assert.deepEqual(found, { tasks: 1, humanHours: 4, aiMinutes: 0, leverageFactor: null });
  });

  it('prints everything as JSON, with gaps as null', async () => {
    const answer = z
      .object({
        began: z.string(),
        timeframe: z.object({ unit: z.string(), from: z.string(), to: z.string(), current: z.boolean() }),
        comparison: z.nullable(z.object({ from: z.string(), to: z.string(), totals, now: totals })),
        steps: z.array(z.object({ from: z.string(), record: z.string(), totals: z.nullable(totals) })),
        by: z.record(z.string(), z.object({ groups: z.array(z.object({ name: z.nullable(z.string()) })) })),
      })
      .parse(await json('history', '--from', '2026-04-05', '--to', '2026-04-07'));
    assert.equal(answer.began, '2026-04-06');
    assert.deepEqual(answer.timeframe, {
      unit: 'days',
      from: '2026-04-05',
      to: '2026-04-07',
      current: false,
    });
    assert.equal(answer.comparison, null);
    assert.deepEqual(
      answer.steps.map((step) => [step.from, step.record, step.totals?.tasks ?? null]),
      [
        ['2026-04-05', 'none', null],
        ['2026-04-06', 'recorded', 1],
        ['2026-04-07', 'recorded', 0],
      ],
    );
    assert.deepEqual(Object.keys(answer.by), [
      'project',
      'agent',
      'model',
      'category',
      'workstream',
      'estimator',
    ]);
  });

  it('has the analysis of a timeframe where it is asked for, compared with the period before', async () => {
    const found = await lines('history', '--timeframe', 'week', '--analysis');
    assert.ok(
      found.some((each) => each.includes('rose from 10.0x to 19.3x')),
      found.join('\n'),
    );
    const answer = z
      .object({ analysis: z.array(z.string()), findings: z.array(z.object({ kind: z.string() })) })
      .parse(await json('history', '--timeframe', 'week', '--analysis', '--exclude-private'));
    assert.ok(
      answer.analysis.some((each) => each.includes('rose from 10.0x to 24.0x')),
      answer.analysis.join('\n'),
    );
    assert.equal(answer.findings[0]?.kind, 'headline');
    assert.doesNotMatch(JSON.stringify(answer), /Secret/);
  });

  it('leaves private tasks out where that is asked for, and says so', async () => {
    const { stdout, stderr } = await line.run('history', '--json', '--exclude-private');
    assert.equal(z.object({ totals }).parse(JSON.parse(stdout)).totals.tasks, 3);
    assert.equal(stderr, '1 private task of the record is left out.\n');
    const board = await line.run('leaderboard', '--exclude-private');
    assert.doesNotMatch(board.stdout, /Secret/);
    assert.doesNotMatch((await line.run('records', '--exclude-private', '--json')).stdout, /Secret/);
  });

  it('lists the highest tasks with their ranks; what has no factor comes last', async () => {
    await close('Port the exporter once more', '2026-04-15', '20', '60');
    assert.deepEqual(await lines('leaderboard'), [
      'Leaderboard 2026-04-06 to 2026-04-19',
      '',
      '#  Task                         Day         Human Est.    AI  Sup.  Factor  Sup. Factor',
      '1  Port the exporter            2026-04-13        20 h  60 m   2 m   20.0x       600.0x',
      '1  Port the exporter once more  2026-04-15        20 h  60 m   2 m   20.0x       600.0x',
      '3  Port the importer            2026-04-06        10 h  60 m   2 m   10.0x       300.0x',
      '3  Secret plan (private)        2026-04-14         5 h  30 m   2 m   10.0x       150.0x',
      '–  Mend the Café page           2026-04-14         4 h   0 m   2 m       –       120.0x',
    ]);
    const top = await lines(
      'leaderboard',
      '--by',
      'supervisory',
      '--top',
      '1',
      '--timeframe',
      'week',
      '--day',
      '2026-04-08',
    );
    assert.deepEqual(top.slice(3), [
      '1  Port the importer  2026-04-06        10 h  60 m   2 m   10.0x       300.0x',
    ]);
    const board = z
      .object({
        count: z.number(),
        tasks: z.array(z.object({ rank: z.nullable(z.number()), title: z.string() })),
      })
      .parse(await json('leaderboard', '--by', 'hours', '--top', '2'));
    assert.deepEqual(board, {
      count: 5,
      tasks: [
        { rank: 1, title: 'Port the exporter' },
        { rank: 1, title: 'Port the exporter once more' },
      ],
    });
  });

  it('prints the book of records', async () => {
    const found = await lines('records');
    assert.ok(found.includes('Day      factor                20.0x  2026-04-13'), found.join('\n'));
    assert.ok(
      found.includes('Task     factor                20.0x  2026-04-13  Port the exporter'),
      found.join('\n'),
    );
    const book = z
      .object({
        periods: z.array(
          z.object({
            unit: z.string(),
            measure: z.string(),
            value: z.number(),
            from: z.string(),
            current: z.boolean(),
          }),
        ),
        tasks: z.array(z.object({ measure: z.string(), task: z.object({ title: z.string() }) })),
      })
      .parse(await json('records'));
    assert.deepEqual(
      book.periods.find(({ unit, measure }) => unit === 'week' && measure === 'humanHours'),
      { unit: 'week', measure: 'humanHours', value: 29, from: '2026-04-13', current: true },
    );
    assert.equal(book.tasks.find(({ measure }) => measure === 'aiMinutes')?.task.title, 'Port the importer');
  });

  it('say what is wrong with their options', async () => {
    const wrong: readonly (readonly [readonly [string, ...string[]], RegExp])[] = [
      [
        ['history', '--timeframe', 'decade'],
        /--timeframe is day, week, month, quarter, year, all, not “decade”/,
      ],
      [['history', '--from', '2026-04-10', '--to', '2026-04-01'], /is after --to 2026-04-01. Swap them/],
      [['history', '--from', '2026-04-10', '--timeframe', 'week'], /Give one or the other/],
      [['history', '--analysis', '--project', 'parser'], /can't be combined with --project/],
      [['history', '--by', 'client'], /--by is time, factor, project/],
      [['leaderboard', '--top', '0'], /--top needs a number from 1 to 10,000, not “0”/],
      [['leaderboard', '--top', '1e9'], /--top needs a number/],
      [['records', '--day', '2026-04-10'], /See leverage-record records --help/],
    ];
    for (const [args, message] of wrong) {
      const { code, stderr } = await line.run(...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, message);
    }
  });

  it('say so where nothing is recorded, without a figure that is none', async () => {
    const empty = new CommandLine();
    try {
      await empty.close('Once');
      const id = (await empty.run('report', '--json')).stdout;
      const [task] = z.object({ tasks: z.array(z.object({ id: z.string() })) }).parse(JSON.parse(id)).tasks;
      await empty.run('delete', task?.id ?? '');
      assert.equal((await empty.run('history')).stdout, 'No days are recorded.\n');
      assert.match((await empty.run('leaderboard')).stdout, /^No tasks are recorded from /);
      assert.equal((await empty.run('records')).stdout, 'No days are recorded.\n');
      for (const command of ['history', 'leaderboard', 'records']) {
        const { stdout } = await empty.run(command, '--json');
        assert.doesNotMatch(stdout, /NaN|Infinity/);
      }
    } finally {
      empty.remove();
    }
  });
});
