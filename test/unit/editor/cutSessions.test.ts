import assert from 'node:assert/strict';
import { namesByText } from '../../../src/core/folders/folderPath';
import type { JoinedProposal } from '../../../src/core/proposal/joinedProposal';
import { assignParts, endForClosed } from '../../../src/core/transcript/inbox/inboxActions';
import { unionMs } from '../../../src/core/days/interval';
import type { Span } from '../../../src/core/task/span';
import type { TranscriptSummary } from '../../../src/core/transcript/source/transcriptSource';
import { TranscriptFollower } from '../../../src/recorder/following/transcriptFollower';
import { proposedFields } from '../../fixtures/proposals';
import { minute, nine, summary } from '../../fixtures/transcripts';
import { setSession } from '../../store/recordBuilders';
import { settled } from '../recorder/recorderWorld';
import { inInboxWorld, until, type InboxWindow, type InboxWorld } from './inboxWorld';

const id = (name: string): string => `proposal-${name.padStart(32, '0')}`;
const at = (minutes: number): number => nine + minutes * minute;
const proposals = [10, 20, 30].map((minutes, index) => ({
  id: id(`a${index + 1}`),
  at: at(minutes) - 1_000,
  until: at(minutes),
}));
const session = (minutes: number, live: TranscriptSummary['live'] = null): TranscriptSummary =>
  summary('x', { end: at(minutes), proposals: proposals.filter((each) => each.at < at(minutes)), live });
const working = { state: 'busy', since: at(0) } as const;

/** Follows the transcripts of what runs in a window. */
function follow(
  { store, recorder, clock }: InboxWindow,
  { source, time, log }: InboxWorld,
): TranscriptFollower {
  return new TranscriptFollower({
    source,
    store,
    recorder: recorder.transcripts,
    clock,
    log,
    every: time.every,
    realFolder: (path) => path,
    folderNames: () => namesByText,
  });
}

/** A window in whose terminal the session runs for no task, with three proposals made in it. */
async function whileRunning(
  work: (world: InboxWorld, running: string) => Promise<void>,
  taskId?: string,
): Promise<void> {
  await inInboxWorld([], async (world) => {
    const { recorder, store, time, source } = world;
    time.now = nine;
    await store.append(
      proposals.map((each) => ({
        entity: 'proposal',
        id: each.id,
        kind: 'set',
        fields: proposedFields({ title: each.id, proposedAt: each.at, folder: '/projects/shop' }),
      })),
    );
    const follower = follow(world, world);
    if (taskId !== undefined) {
      recorder.currentTask.set(taskId);
    }
    recorder.sensors.programStarted({
      terminal: 'pid 1',
      agent: 'claude',
      mode: 'interactive',
      folder: '/projects/shop',
    });
    recorder.sensors.observe({ kind: 'working', terminal: 'pid 1' });
    time.now = at(25);
    source.change([session(25, working)]);
    await until(world, () => store.coverage().length === 1);
    await work(world, store.coverage()[0]?.sessionId ?? '');
    follower.dispose();
  });
}

function joined({ inbox, clock }: InboxWindow, name: string): NonNullable<JoinedProposal['join']> {
  const found = inbox.proposals(clock()).find(({ proposal }) => proposal.id === id(name));
  return found?.join ?? assert.fail(name);
}

/** Waits until the window that measures the session has noticed. */
function goesOnFrom(window: InboxWindow, running: string, minutes: number): Promise<void> {
  return until(window, () => window.store.session(running)?.transcript?.from === at(minutes));
}

/** As confirming does: the time of a proposal becomes that of a task. */
async function confirm(window: InboxWindow, name: string, taskId: string): Promise<void> {
  const { inbox, store } = window;
  const fetched = await inbox.fetch(joined(window, name).parts, endForClosed);
  await store.append(assignParts(taskId, fetched));
}

/** What counts for whom, in minutes since nine; fails where a moment is in two spans. */
function stored({ store }: InboxWindow): readonly (readonly [string | null, number, number])[] {
  const spans = store.spansBetween(0, Number.MAX_SAFE_INTEGER).filter(({ kind }) => kind === 'agent');
  const sum = spans.reduce((ms, { start, end }) => ms + end - start, 0);
  assert.equal(unionMs(spans), sum, 'a moment is in two spans');
  const joinedSpans: [string | null, number, number][] = [];
  for (const { taskId, start, end } of spans.toSorted((a: Span, b: Span) => a.start - b.start)) {
    const last = joinedSpans.at(-1);
    if (last && last[0] === taskId && at(last[2]) === start) {
      last[2] = (end - nine) / minute;
    } else {
      joinedSpans.push([taskId, (start - nine) / minute, (end - nine) / minute]);
    }
  }
  return joinedSpans;
}

describe('A session that runs for no task', () => {
  it('goes on after what proposals took of it, with no moment lost or counted twice', () =>
    whileRunning(async (world, running) => {
      const { source, time } = world;
      assert.deepEqual(stored(world), [[null, 0, 25]]);
      await confirm(world, 'a1', 'task-1');
      await goesOnFrom(world, running, 10);
      assert.deepEqual(stored(world), [
        ['task-1', 0, 10],
        [null, 10, 25],
      ]);
      time.now = at(35);
      source.change([session(35, working)]);
      await until(world, () => stored(world).some(([, , end]) => end === 35));
      await confirm(world, 'a2', 'task-2');
      await goesOnFrom(world, running, 20);
      assert.deepEqual(stored(world), [
        ['task-1', 0, 10],
        ['task-2', 10, 20],
        [null, 20, 35],
      ]);
      assert.deepEqual(
        joined(world, 'a3').parts.map(({ from, to }) => [from, to]),
        [[at(20), at(30)]],
      );
    }));

  it('goes on where a later proposal is confirmed first, and what lies before is free', () =>
    whileRunning(async (world, running) => {
      await confirm(world, 'a2', 'task-2');
      await goesOnFrom(world, running, 20);
      assert.deepEqual(stored(world), [
        ['task-2', 10, 20],
        [null, 20, 25],
      ]);
      await confirm(world, 'a1', 'task-1');
      await settled();
      assert.deepEqual(stored(world), [
        ['task-1', 0, 10],
        ['task-2', 10, 20],
        [null, 20, 25],
      ]);
    }));

  it('has all of it again after Undo', () =>
    whileRunning(async (world, running) => {
      const fetched = await world.inbox.fetch(joined(world, 'a1').parts, endForClosed);
      await world.undo.apply('Confirm', assignParts('task-1', fetched));
      await goesOnFrom(world, running, 10);
      assert.deepEqual(stored(world), [
        ['task-1', 0, 10],
        [null, 10, 25],
      ]);
      await world.undo.undo(() => Promise.resolve(false));
      await goesOnFrom(world, running, 0);
      assert.deepEqual(stored(world), [[null, 0, 25]]);
      assert.deepEqual(
        joined(world, 'a1').parts.map(({ from, to }) => [from, to]),
        [[at(0), at(10)]],
      );
    }));

  it('is cut by another window as well', () =>
    whileRunning(async (world, running) => {
      const other = await world.otherWindow();
      await confirm(other, 'a1', 'task-1');
      // As the watch of its folder does.
      await world.store.refresh();
      await until(world, () => world.store.session(running)?.transcript?.from === at(10));
      assert.deepEqual(stored(world), [
        ['task-1', 0, 10],
        [null, 10, 25],
      ]);
    }));

  it('ends, and its last piece is the recorded session itself', () =>
    whileRunning(async (world, running) => {
      const { recorder, time, source, store } = world;
      await confirm(world, 'a1', 'task-1');
      time.now = at(35);
      source.change([session(35)]);
      recorder.sensors.observe({ kind: 'session-ended', terminal: 'pid 1', exitCode: 0 });
      await until(world, () => store.session(running)?.endedAt !== null);
      await until(world, () => stored(world).some(([, , end]) => end === 35));
      time.now = at(60);
      const parts = ['a2', 'a3'].map((name) => joined(world, name).parts);
      assert.deepEqual(
        parts.map((each) => each.map(({ from, to, storedAs, cutOf }) => [from, to, storedAs, cutOf])),
        [
          [[at(10), at(20), null, running]],
          [
            [at(20), at(35), running, undefined],
            [at(35), null, null, undefined],
          ],
        ],
      );
      // The last one first, as part of one action.
      const fetched = await Promise.all(parts.map((each) => world.inbox.fetch(each, endForClosed)));
      const [second = [], third = []] = fetched;
      await store.append([...assignParts('task-1', third), ...assignParts('task-2', second)]);
      await settled();
      assert.deepEqual(stored(world), [
        ['task-1', 0, 10],
        ['task-2', 10, 20],
        ['task-1', 20, 35],
      ]);
    }));

  it('that belongs to the current task keeps its time, and proposals say whose it is', () =>
    whileRunning(async (world) => {
      const { kind, parts, takenBy } = joined(world, 'a1');
      assert.deepEqual([kind, parts, takenBy], ['transcript', [], ['task-1']]);
    }, 'task-1'));
});

describe('Parts of one session that are assigned at once', () => {
  it('have ids of their own, also where something between them is stored already', () =>
    inInboxWorld([session(60)], async (world) => {
      const { store, inbox, source } = world;
      await store.append([
        setSession('other', {
          taskId: 'task-2',
          endedAt: at(30),
          transcript: { ...((await source.covered('claude', 'x', at(20), at(30)))?.facts ?? assert.fail()) },
        }),
      ]);
      const parts = inbox.partsSince('/projects/shop', 0);
      assert.equal(parts.length, 2);
      await store.append(assignParts('task-1', await inbox.fetch(parts, endForClosed)));
      assert.deepEqual(stored(world), [
        ['task-1', 0, 20],
        ['task-1', 30, 60],
      ]);
    }));
});
