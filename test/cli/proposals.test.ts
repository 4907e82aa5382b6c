import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { proposalIdsIn, proposesByCommand } from '../../src/agents/reading/proposalCalls';
import { agentSkill } from '../../src/core/proposal/agentSkill';
import type { Change } from '../../src/core/task/change';
import { finishedTaskChanges } from '../../src/core/task/actions';
import { CommandLine } from '../fixtures/commandLine';
import { openStore } from '../store/storeInTemporaryFolder';

const listSchema = z.object({ proposals: z.array(z.looseObject({ id: z.string(), title: z.string() })) });

describe('What the command line says of proposals', () => {
  let line: CommandLine;
  beforeEach(() => {
    line = new CommandLine();
    mkdirSync(join(line.data, 'journal'), { recursive: true });
  });
  afterEach(() => line.remove());

  async function said(...args: readonly [string, ...string[]]): Promise<string> {
    const { code, stdout, stderr } = await line.run(...args);
    assert.deepEqual([code, stderr], [0, '']);
    return stdout;
  }

  async function propose(title: string, ...more: readonly string[]): Promise<string> {
    return (await said('propose', '--title', title, '--hours', '6', ...more)).trim();
  }

  async function store(changes: readonly Change[]): Promise<void> {
    const opened = await openStore(line.data, { now: () => line.now });
    await opened.append(changes);
    await opened.close();
  }

  /** As the user confirms a proposal, with other hours. */
  async function confirm(id: string, taskId: string, hours: number): Promise<void> {
    const estimate = { hours: 6, by: 'opus', at: line.now };
    const task = {
      title: `Task ${taskId}`,
      day: '2026-04-19',
      zone: 'UTC',
      aiMinutes: 30,
      supervisoryMinutes: 2,
      estimate: { hours, by: 'me', at: line.now },
    };
    await store([
      ...finishedTaskChanges(taskId, task, line.now),
      {
        entity: 'task',
        id: taskId,
        kind: 'set',
        fields: { proposed: { proposalId: id, estimate, reviewed: true } },
      },
      {
        entity: 'proposal',
        id,
        kind: 'set',
        fields: { decision: { kind: 'confirmed', at: line.now, taskId } },
      },
    ]);
  }

  it('lists those that wait, and no longer what was withdrawn', async () => {
    assert.match(await said('proposals'), /^No proposals are waiting\.$/m);
    const first = await propose('Port the importer', '--low', '4', '--high', '10', '--model', 'opus');
    line.now += 1;
    const second = await propose('Fix the test');
    assert.match(
      await said('proposals'),
      new RegExp(
        `2026-04-19 +Port the importer +6 h \\(4–10\\) +opus +${first}\\n2026-04-19 +Fix the test +6 h +agent +${second}`,
      ),
    );
    assert.match(await said('withdraw', first), /^Withdrawn “Port the importer”$/m);
    assert.match(await said('withdraw', first), /^Withdrawn/);
    const { proposals } = listSchema.parse(JSON.parse(await said('proposals', '--json')));
    assert.deepEqual(
      proposals.map(({ id, title }) => [id, title]),
      [[second, 'Fix the test']],
    );
  });

  it('withdraws nothing that the user decided on, nor what is no proposal', async () => {
    const id = await propose('Port the importer');
    await confirm(id, 'T', 8);
    const decided = await line.run('withdraw', id);
    assert.deepEqual([decided.code, decided.stdout], [1, '']);
    assert.match(decided.stderr, /^The user has confirmed this proposal/);
    const unknown = await line.run('withdraw', `proposal-${'0'.repeat(32)}`);
    assert.match(unknown.stderr, /^There is no proposal /);
    assert.equal(unknown.code, 1);
    assert.equal((await line.run('withdraw', 'T')).code, 2);
    assert.equal((await line.run('withdraw')).code, 2);
  });

  it('prints similar tasks with their confirmed hours and factors, private ones only if asked', async () => {
    await line.close('Port the CSV importer');
    await line.close('Port the JSON importer', '--private');
    assert.match(
      await said('similar', '--title', 'Port the XML importer'),
      /^Alike +Task .*\n *\d+ % +Port the CSV importer +2026-04-19 +12 h +40 m +2 m +18\.0x +360\.0x\n$/,
    );
    const answer = JSON.parse(
      await said('similar', '--title', 'Port the importer', '--json', '--include-private'),
    );
    assert.deepEqual(
      z
        .object({ tasks: z.array(z.looseObject({ title: z.string(), humanHours: z.number() })) })
        .parse(answer)
        .tasks.map(({ title }) => title)
        .toSorted(),
      ['Port the CSV importer', 'Port the JSON importer'],
    );
    assert.match(await said('similar', '--title', 'xylophone'), /^No recorded task is similar\.$/m);
    assert.equal((await line.run('similar')).code, 2);
  });

  it('compares what was confirmed with what was proposed, once there is enough', async () => {
    for (const [index, hours] of [3, 6, 9, 12].entries()) {
      await confirm(await propose(`Work ${index}`), `T${index}`, hours);
    }
    assert.match(await said('calibration'), /^Too few proposals were confirmed to compare; it takes 5/);
    await confirm(await propose('Work 5'), 'T5', 6);
    assert.match(
      await said('calibration'),
      /^Estimator +Category +Confirmed +Median +Quartiles +Within Range\nopus +all +5 +1\.00 × +1\.00–1\.50 × +–\n$/,
    );
    assert.equal(JSON.parse(await said('calibration', '--json')).estimators.length, 1);
    const took = [...Array(6).keys()]
      .filter((each) => each !== 4)
      .map((each): Change => ({
        entity: 'task',
        id: `T${each}`,
        kind: 'set',
        fields: { realEffort: { hours: 3, at: line.now } },
      }));
    await store(took);
    assert.match(
      await said('calibration'),
      /\n\nEstimator +Category +Real Effort +Median.*\nopus +all +5 +0\.50 × .*\nme +all +5 +0\.50 ×/,
    );
    assert.equal(JSON.parse(await said('calibration', '--json')).realEffort.length, 2);
  });

  it('is known again in a transcript by what propose prints, and by nothing else that agents read', async () => {
    const id = await propose('Port the importer', '--key', 'k');
    const json = await said(
      'propose',
      '--title',
      'Port the importer',
      '--hours',
      '6',
      '--key',
      'k',
      '--json',
    );
    for (const printed of [`${id}\n`, json]) {
      assert.deepEqual(proposalIdsIn(printed, 'command'), [id]);
    }
    for (const [name, option] of [
      ['proposals', '--day-start=00:00'],
      ['proposals', '--json'],
      ['withdraw', id],
    ] as const) {
      const printed = await said(name, option);
      assert.deepEqual(proposalIdsIn(printed, 'command'), [], printed);
    }
    assert.equal(
      proposesByCommand(`leverage-record proposals --json; leverage-record withdraw ${id}`),
      false,
    );
    const [, command = ''] = /^ +(leverage-record propose .*)$/m.exec(agentSkill) ?? [];
    assert.ok(proposesByCommand(command), command);
  });

  it('prints no control character of a title that another program wrote', async () => {
    const id = await propose('Port the importer');
    await store([{ entity: 'proposal', id, kind: 'set', fields: { title: 'a\u001b[2Jb' } }]);
    assert.match(await said('proposals'), /a\\u001b\[2Jb/);
  });
});
