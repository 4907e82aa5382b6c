import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CommandLine } from '../fixtures/commandLine';

const reportSchema = z.object({
  tasks: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string(),
      project: z.string().nullable(),
      humanHours: z.number().nullable(),
      aiMinutes: z.number(),
      supervisoryMinutes: z.number(),
      tokens: z.number().nullable(),
      private: z.boolean(),
    }),
  ),
});
const figures = ['--hours=1', '--ai-minutes=10', '--supervisory-minutes=2'];

describe('actions of the command line', () => {
  let line: CommandLine;
  beforeEach(() => {
    line = new CommandLine();
  });
  afterEach(() => line.remove());

  async function tasks(...args: readonly string[]) {
    const { stdout } = await line.run('report', '--json', ...args);
    return reportSchema.parse(JSON.parse(stdout)).tasks;
  }

  async function titles(...args: readonly string[]): Promise<readonly string[]> {
    return (await tasks(...args)).map((each) => each.title).sort();
  }

  async function mustSucceed(...args: readonly [string, ...string[]]): Promise<string> {
    const { code, stdout, stderr } = await line.run(...args);
    assert.deepEqual([code, stderr], [0, '']);
    return stdout;
  }

  async function mustFail(code: 1 | 2, message: RegExp, ...args: readonly [string, ...string[]]) {
    const answer = await line.run(...args);
    assert.deepEqual([answer.code, answer.stdout], [code, ''], answer.stderr);
    assert.match(answer.stderr, message);
  }

  describe('edit', () => {
    it('changes all that is given as one action, and keeps the rest', async () => {
      const id = await line.close('Draft', '--tokens=100', '--project=p');
      const changes = [
        '--title=Final',
        '--hours=2-4h',
        '--ai-minutes=1h',
        '--tokens=',
        '--project=',
        '--private',
      ];
      assert.equal(await mustSucceed('edit', id, ...changes), 'Edited “Final”\n');
      const [task] = await tasks();
      assert.deepEqual(
        [task?.title, task?.humanHours, task?.['lowHours'], task?.aiMinutes, task?.supervisoryMinutes],
        ['Final', 3, 2, 60, 2],
      );
      assert.deepEqual([task?.tokens, task?.project, task?.private], [null, null, true]);
      assert.equal(await mustSucceed('edit', id, '--public', '--title=Final'), 'Edited “Final”\n');
      assert.equal(await mustSucceed('edit', id, '--title', 'Final'), '“Final” already has these values\n');
      assert.match(await mustSucceed('undo'), /^Undone: Edit “Final”$/m);
      assert.match(await mustSucceed('undo'), /^Undone: Edit “Draft”$/m);
      const [again] = await tasks();
      assert.deepEqual([again?.title, again?.tokens, again?.project], ['Draft', 100, 'p']);
    });

    it('says what is wrong, and changes nothing', async () => {
      const id = await line.close('x');
      await mustFail(2, /No task given/, 'edit', '--title=y');
      await mustFail(2, /No task given/, 'edit', '', '--title=y');
      await mustFail(2, /one task at a time/, 'edit', id, 'other', '--title=y');
      await mustFail(2, /No changes given/, 'edit', id);
      await mustFail(2, /contradict/, 'edit', id, '--private', '--public');
      await mustFail(2, /--ai-minutes: “lots”/, 'edit', id, '--title=y', '--ai-minutes=lots');
      await mustFail(2, /--real-effort: .* no range/, 'edit', id, '--title=y', '--real-effort=2-4h');
      await mustFail(2, /--outcome is at-once, corrected, dropped/, 'edit', id, '--outcome=done');
      await mustFail(2, /--category: The name has/, 'edit', id, `--category=${'c'.repeat(201)}`);
      await mustFail(1, /no task with the id “nobody”/, 'edit', 'nobody', '--title=y');
      assert.deepEqual(await titles(), ['x']);
    });

    const noted = async (title: string) => {
      const task = (await tasks()).find((each) => each.title === title);
      return [task?.['category'], task?.['workstream'], task?.['outcome'], task?.['realEffortHours']];
    };

    it('changes what the form in the editor changes, and takes each of it away again', async () => {
      const id = await line.close('x', '--category=bug', '--workstream=Checkout');
      assert.deepEqual(await noted('x'), ['bug', 'Checkout', null, null]);
      const changes = ['--category=feature', '--outcome=dropped', '--real-effort=2d'];
      assert.equal(await mustSucceed('edit', id, ...changes), 'Edited “x”\n');
      assert.deepEqual(await noted('x'), ['feature', 'Checkout', { kind: 'dropped' }, 16]);
      assert.equal((await tasks())[0]?.humanHours, 0, 'dropped work counts nothing');
      assert.equal(await mustSucceed('edit', id, ...changes), '“x” already has these values\n');
      const none = ['--category=', '--workstream= ', '--outcome=', '--real-effort='];
      assert.equal(await mustSucceed('edit', id, ...none), 'Edited “x”\n');
      assert.deepEqual(await noted('x'), [null, null, null, null]);
      assert.match(await mustSucceed('undo'), /^Undone: Edit “x”$/m);
      assert.deepEqual(await noted('x'), ['feature', 'Checkout', { kind: 'dropped' }, 16]);
    });

    it('spells a category as other tasks do, and as it is given where no other has it', async () => {
      await line.close('first', '--category=Bug');
      const id = await line.close('second', '--category=bug');
      assert.deepEqual((await noted('second'))[0], 'Bug');
      await mustSucceed('edit', id, '--category=feature');
      await mustSucceed('edit', id, '--category=Feature', '--workstream=BUG');
      assert.deepEqual((await noted('second')).slice(0, 2), ['Feature', 'BUG']);
      await mustSucceed('edit', id, '--category=BUG');
      assert.deepEqual((await noted('second'))[0], 'Bug');
    });
  });

  describe('move and delete', () => {
    it('take several tasks at once, or none of them', async () => {
      const ids = [await line.close('a'), await line.close('b')];
      assert.equal(
        await mustSucceed('move', ...ids, '--day=2026-04-01'),
        'Moved “a” to 2026-04-01\nMoved “b” to 2026-04-01\n',
      );
      assert.match(await mustSucceed('move', ids[0] ?? '', '--day=2026-04-01'), /is on 2026-04-01 already/);
      assert.deepEqual(await titles('--day=2026-04-01'), ['a', 'b']);
      await mustFail(1, /no task with the id “c”.* Nothing was changed\./, 'delete', ...ids, 'c');
      await mustFail(2, /--day is missing/, 'move', ...ids);
      await mustFail(2, /in the future/, 'move', ...ids, '--day=2026-05-01');
      assert.equal(await mustSucceed('delete', ...ids), 'Deleted “a”\nDeleted “b”\n');
      assert.deepEqual(await titles('--day=2026-04-01'), []);
      await mustFail(1, /or it was deleted/, 'delete', ...ids);
      assert.equal(await mustSucceed('undo'), 'Undone: Delete 2 tasks\n');
      assert.equal(await mustSucceed('undo'), 'Undone: Move 2 tasks\n');
      assert.deepEqual(await titles(), ['a', 'b']);
    });

    it('begin no record', async () => {
      await mustFail(1, /The folder .* doesn't exist/, 'delete', 'x');
      await mustFail(1, /The folder .* doesn't exist/, 'undo');
      mkdirSync(line.data);
      await mustFail(1, /has no journal, so it isn't a record/, 'edit', 'x', '--title=y');
      assert.deepEqual(readdirSync(line.data), []);
    });
  });

  describe('undo', () => {
    it('takes back one action after the other, and says which, also before', async () => {
      await line.close('first');
      line.stdin = Buffer.from('Task,Human Est.,AI,Sup.\na,1,20,2\nb,1,20,2\n');
      const { code, stderr } = await line.run('import', '-', '--day=2026-04-19');
      assert.deepEqual([code, stderr], [0, '-: Headings found: Task, Human Est., AI, Sup.\n']);
      assert.equal(await mustSucceed('undo', '--dry-run'), 'Would undo: Add 2 tasks\n');
      assert.deepEqual(await titles(), ['a', 'b', 'first']);
      assert.equal(await mustSucceed('undo'), 'Undone: Add 2 tasks\n');
      assert.deepEqual(await titles(), ['first']);
      assert.equal(await mustSucceed('undo'), 'Undone: Add “first”\n');
      assert.deepEqual(await titles(), []);
      await mustFail(1, /^Nothing to undo/, 'undo');
      await mustFail(1, /^Nothing to undo/, 'undo', '--dry-run');
    });

    it('refuses where somebody has changed it since, unless it is forced', async () => {
      const id = await line.close('x');
      await mustSucceed('edit', id, '--title=y');
      const undo = join(line.data, 'undo');
      const [, edit = ''] = readdirSync(undo).sort();
      // The note of the edit is gone, as if the editor had made it.
      renameSync(join(undo, edit), join(line.folder, 'edit'));
      await mustFail(1, /^Nothing was undone: “y” was changed since “Add “x””.*--force/, 'undo');
      assert.deepEqual(await titles(), ['y']);
      assert.equal(await mustSucceed('undo', '--force'), 'Undone: Add “x”\n');
      assert.deepEqual(await titles(), []);
    });

    it('passes over what is gone already, damaged, or was left by a process that was killed', async () => {
      await line.close('kept');
      const id = await line.close('gone');
      await mustSucceed('delete', id);
      const undo = join(line.data, 'undo');
      const [kept = '', , deletion = ''] = readdirSync(undo).sort();
      writeFileSync(join(undo, deletion), '{');
      renameSync(join(undo, kept), join(undo, kept.replace('.json', '.taken')));
      utimesSync(join(undo, kept.replace('.json', '.taken')), 1, 1);
      // Its status changes now, which is long ago as soon as the clock says so.
      line.now = Date.now() + 3_600_000;
      assert.equal(await mustSucceed('undo'), 'Undone: Add “kept”\n');
      assert.deepEqual(readdirSync(undo), []);
    });

    it('keeps the last 50 actions, for their owner only', async function () {
      this.timeout(60_000);
      for (let index = 0; index < 52; index += 1) {
        await line.close(`${index}`);
      }
      assert.equal(readdirSync(join(line.data, 'undo')).length, 50);
    });

    it('takes back as many actions as there are processes that ask at once', async () => {
      await Promise.all(['a', 'b', 'c', 'd'].map((title) => line.close(title)));
      const undone = await Promise.all([line.run('undo'), line.run('undo'), line.run('undo')]);
      assert.deepEqual(
        undone.map(({ code }) => code),
        [0, 0, 0],
      );
      assert.equal((await tasks()).length, 1);
    });
  });

  describe('close with a key', () => {
    it('records a task once, says so, and prints the same id', async () => {
      const first = await line.close('x', '--key', 'commit-1');
      const again = await line.run(
        'close',
        '--title=x',
        '--hours=12',
        '--ai-minutes=40',
        '--supervisory-minutes=2',
        '--key=commit-1',
      );
      assert.deepEqual([again.code, again.stdout], [0, `${first}\n`]);
      assert.equal(again.stderr, 'Already recorded with this key: “x” on 2026-04-19. Nothing was added.\n');
      const other = await line.run('close', '--title=y', ...figures, '--key=commit-1');
      assert.deepEqual([other.code, other.stdout], [0, `${first}\n`]);
      assert.match(other.stderr, /It differs from these figures; use edit .* to change it\./);
      assert.notEqual(await line.close('x', '--key', 'commit-2'), first);
      assert.deepEqual(await titles(), ['x', 'x']);
    });

    it('is one task also for runs at once', async () => {
      const ids = await Promise.all([1, 2, 3, 4].map(() => line.close('x', '--key', 'k')));
      assert.equal(new Set(ids).size, 1);
      assert.equal((await tasks()).length, 1);
      assert.equal(await mustSucceed('undo', '--force'), 'Undone: Add “x”\n');
      assert.deepEqual(await titles(), []);
    });

    it('does not bring back what was deleted', async () => {
      await line.close('x', '--key', 'k');
      await mustSucceed('undo');
      await mustFail(
        1,
        /has since been deleted, so nothing was recorded\. Use another key/,
        'close',
        '--title=x',
        ...figures,
        '--key=k',
      );
      assert.deepEqual(await titles(), []);
    });

    it('refuses a key of no use', async () => {
      for (const key of ['', ' ', 'x'.repeat(201)]) {
        await mustFail(2, /--key has/, 'close', '--title=x', ...figures, `--key=${key}`);
      }
      assert.equal(existsSync(line.data), false);
    });
  });

  describe('days', () => {
    it('lists the recorded days with their totals', async () => {
      await line.close('a', '--day=2026-04-01', '--tokens=5000');
      await line.close('b', '--day=2026-04-01', '--private');
      await line.close('c');
      assert.equal(
        await mustSucceed('days'),
        [
          'Day         Tasks  Human Est.     AI  Sup.  Tokens  Factor  Sup. Factor',
          '2026-04-01      2        24 h   80 m   4 m   5,000   18.0x       360.0x',
          '2026-04-19      1        12 h   40 m   2 m       –   18.0x       360.0x',
          '2 days          3        36 h  120 m   6 m   5,000   18.0x       360.0x',
          '',
        ].join('\n'),
      );
      const { days } = z
        .object({
          days: z.array(z.looseObject({ day: z.string(), tasks: z.number(), leverageFactor: z.number() })),
        })
        .parse(JSON.parse(await mustSucceed('days', '--json')));
      assert.deepEqual(
        days.map((each) => [each.day, each.tasks, each['humanHours'], each.leverageFactor]),
        [
          ['2026-04-01', 2, 24, 18],
          ['2026-04-19', 1, 12, 18],
        ],
      );
    });

    it('says when there are none', async () => {
      await line.close('a');
      await mustSucceed('undo');
      assert.equal(await mustSucceed('days'), 'No days are recorded.\n');
      assert.equal(await mustSucceed('days', '--json'), '{\n  "days": []\n}\n');
    });
  });
});
