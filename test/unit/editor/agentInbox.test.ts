import assert from 'node:assert/strict';
import { AgentInbox } from '../../../src/editor/inbox/agentInbox';
import { ClockLabels, DayLabels } from '../../../src/editor/inbox/timeLabels';
import { proposal, proposedFields } from '../../fixtures/proposals';
import { coverageOf, coveredOf, minute, nine, summary } from '../../fixtures/transcripts';
import { setSession } from '../../store/recordBuilders';
import { settled } from '../recorder/recorderWorld';
import { idsOf, inInboxWorld } from './inboxWorld';

const a = summary('a');
const b = summary('b', { start: nine + 20 * minute });
const labels = { days: new DayLabels('en'), clock: new ClockLabels('UTC') };

/** A stored session of task-1 that covers the transcript up to a moment. */
function stored(session: typeof a, to: number | null) {
  const { facts } = coveredOf(session, 0, to);
  return setSession(coverageOf(session).sessionId, { mode: 'transcript', transcript: facts });
}

describe('The inbox of a window', () => {
  it('is empty where no agent left anything, and says so', () =>
    inInboxWorld([], async ({ inbox }) => {
      assert.deepEqual([inbox.items, inbox.hasSessions], [[], false]);
      const { count, sessions, notice } = inbox.view('2026-11-14', labels);
      assert.deepEqual([count, sessions, notice], [0, [], 'No agent has left a transcript on this machine.']);
    }));

  it('offers what was done in a folder under a name that the settings join with it', () =>
    inInboxWorld([a], async ({ inbox, settings }) => {
      assert.equal(inbox.since('/srv/link', nine).length, 0);
      settings.join('/srv/link', a.folder ?? '');
      assert.equal(inbox.since('/srv/link', nine).length, 1);
    }));

  it('joins proposals once for what is there, and again when that or a second has changed', () =>
    inInboxWorld([a], async ({ inbox, store, source, time }) => {
      const propose = (title: string) =>
        store.append([
          { entity: 'proposal', id: proposal().id, kind: 'set', fields: proposedFields({ title }) },
        ]);
      await propose('First words');
      const first = inbox.proposals(time.now);
      assert.equal(inbox.proposals(time.now), first);
      assert.notEqual(inbox.proposals(time.now + 1_000), first);
      assert.notEqual(inbox.proposals(time.now - 1), first);
      await propose('Better words');
      assert.deepEqual(
        inbox.proposals(time.now).map((each) => each.proposal.title),
        ['Better words'],
      );
      const second = inbox.proposals(time.now);
      source.change([a, b]);
      assert.notEqual(inbox.proposals(time.now), second);
    }));

  it('says quietly that hooks are not called, and what to do', () =>
    inInboxWorld([a], async ({ inbox, source }) => {
      assert.equal(inbox.view('2026-11-14', labels).skipped, null);
      source.hookSilence = 'stopped';
      assert.match(
        inbox.view('2026-11-14', labels).skipped ?? '',
        /no longer calls .* Install Claude Code Hooks/,
      );
      source.status = { kind: 'ready', skipped: [{ reason: 'malformed line', count: 2 }] };
      assert.match(
        inbox.view('2026-11-14', labels).skipped ?? '',
        /2 × malformed line\. Claude Code no longer/,
      );
    }));

  it('follows transcripts, the record and the settings, and reports each change', () =>
    inInboxWorld([a], async (world) => {
      const { inbox, source, store, settings } = world;
      let notified = 0;
      inbox.onDidChange(() => (notified += 1));
      assert.deepEqual(idsOf(world), ['a']);
      source.change([a, b]);
      assert.deepEqual([idsOf(world), notified], [['b', 'a'], 1]);
      await store.append([stored(b, null)]);
      assert.deepEqual(idsOf(world), ['a']);
      assert.equal(inbox.items[0]?.day, '2026-11-14');
      settings.change('Pacific/Honolulu');
      assert.deepEqual([inbox.items[0]?.day, notified], ['2026-11-13', 2]);
    }));

  it('is empty while the record is still opened, since nobody knows yet what belongs to tasks', () =>
    inInboxWorld([a], async (world) => {
      const { inbox, store, source } = world;
      const opening = {
        ...store,
        version: -1,
        status: { kind: 'opening' } as const,
        coverage: () => assert.fail(),
      };
      const { recorder, settings, clock, log } = world;
      const early = new AgentInbox({
        source,
        store: opening,
        prompts: recorder.prompts,
        settings,
        clock,
        log,
      });
      assert.deepEqual(early.items, []);
      assert.equal(inbox.items.length, 1);
      early.dispose();
    }));

  it('asks for the figures of a part once, shows it when they come, and keeps them while it asks again', () =>
    inInboxWorld([a], async (world) => {
      const { inbox, source, store } = world;
      await store.append([stored(a, nine + 4 * minute)]);
      assert.equal(inbox.items.length, 0, 'not known yet');
      await settled();
      assert.deepEqual([inbox.items[0]?.aiMs, inbox.items[0]?.whole], [6 * minute, false]);
      const asked = source.questions;
      assert.equal(inbox.items.length, 1);
      assert.equal(source.questions, asked);
      source.change([summary('a', { end: a.end + minute })]);
      assert.equal(inbox.items[0]?.aiMs, 6 * minute, 'what was last known');
      await settled();
      assert.equal(inbox.items[0]?.aiMs, 7 * minute);
    }));

  it('leaves a part out whose transcript cannot be read, and warns of it', () =>
    inInboxWorld([a], async (world) => {
      const { inbox, source, store, log } = world;
      await store.append([stored(a, nine + 4 * minute)]);
      source.failure = new Error('no such file');
      assert.equal(inbox.items.length, 0);
      await settled();
      assert.deepEqual([inbox.items, log.warnings], [[], ['A part of a transcript could not be read.']]);
    }));

  it('reads a part again that could not be read, once the transcripts have anything to say', () =>
    inInboxWorld([a], async (world) => {
      const { inbox, source, store } = world;
      await store.append([stored(a, nine + 4 * minute)]);
      source.failure = new Error('no such file');
      assert.equal(inbox.items.length, 0);
      await settled();
      source.failure = undefined;
      source.change([...source.sessions()]);
      assert.equal(inbox.items.length, 0);
      await settled();
      assert.equal(inbox.items[0]?.aiMs, 6 * minute);
    }));

  it('finds by their ids what is still there, in their order, and refuses what another window took', () =>
    inInboxWorld([a, b], async ({ inbox, store }) => {
      const ids = inbox.items.map(({ id }) => id);
      assert.deepEqual(inbox.byIds(ids.toReversed()), inbox.items.toReversed());
      assert.deepEqual(inbox.byIds([]), []);
      await store.append([stored(a, null)]);
      assert.throws(() => inbox.byIds(ids), /Nothing changed: .* no longer in the inbox/);
    }));

  it('has of a task’s folder what was done there since the task began, and nothing of other folders', () =>
    inInboxWorld([a, summary('elsewhere', { folder: '/projects/docs' })], async ({ inbox }) => {
      const since = (moment: number) => inbox.since('/projects/shop', moment);
      assert.deepEqual(
        since(nine).map(({ session, from }) => [session.externalId, from]),
        [['a', 0]],
      );
      assert.deepEqual(since(nine + 4 * minute), [], 'not known yet');
      await settled();
      assert.deepEqual(
        since(nine + 4 * minute).map(({ from, aiMs }) => [from, aiMs]),
        [[nine + 4 * minute, 6 * minute]],
      );
      assert.deepEqual(since(a.end + 1), []);
    }));

  it('reads parts up to where they are asked for, and says so if a transcript is gone', () =>
    inInboxWorld([a], async ({ inbox, source }) => {
      const [item] = inbox.items;
      assert.ok(item);
      const [whole] = await inbox.fetch([item], () => null);
      const [cut] = await inbox.fetch([item], () => nine + 4 * minute);
      assert.deepEqual([whole?.covered.spans.length, cut?.covered.spans.length], [10, 4]);
      assert.deepEqual([whole?.until, cut?.until], [null, nine + 4 * minute]);
      source.change([]);
      await assert.rejects(
        inbox.fetch([item], () => null),
        /transcript of a claude session is gone/,
      );
    }));

  it('is quiet once it is disposed, whatever still comes', () =>
    inInboxWorld([a], async ({ inbox, source, store }) => {
      await store.append([stored(a, nine + 4 * minute)]);
      let notified = 0;
      inbox.onDidChange(() => (notified += 1));
      assert.equal(inbox.items.length, 0);
      inbox.dispose();
      await settled();
      source.change([a, b]);
      assert.equal(notified, 0);
    }));
});
