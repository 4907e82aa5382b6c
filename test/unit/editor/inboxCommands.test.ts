import assert from 'node:assert/strict';
import type { TranscriptSummary } from '../../../src/core/transcript/source/transcriptSource';
import {
  assignTo,
  ignoreFolder,
  ignoreSessions,
  stopIgnoringFolder,
} from '../../../src/editor/commands/inbox/inboxSessions';
import { removeTask } from '../../../src/editor/commands/task/editing/removeTask';
import { recordOpen, recordPast } from '../../../src/editor/commands/inbox/tasksOfSessions';
import { emptyDraft } from '../../../src/editor/commands/form/formDrafts';
import { UndoStack } from '../../../src/editor/undo/undoStack';
import { coveredOf, minute, nine, summary } from '../../fixtures/transcripts';
import { setSession, setSpan } from '../../store/recordBuilders';
import { MemoryOfWindow, settled } from '../recorder/recorderWorld';
import { idsOf, inInboxWorld, until, type InboxWorld } from './inboxWorld';

const a = summary('a');
const b = summary('b', { start: nine + 20 * minute });
const refuse = () => Promise.resolve(false);

function item({ inbox }: InboxWorld, externalId: string) {
  return inbox.items.find(({ session }) => session.externalId === externalId) ?? assert.fail(externalId);
}

function task(world: InboxWorld, id: string) {
  return world.store.task(id) ?? assert.fail(id);
}

/** A session that this window times for no task, with the transcript of `session` found for it. */
async function running(world: InboxWorld, session: TranscriptSummary): Promise<string> {
  const { recorder, store, time } = world;
  recorder.sensors.programStarted({
    terminal: 'pid 1',
    agent: 'claude',
    mode: 'interactive',
    folder: '/projects/shop',
  });
  const [started] = recorder.sessions.running(time.now);
  recorder.transcripts.read(started?.sessionId ?? '', coveredOf(session, 0, null));
  await until(world, () => store.coverage().length === 1);
  return started?.sessionId ?? '';
}

describe('Assigning sessions to a task', () => {
  it('measures them for it as one action, which one Undo takes back', () =>
    inInboxWorld([a, b], async (world) => {
      const { inbox, recorder, undo, clock } = world;
      await assignTo(world, task(world, 'task-1'), inbox.items);
      assert.deepEqual(idsOf(world), []);
      assert.equal(recorder.measurement.ofTask('task-1', clock()).aiMs, 20 * minute);
      assert.equal(undo.label, 'Assign 2 sessions to “task-1”');
      await undo.undo(refuse);
      assert.deepEqual(idsOf(world), ['b', 'a']);
      assert.equal(recorder.measurement.ofTask('task-1', clock()).aiMs, 0);
    }));

  it('changes nothing if the task was closed or deleted in the meantime', () =>
    inInboxWorld([a], async (world) => {
      const { store, undo, inbox } = world;
      const opened = task(world, 'task-1');
      await store.append([{ entity: 'task', id: 'task-1', kind: 'delete' }]);
      await assert.rejects(assignTo(world, opened, inbox.items), /“task-1” is no longer open, so nothing/);
      assert.deepEqual([idsOf(world), undo.label], [['a'], undefined]);
    }));

  it('changes nothing if one of the transcripts is gone', () =>
    inInboxWorld([a, b], async (world) => {
      const { source, inbox, undo } = world;
      const items = [...inbox.items];
      source.change([a]);
      await assert.rejects(assignTo(world, task(world, 'task-1'), items), /Nothing changed: .* is gone/);
      assert.deepEqual([idsOf(world), undo.label], [['a'], undefined]);
    }));

  it('hands over one that this window times, clock and all', () =>
    inInboxWorld([a], async (world) => {
      const id = await running(world, a);
      await assignTo(world, task(world, 'task-1'), [item(world, 'a')]);
      assert.deepEqual(
        world.recorder.sessions.running(world.clock()).map(({ sessionId, taskId }) => [sessionId, taskId]),
        [[id, 'task-1']],
      );
      assert.deepEqual(idsOf(world), []);
    }));

  it('refuses one that another window times, says where to go, and changes nothing of the others', () =>
    inInboxWorld([a, b], async (world) => {
      const id = await running(world, a);
      const other = await world.otherWindow();
      await world.time.pass(30_000);
      await until(other, () => other.recorder.sessions.running(world.clock()).length === 1);
      const before = other.recorder.sessions.running(world.clock());
      assert.deepEqual([before[0]?.sessionId, before[0]?.state], [id, 'other-window']);
      const said = /Nothing changed: .* is running in another window\. Assign it there/;
      await assert.rejects(assignTo(other, task(world, 'task-1'), other.inbox.items), said);
      await assert.rejects(ignoreSessions(other, other.inbox.items), said);
      assert.deepEqual([idsOf(other), other.undo.label], [['b', 'a'], undefined]);
    }));

  it('takes over what was measured for no task, without counting it twice', () =>
    inInboxWorld([a], async (world) => {
      await world.store.append([
        setSession('live', { taskId: null, endedAt: a.end, transcript: coveredOf(a, 0, null).facts }),
        setSpan('guess', { sessionId: 'live', taskId: null, start: nine, end: nine + minute }),
      ]);
      await assignTo(world, task(world, 'task-1'), [item(world, 'a')]);
      assert.equal(world.recorder.measurement.ofTask('task-1', world.clock()).aiMs, 10 * minute);
      assert.equal(world.store.sessionsOfTask('task-1').length, 1);
    }));
});

describe('Supervision of sessions of the inbox', () => {
  /** A prompt that took a minute to type, and began within two. */
  const prompt = (externalId: string, at: number) => ({
    id: `${externalId} ${at}`,
    since: at - 2 * minute,
    at,
    length: 200,
    ms: minute,
  });
  const supervised = ({ store }: InboxWorld, id: string) =>
    store
      .spansOfTask(id)
      .filter(({ kind }) => kind === 'supervision')
      .map(({ start, end, evidence }) => [(start - nine) / minute, (end - nine) / minute, evidence]);
  const typed = (id: string, taskId: string | null, from: number, to: number) =>
    setSpan(id, { taskId, kind: 'supervision', start: nine + from * minute, end: nine + to * minute });

  it('is estimated from their prompts, and says so in the record that is made of them', () =>
    inInboxWorld([a, b], async (world) => {
      world.source.composed.set('a', [prompt('a', nine), prompt('a', nine + 5 * minute)]);
      await recordPast(world, world.inbox.items, { ...emptyDraft, typed: { estimate: '5h' } });
      const [made] = world.store.closedTasks('2026-11-14');
      assert.deepEqual(
        [made?.closing.supervisoryMinutes, made?.closing.supervisionEvidence, made?.closing.aiMinutes],
        [2, 'estimated', 20],
      );
      assert.equal(made?.closing.measured?.supervisoryMs, 2 * minute);
      assert.deepEqual(supervised(world, made.id), [
        [-1, 0, 'estimated'],
        [4, 5, 'estimated'],
      ]);
      await world.undo.undo(refuse);
      assert.deepEqual(world.store.spansBetween(nine - minute, nine), []);
    }));

  it('is never counted twice: not on top of measured typing, nor for two sessions or tasks at one time', () =>
    inInboxWorld([a, b], async (world) => {
      const { source, store } = world;
      source.composed.set('a', [prompt('a', nine + 10 * minute), prompt('a', nine + 20 * minute)]);
      source.composed.set('b', [prompt('b', nine + 20 * minute), prompt('b', nine + 30.5 * minute)]);
      await store.append([
        typed('of the task', 'task-1', 8.5, 9),
        typed('of another', 'task-2', 30, 30.25),
        typed('of none', null, 19, 20),
      ]);
      await assignTo(
        world,
        task(world, 'task-1'),
        world.inbox.byIds(world.inbox.items.map(({ id }) => id).toReversed()),
      );
      assert.deepEqual(supervised(world, 'task-1'), [
        [8.5, 9, 'measured'],
        [18, 19, 'estimated'],
        [19, 20, 'estimated'],
        [29.25, 30, 'estimated'],
        [30.25, 30.5, 'estimated'],
      ]);
    }));

  it('is not that of a prompt which was typed in a document of any window, and pasted when the agent had ended', () =>
    inInboxWorld([a, b], async (world) => {
      const { source, store, recorder, time } = world;
      time.now = nine;
      recorder.currentTask.set('task-2');
      recorder.prompts.hand('untitled:1', 200);
      await store.append([typed('measured', 'task-2', -2, 0)]);
      source.composed.set('a', [prompt('a', nine + 10 * minute), prompt('a', nine + 20 * minute)]);
      const longer = { ...prompt('b', nine + 40 * minute), length: 201 };
      source.composed.set('b', [prompt('b', nine + 30 * minute), longer]);
      await assignTo(world, task(world, 'task-1'), world.inbox.items);
      const once = [
        [19, 20, 'estimated'],
        [39, 40, 'estimated'],
      ];
      assert.deepEqual(supervised(world, 'task-1'), once);
      const read = (await source.covered('claude', 'a', 0, null)) ?? assert.fail();
      const other = await world.otherWindow();
      other.recorder.transcripts.read('transcript:claude:a', read);
      await other.recorder.flush();
      assert.deepEqual(supervised({ ...world, ...other }, 'task-1'), once);
    }));

  it('grows with the transcript as the session continues, and is the same at every reading', () =>
    inInboxWorld([a], async (world) => {
      const { source, recorder, store } = world;
      source.composed.set('a', [prompt('a', nine)]);
      await assignTo(world, task(world, 'task-1'), world.inbox.items);
      const { version } = store;
      const read = async () => (await source.covered('claude', 'a', 0, null)) ?? assert.fail();
      recorder.transcripts.read('transcript:claude:a', await read());
      source.composed.set('a', [prompt('a', nine), prompt('a', nine + 10 * minute)]);
      recorder.transcripts.read('transcript:claude:a', await read());
      await until(world, () => supervised(world, 'task-1').length === 2);
      assert.equal(store.version, version + 1, 'the first reading wrote nothing');
      assert.deepEqual(supervised(world, 'task-1'), [
        [-1, 0, 'estimated'],
        [9, 10, 'estimated'],
      ]);
      assert.equal(recorder.measurement.ofTask('task-1', world.clock()).supervisoryMs, 2 * minute);
    }));
});

describe('A task that is deleted', () => {
  const minutes = ({ recorder, clock }: InboxWorld, id: string): number =>
    recorder.measurement.ofTask(id, clock()).aiMs / minute;
  const other = ({ store }: InboxWorld) => new UndoStack(store, new MemoryOfWindow());

  it('gives its sessions back to the inbox, and takes them again when that is undone', () =>
    inInboxWorld([a, b], async (world) => {
      const { undo } = world;
      await assignTo(world, task(world, 'task-1'), [item(world, 'a')]);
      await removeTask(world, task(world, 'task-1'));
      assert.deepEqual([idsOf(world), minutes(world, 'task-1')], [['b', 'a'], 0]);
      assert.equal(item(world, 'a').aiMs, 10 * minute);
      await undo.undo(refuse);
      assert.deepEqual([idsOf(world), minutes(world, 'task-1')], [['b'], 10]);
    }));

  it('leaves them to be assigned again, and each undone counts no moment twice', () =>
    inInboxWorld([a], async (world) => {
      const { undo } = world;
      await assignTo(world, task(world, 'task-1'), [item(world, 'a')]);
      await removeTask(world, task(world, 'task-1'));
      await assignTo(world, task(world, 'task-2'), [item(world, 'a')]);
      assert.deepEqual([idsOf(world), minutes(world, 'task-1'), minutes(world, 'task-2')], [[], 0, 10]);
      await undo.undo(refuse);
      assert.deepEqual([idsOf(world), minutes(world, 'task-2')], [['a'], 0]);
      await undo.undo(refuse);
      assert.deepEqual([idsOf(world), minutes(world, 'task-1'), minutes(world, 'task-2')], [[], 10, 0]);
    }));

  it('asks before it takes them from the task that another window gave them to', () =>
    inInboxWorld([a], async (world) => {
      await recordPast(world, [item(world, 'a')], { ...emptyDraft, typed: { estimate: '5h' } });
      const [closed] = world.store.closedTasks('2026-11-14');
      assert.ok(closed);
      await removeTask(world, closed);
      assert.deepEqual(idsOf(world), [], 'its figures are asked for');
      await settled();
      await assignTo({ ...world, undo: other(world) }, task(world, 'task-2'), [item(world, 'a')]);
      assert.equal(await world.undo.undo(refuse), undefined);
      assert.equal(minutes(world, 'task-2'), 10);
      await world.undo.undo(() => Promise.resolve(true));
      assert.deepEqual([minutes(world, closed.id), minutes(world, 'task-2')], [10, 0]);
      assert.equal(world.store.closedTasks('2026-11-14').length, 1);
    }));

  it('gives back also what it got without a command, such as a session measured for it', () =>
    inInboxWorld([a], async (world) => {
      await world.store.append([
        setSession('live', { taskId: 'task-1', endedAt: a.end, transcript: coveredOf(a, 0, null).facts }),
      ]);
      assert.deepEqual(idsOf(world), []);
      await world.store.append([{ entity: 'task', id: 'task-1', kind: 'delete' }]);
      assert.deepEqual(idsOf(world), ['a']);
      await world.store.append([{ entity: 'task', id: 'task-1', kind: 'restore' }]);
      assert.deepEqual(idsOf(world), []);
    }));
});

describe('Ignoring', () => {
  it('puts one session aside, and Undo brings it back', () =>
    inInboxWorld([a, b], async (world) => {
      await ignoreSessions(world, [item(world, 'a')]);
      assert.deepEqual([idsOf(world), world.undo.label], [['b'], 'Ignore 1 session']);
      await world.undo.undo(refuse);
      assert.deepEqual(idsOf(world), ['b', 'a']);
    }));

  it('refuses a session that is being timed', () =>
    inInboxWorld([a], async (world) => {
      await running(world, a);
      await assert.rejects(ignoreSessions(world, [item(world, 'a')]), /running in a terminal/);
      assert.deepEqual([idsOf(world), world.undo.label], [['a'], undefined]);
    }));

  it('puts a folder aside until it is no longer ignored, and each is undone', () =>
    inInboxWorld([a, summary('docs', { folder: '/projects/docs' })], async (world) => {
      const { undo, inbox } = world;
      await ignoreFolder(world, '/projects/shop');
      assert.deepEqual([idsOf(world), inbox.ignoredFolders], [['docs'], ['/projects/shop']]);
      await stopIgnoringFolder(world, '/projects/shop');
      assert.deepEqual([idsOf(world).length, inbox.ignoredFolders], [2, []]);
      assert.equal((await undo.undo(refuse))?.label, 'Stop Ignoring shop');
      assert.deepEqual(idsOf(world), ['docs']);
      assert.equal((await undo.undo(refuse))?.label, 'Ignore Folder shop');
      assert.equal(idsOf(world).length, 2);
    }));
});

describe('A task made of sessions', () => {
  const draft = { ...emptyDraft, typed: { estimate: '5h' } };

  it('is left open, begins with the first of them and is where they agree that they were', () =>
    inInboxWorld([a, summary('docs', { start: b.start, folder: '/projects/docs' })], async (world) => {
      await recordOpen(world, world.inbox.items, 'Both');
      const made = world.store.openTasks().find(({ title }) => title === 'Both');
      assert.deepEqual(
        [made?.startedAt, made?.folder, made?.project, made?.branch],
        [a.start, null, null, 'main'],
      );
      assert.deepEqual(idsOf(world), []);
      await world.undo.undo(refuse);
      assert.equal(idsOf(world).length, 2);
      assert.equal(world.store.openTasks().length, 2);
    }));

  it('is closed on the day of the last of them, with the figures of their transcripts', () =>
    inInboxWorld([a, b], async (world) => {
      await recordPast(world, world.inbox.items, draft);
      const [made] = world.store.closedTasks('2026-11-14');
      assert.deepEqual(
        [made?.closing.aiMinutes, made?.closing.aiEvidence, made?.closing.tokens?.unsplit],
        [20, 'estimated', 20],
      );
      assert.deepEqual(
        [made?.estimate?.hours, made?.closing.closedAt, made?.folder],
        [5, b.end, '/projects/shop'],
      );
      await world.undo.undo(refuse);
      assert.deepEqual([world.store.closedTasks('2026-11-14'), idsOf(world).length], [[], 2]);
    }));

  it('is not made without an estimate, nor of a session that another window took', () =>
    inInboxWorld([a, b], async (world) => {
      const items = [...world.inbox.items];
      await assert.rejects(
        recordPast(world, items, emptyDraft),
        /estimate is missing, so nothing was recorded/,
      );
      await ignoreSessions(world, [item(world, 'a')]);
      await assert.rejects(recordPast(world, items, draft), /Nothing changed: .* no longer in the inbox/);
      await assert.rejects(recordOpen(world, items, 'Both'), /no longer in the inbox/);
      assert.equal(world.undo.label, 'Ignore 1 session');
    }));
});
