import assert from 'node:assert/strict';
import { emptyDraft } from '../../../src/editor/commands/form/formDrafts';
import { figuresNow, recordClosing } from '../../../src/editor/commands/task/closing/recordClosing';
import { ignoreSessions } from '../../../src/editor/commands/inbox/inboxSessions';
import { takeBack } from '../../../src/editor/commands/undo/takeBack';
import { TakenSessions } from '../../../src/editor/commands/unassigned/takenSessions';
import { UndoStack } from '../../../src/editor/undo/undoStack';
import { coveredOf, minute, nine, summary } from '../../fixtures/transcripts';
import { setSession, setSpan, setTask } from '../../store/recordBuilders';
import { idsOf, inInboxWorld, until, type InboxWorld } from './inboxWorld';

const a = summary('a');
const b = summary('b', { start: nine + 20 * minute });
const refuse = () => Promise.resolve(false);
const draft = { ...emptyDraft, typed: { estimate: '5h' } };
const day = '2026-11-14';

function task(world: InboxWorld) {
  return world.store.task('task-1') ?? assert.fail('task-1 is gone');
}

async function taking(world: InboxWorld, ...names: readonly string[]): Promise<TakenSessions> {
  const taken = new TakenSessions(world, task(world));
  const ids = taken.offered().flatMap(({ id, session }) => (names.includes(session.externalId) ? [id] : []));
  await taken.take(ids);
  return taken;
}

describe('Sessions that the closing of a task takes in', () => {
  const offered = (taken: TakenSessions) => taken.offered().map(({ session }) => session.externalId);
  const minutes = (world: InboxWorld, taken: TakenSessions) => {
    const { aiMinutes, tokens } = figuresNow(world, 'task-1', draft, taken);
    return [aiMinutes, tokens?.unsplit];
  };

  it('are those of its folder since it was started that belong to no task', () =>
    inInboxWorld(
      [
        a,
        summary('below', { folder: '/projects/shop/api' }),
        summary('elsewhere', { folder: '/projects/docs' }),
        summary('before', { start: nine - 20 * minute }),
        summary('of another task'),
      ],
      async (world) => {
        const { facts } = coveredOf(summary('of another task'), 0, null);
        await world.store.append([setSession('known', { taskId: 'task-2', transcript: facts })]);
        assert.deepEqual(offered(new TakenSessions(world, task(world))).toSorted(), ['a', 'below']);
        assert.deepEqual(offered(new TakenSessions(world, { ...task(world), folder: null })), []);
      },
    ));

  it('are none that is being timed: what is not over can not be closed with', () =>
    inInboxWorld([a, b], async (world) => {
      const { recorder, time } = world;
      recorder.sensors.programStarted({
        terminal: 'pid',
        agent: 'claude',
        mode: 'interactive',
        folder: '/projects/shop',
      });
      const [running] = recorder.sessions.running(time.now);
      recorder.transcripts.read(running?.sessionId ?? '', coveredOf(a, 0, null));
      await untilSays(world, () => world.store.coverage().length === 1);
      assert.deepEqual(idsOf(world), ['b', 'a']);
      assert.deepEqual(offered(new TakenSessions(world, task(world))), ['b']);
    }));

  it('count in the figures as soon as they are chosen, and are nowhere stored', () =>
    inInboxWorld([a, b], async (world) => {
      await world.store.append([setSpan('own', { taskId: 'task-1', start: nine, end: nine + 5 * minute })]);
      const before = world.store.version;
      const seen = [];
      for (const names of [[], ['a'], ['a', 'b'], ['b'], []]) {
        seen.push(minutes(world, await taking(world, ...names)));
      }
      assert.deepEqual(seen, [
        [5, undefined],
        [15, 10],
        [25, 20],
        [15, 10],
        [5, undefined],
      ]);
      assert.deepEqual([world.store.version, idsOf(world)], [before, ['b', 'a']]);
    }));

  it('are closed with what the figures said, as one action that one Undo takes back', () =>
    inInboxWorld([a, b], async (world) => {
      const { store, undo } = world;
      const taken = await taking(world, 'a');
      const shown = figuresNow(world, 'task-1', draft, taken);
      await recordClosing(world, 'task-1', draft, taken);
      const [closed] = store.closedTasks(day);
      assert.deepEqual([closed?.closing.aiMinutes, closed?.closing.tokens?.unsplit], [10, 10]);
      assert.deepEqual(closed?.closing.measured, shown.measured);
      assert.deepEqual(world.recorder.measurement.ofTask('task-1', world.clock()), shown.measured);
      assert.deepEqual([idsOf(world), undo.label], [['b'], 'Close “task-1”']);
      assert.equal((await undo.undo(refuse))?.label, 'Close “task-1”');
      assert.deepEqual([store.closedTasks(day), idsOf(world), undo.label], [[], ['b', 'a'], undefined]);
      assert.deepEqual(store.spansOfTask('task-1'), []);
    }));

  it('are part of the work that git is asked about, whose counts the closing keeps', () =>
    inInboxWorld([a], async (world) => {
      await world.store.append([setSpan('own', { taskId: 'task-1', start: nine - minute, end: nine })]);
      world.git.answer = { commits: 2, files: 3, added: 40, removed: 5 };
      await recordClosing(world, 'task-1', draft, await taking(world, 'a'));
      const [closed] = world.store.closedTasks(day);
      assert.deepEqual(closed?.closing.cameOut, world.git.answer);
      assert.deepEqual(world.git.asked, [
        { folder: '/projects/shop', from: nine - minute, to: nine + 10 * minute },
      ]);
      await world.undo.undo(refuse);
      assert.equal(task(world).closing, null);
    }));

  it('are closed with as they were when chosen; what they do later is in the inbox', () =>
    inInboxWorld([a], async (world) => {
      const taken = await taking(world, 'a');
      world.source.change([summary('a', { end: nine + 30 * minute })]);
      await recordClosing(world, 'task-1', draft, taken);
      assert.equal(world.store.closedTasks(day)[0]?.closing.aiMinutes, 10);
      await untilSays(world, () => world.inbox.items.length === 1);
      const [rest] = world.inbox.items;
      assert.deepEqual([rest?.whole, Math.round((rest?.aiMs ?? 0) / minute)], [false, 20]);
      await world.undo.undo(refuse);
      assert.deepEqual(
        world.inbox.items.map(({ whole, aiMs }) => [whole, aiMs]),
        [[true, 30 * minute]],
      );
    }));

  it('take supervision with them, but not on top of what was typed for the task', () =>
    inInboxWorld([a, b], async (world) => {
      const at = (moment: number) => ({
        id: `${moment}`,
        since: moment - 2 * minute,
        at: moment,
        length: 200,
        ms: minute,
      });
      world.source.composed.set('a', [at(nine)]);
      world.source.composed.set('b', [at(nine + 20 * minute)]);
      const typed = { start: nine - minute, end: nine - minute / 2 };
      await world.store.append([setSpan('typed', { taskId: 'task-1', kind: 'supervision', ...typed })]);
      const { measured } = figuresNow(world, 'task-1', draft, await taking(world, 'a', 'b'));
      assert.deepEqual([measured.supervisoryMs, measured.supervisionEvidence], [1.5 * minute, 'estimated']);
    }));

  it('that another window put aside in the meantime refuse the closing, and nothing is changed', () =>
    inInboxWorld([a, b], async (world) => {
      const { recorder, store } = world;
      const taken = await taking(world, 'a', 'b');
      await recorder.sessions.startManual('task-1', 'devin');
      await ignoreSessions(world, world.inbox.items.slice(0, 1));
      await assert.rejects(
        recordClosing(world, 'task-1', draft, taken),
        /no longer in the inbox, so the task/,
      );
      assert.deepEqual([store.closedTasks(day), idsOf(world)], [[], ['a']]);
      assert.equal(recorder.sessions.running(world.clock()).length, 1, 'its own session keeps running');
      await taken.takeAgain(taken.ids);
      assert.deepEqual(minutes(world, taken), [10, 10]);
    }));

  it('whose transcript is gone are not taken in, and the form of a kept draft opens without them', () =>
    inInboxWorld([a], async (world) => {
      const taken = await taking(world, 'a');
      world.source.covered = () => Promise.resolve(undefined);
      await assert.rejects(taken.take(taken.ids), /transcript of a claude session is gone/);
      assert.deepEqual(taken.ids.length, 1, 'what was taken before stays');
      const again = new TakenSessions(world, task(world));
      await again.takeAgain(taken.ids);
      assert.deepEqual(minutes(world, again), [0, undefined]);
    }));
});

describe('Sessions that run for a task when it is closed', () => {
  it('end with it in another window too, and no minute of them can count for a second task', () =>
    inInboxWorld([], async (world) => {
      const here = await world.recorder.sessions.startManual('task-1', 'devin');
      const other = await world.otherWindow();
      await world.time.pass(minute / 2);
      await until(other, () => other.recorder.sessions.running(world.clock()).length === 1);
      await recordClosing(other, 'task-1', draft, new TakenSessions(other, task(world)));
      // As the watch of its folder does.
      await world.store.refresh();
      const [closed] = other.store.closedTasks(day);
      assert.equal(closed?.closing.measured?.aiMs, minute / 2);
      assert.deepEqual(world.recorder.sessions.running(world.clock()), []);
      await world.recorder.sessions.move(here, 'task-2');
      assert.equal(world.recorder.measurement.ofTask('task-2', world.clock()).aiMs, 0);
      await until(world, () => world.store.session(here)?.ending === 'stopped');
    }));

  it('end with it, or move to another open task with their work from then on', () =>
    inInboxWorld([], async (world) => {
      const { recorder, store, time, clock } = world;
      const ids = [];
      for (const agent of ['ends', 'moves', 'has nowhere to go']) {
        ids.push(await recorder.sessions.startManual('task-1', agent));
      }
      const [, goesOn = '', nowhere = ''] = ids;
      await time.pass(5 * minute);
      const goOnFor = { [goesOn]: 'task-2', [nowhere]: 'deleted' };
      await recordClosing(world, 'task-1', { ...draft, goOnFor }, await taking(world));
      await time.pass(minute);
      const [closed] = store.closedTasks('2026-11-14');
      assert.equal(closed?.closing.measured?.aiMs, 15 * minute);
      assert.deepEqual(
        recorder.sessions.running(clock()).map(({ agent, taskId, busyMs }) => [agent, taskId, busyMs]),
        [['moves', 'task-2', minute]],
      );
      await world.undo.undo(refuse);
      assert.equal(recorder.measurement.ofTask('task-1', clock()).aiMs, 15 * minute);
      assert.equal(
        recorder.measurement.ofTask('task-2', clock()).aiMs,
        minute,
        'the moved session stays where it is',
      );
    }));
});

describe('The task that becomes current when a window closes its current one', () => {
  async function closeWith(world: InboxWorld, ...successors: readonly string[]): Promise<void> {
    const goOnFor: Record<string, string> = {};
    for (const [index, successor] of successors.entries()) {
      goOnFor[await world.recorder.sessions.startManual('task-1', `agent ${index}`)] = successor;
      await world.time.pass(minute);
    }
    await recordClosing(world, 'task-1', { ...draft, goOnFor }, await taking(world));
  }

  for (const [name, successors, next] of [
    ['none where no session moves', [], undefined],
    ['none where its sessions end', ['', 'deleted'], undefined],
    ['the one its session moves to', ['task-2'], 'task-2'],
    ['the first of several', ['', 'task-3', 'task-2'], 'task-3'],
  ] as const) {
    it(`is ${name}; Undo leads back`, () =>
      inInboxWorld([], async (world) => {
        const { recorder, store } = world;
        await store.append([setTask('task-3')]);
        recorder.currentTask.set('task-1');
        await closeWith(world, ...successors);
        assert.equal(recorder.currentTask.id, next);
        await takeBack(world, refuse);
        assert.equal(recorder.currentTask.id, 'task-1');
      }));
  }

  it('is the one it works on, where it closes another', () =>
    inInboxWorld([], async (world) => {
      await world.store.append([setTask('task-3')]);
      world.recorder.currentTask.set('task-3');
      await closeWith(world, 'task-2');
      assert.equal(world.recorder.currentTask.id, 'task-3');
      await takeBack(world, refuse);
      assert.equal(world.recorder.currentTask.id, 'task-3');
    }));

  it('stays another that was chosen since, also when the closing is undone', () =>
    inInboxWorld([], async (world) => {
      await world.store.append([setTask('task-3')]);
      world.recorder.currentTask.set('task-1');
      await closeWith(world, 'task-2');
      world.recorder.currentTask.set('task-3');
      await takeBack(world, refuse);
      assert.deepEqual([world.recorder.currentTask.id, world.store.closedTasks(day)], ['task-3', []]);
    }));

  it('leads back to the first, one Undo after the other, also after a reload', () =>
    inInboxWorld([], async (world) => {
      const { recorder, store, memory } = world;
      recorder.currentTask.set('task-1');
      await closeWith(world, 'task-2');
      await recordClosing(
        world,
        'task-2',
        draft,
        new TakenSessions(world, store.task('task-2') ?? task(world)),
      );
      assert.equal(recorder.currentTask.id, undefined);
      const reloaded = { ...world, undo: new UndoStack(store, memory) };
      await takeBack(reloaded, refuse);
      assert.equal(recorder.currentTask.id, 'task-2');
      await takeBack(reloaded, refuse);
      assert.equal(recorder.currentTask.id, 'task-1');
    }));

  it('stays what it was where Undo would overwrite a later change and is refused', () =>
    inInboxWorld([], async (world) => {
      const { recorder, store } = world;
      recorder.currentTask.set('task-1');
      await closeWith(world, 'task-2');
      await store.append([{ entity: 'task', id: 'task-1', kind: 'set', fields: { closing: null } }]);
      await takeBack(world, refuse);
      assert.equal(recorder.currentTask.id, 'task-2');
    }));
});

/** Waits until the record or the inbox says so. */
function untilSays({ inbox, store }: InboxWorld, says: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (says()) {
        listening.forEach((each) => each.dispose());
        resolve();
      }
    };
    const listening = [inbox.onDidChange(look), store.onDidChange(look)];
    look();
  });
}
