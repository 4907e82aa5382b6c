import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { proposeClosing } from '../../../src/core/task/closing';
import { isClosed } from '../../../src/core/task/isClosed';
import { unassignedParts, type UnassignedPart } from '../../../src/core/transcript/inbox/inbox';
import {
  assignParts,
  endForClosed,
  ignoreFolderChanges,
  ignoreParts,
  lastEnd,
  makeOpenTask,
  makePastRecord,
  measurementOfParts,
  returnToInbox,
  stopIgnoringFolderChanges,
  type FetchedPart,
} from '../../../src/core/transcript/inbox/inboxActions';
import { noTokens } from '../../../src/core/task/tokens';
import type { TranscriptSummary } from '../../../src/core/transcript/source/transcriptSource';
import { UndoStack } from '../../../src/editor/undo/undoStack';
import type { OpenRecordStore } from '../../../src/store/openRecordStore';
import { coveredOf, minute, nine, summary } from '../../fixtures/transcripts';
import { sessionFields, setSession, setSpan, setTask, spanFields } from '../../store/recordBuilders';
import { inTemporaryFolder, openStore } from '../../store/storeInTemporaryFolder';

async function withStore(work: (store: OpenRecordStore, undo: UndoStack) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (directory) => {
    const store = await openStore(directory);
    await store.append([setTask('task-1'), setTask('task-2')]);
    const undo = new UndoStack(store, { get: () => undefined, update: () => Promise.resolve() });
    await work(store, undo);
    await store.close();
  });
}

function inboxOf(store: OpenRecordStore, ...summaries: TranscriptSummary[]): UnassignedPart[] {
  const [coverage, ignoredFolders] = [store.coverage(), store.ignoredFolders()];
  return unassignedParts({ summaries, coverage, ignoredFolders });
}

function fetched(part: UnassignedPart, until = part.to, storedSpans: string[] = []): FetchedPart {
  return { part, until, covered: coveredOf(part.session, part.from, until), storedSpans, supervised: [] };
}

const refuse = () => Promise.resolve(false);
const a = summary('a');
const b = summary('b', { start: nine + 20 * minute, end: nine + 25 * minute });

describe('A session of the inbox', () => {
  it('that is assigned is measured for its task and follows its transcript, and undo brings it back', () =>
    withStore(async (store, undo) => {
      const parts = inboxOf(store, a);
      await undo.apply(
        'Assign',
        assignParts(
          'task-1',
          parts.map((part) => fetched(part)),
        ),
      );
      assert.deepEqual(inboxOf(store, a), []);
      const session = store.session('transcript:claude:a');
      assert.deepEqual(
        [session?.taskId, session?.mode, session?.startedAt, session?.endedAt, session?.transcript?.to],
        ['task-1', 'transcript', a.start, a.end, null],
      );
      assert.equal(store.spansOfTask('task-1').length, 10);
      // The time it has gained since goes with it.
      await store.append([setSpan('grown', { sessionId: 'transcript:claude:a' })]);
      await undo.undo(refuse);
      assert.deepEqual(inboxOf(store, a), parts);
      assert.deepEqual(store.spansOfTask('task-1'), []);
    }));

  it('can be assigned again after that, to another task, and adds nothing when read twice', () =>
    withStore(async (store, undo) => {
      const parts = inboxOf(store, a).map((part) => fetched(part));
      await undo.apply('Assign', assignParts('task-1', parts));
      await undo.undo(refuse);
      await undo.apply('Assign', assignParts('task-2', parts));
      await undo.apply('Assign', assignParts('task-2', parts));
      assert.equal(store.spansOfTask('task-1').length, 0);
      assert.equal(store.spansOfTask('task-2').length, 10);
      assert.equal(store.sessionsOfTask('task-2').length, 1);
    }));

  it('that was measured for no task hands over its stored spans, with those of its transcript', () =>
    withStore(async (store, undo) => {
      const facts = { ...coveredOf(a, 0, null).facts };
      await store.append([
        setSession('live', { taskId: null, transcript: facts }),
        setSpan('guess', { sessionId: 'live', taskId: null }),
      ]);
      const [part] = inboxOf(store, a);
      assert.equal(part?.storedAs, 'live');
      await undo.apply('Assign', part ? assignParts('task-1', [fetched(part, null, ['guess'])]) : []);
      assert.equal(store.session('live')?.mode, 'interactive');
      assert.equal(store.spansOfSession('live').length, 10);
      await undo.undo(refuse);
      assert.deepEqual(
        store.spansOfSession('live').map(({ id }) => id),
        ['guess'],
      );
    }));

  it('that is ignored stays away however it grows, as does an ignored folder until it no longer is', () =>
    withStore(async (store, undo) => {
      await undo.apply('Ignore', ignoreParts(inboxOf(store, a)));
      const grown = summary('a', { end: a.end + 60 * minute });
      assert.deepEqual(inboxOf(store, grown), []);
      await undo.undo(refuse);
      assert.equal(inboxOf(store, grown).length, 1);
      await undo.apply('Ignore Folder', ignoreFolderChanges('/projects/shop'));
      assert.deepEqual(inboxOf(store, a, b), []);
      await undo.apply('Stop', stopIgnoringFolderChanges('/projects/shop'));
      assert.equal(inboxOf(store, a, b).length, 2);
      await undo.undo(refuse);
      await undo.undo(refuse);
      assert.equal(inboxOf(store, a, b).length, 2);
    }));
});

describe('A task of sessions', () => {
  it('of the past is closed on its day with the figures of its spans, as one action', () =>
    withStore(async (store, undo) => {
      const parts = inboxOf(store, a, b).map((part) => fetched(part, endForClosed(part)));
      const measured = measurementOfParts(parts);
      const draft = proposeClosing(measured, b.end, 'Europe/Berlin', '00:00');
      const estimate = { hours: 5, by: 'me', at: nine };
      await undo.apply('Make', makePastRecord('made', { title: 'Made' }, { ...draft, estimate }, parts));
      const task = store.closedTasks('2026-11-14')[0];
      assert.ok(task && isClosed(task));
      assert.deepEqual(
        [task.startedAt, task.closing.closedAt, task.closing.aiMinutes, task.closing.aiEvidence],
        [a.start, b.end, 15, 'estimated'],
      );
      assert.deepEqual([task.closing.tokens?.unsplit, task.closing.tokensEvidence], [15, 'measured']);
      assert.equal(task.estimate?.hours, 5);
      assert.deepEqual(inboxOf(store, a, b), []);
      // The transcripts are gone; the record is unchanged. One that continued leaves its rest.
      assert.deepEqual(inboxOf(store), []);
      const [rest] = inboxOf(store, summary('a', { end: a.end + 5 * minute }));
      assert.equal(rest?.from, a.end + 1);
      await undo.undo(refuse);
      assert.equal(store.task('made'), undefined);
      assert.equal(inboxOf(store, a, b).length, 2);
      assert.deepEqual(store.spansBetween(nine, b.end), []);
    }));

  it('that is left open begins with the first of them', () =>
    withStore(async (store, undo) => {
      const parts = inboxOf(store, b, a).map((part) => fetched(part));
      await undo.apply('Make', makeOpenTask('made', { title: 'Made' }, parts));
      assert.equal(store.task('made')?.startedAt, a.start);
      assert.equal(store.task('made')?.closing, null);
      assert.equal(store.spansOfTask('made').length, 15);
    }));

  it('counts no moment of a session twice, whatever was assigned in whatever order as it grew', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean(), fc.constantFrom('1', '2', 'none')), {
          minLength: 1,
          maxLength: 6,
        }),
        (steps) =>
          withStore(async (store, undo) => {
            let end = nine;
            for (const [grownBy, closed, task] of steps) {
              end += grownBy * minute;
              const grown = summary('a', { end });
              const parts = inboxOf(store, grown).map((part) =>
                fetched(part, closed ? endForClosed(part) : part.to),
              );
              if (task !== 'none') {
                await undo.apply('Assign', assignParts(`task-${task}`, parts));
              }
            }
            const spans = store.spansBetween(nine, end);
            for (let moment = nine; moment < end; moment += minute / 2) {
              const counted = spans.filter((span) => span.start <= moment && moment < span.end);
              assert.ok(
                counted.length <= 1,
                `${(moment - nine) / minute} is counted ${counted.length} times`,
              );
            }
          }),
      ),
      { numRuns: 20 },
    ));
});

describe('Parts of sessions', () => {
  const parts = unassignedParts({ summaries: [b, a], coverage: [], ignoredFolders: [] });
  const prompt = { id: 'p', since: nine - minute, at: nine, length: 200, ms: minute };
  const asked = (part: UnassignedPart): FetchedPart => {
    const of = fetched(part);
    const composed = [{ ...prompt, id: `p of ${part.session.externalId}` }];
    return { ...of, covered: { ...of.covered, composed } };
  };

  it('end when the last of them ended, in whatever order they come', () => {
    assert.equal(lastEnd(parts), b.end);
    assert.equal(lastEnd(parts.toReversed()), b.end);
    assert.equal(lastEnd([]), 0);
  });

  it('with simultaneous prompts count the time once, and not while something else was typed', () => {
    const all = parts.map(asked);
    assert.equal(measurementOfParts(all).supervisoryMs, minute);
    assert.deepEqual(
      assignParts('task-1', all).flatMap((change) =>
        change.entity === 'span' && change.kind === 'set' && change.fields.kind === 'supervision'
          ? [[change.id, change.fields.start, change.fields.end]]
          : [],
      ),
      [['p of b', nine - minute, nine]],
    );
    const typed = { taskId: 'task-2', start: nine - minute / 2, end: nine, evidence: 'measured' } as const;
    const beside = all.map((each) => ({ ...each, supervised: [typed] }));
    assert.equal(measurementOfParts(beside).supervisoryMs, minute / 2);
  });

  it('without tokens are measured without tokens', () => {
    const without = parts.map((part): FetchedPart => {
      const of = fetched(part);
      return { ...of, covered: { ...of.covered, facts: { ...of.covered.facts, tokens: noTokens } } };
    });
    assert.equal('tokens' in measurementOfParts(without), false);
    assert.equal(measurementOfParts(parts.map((part) => fetched(part))).tokens?.unsplit, 15);
  });

  it('go back with their spans; spans without a transcript stay with the task', () => {
    const { facts } = coveredOf(a, 0, null);
    const sessions = [
      { id: 'read', ...sessionFields({ transcript: facts }) },
      { id: 'timed', ...sessionFields({ transcript: null }) },
    ];
    const spansOf = (id: string) => [{ id: `span of ${id}`, ...spanFields({ sessionId: id }) }];
    assert.deepEqual(returnToInbox(sessions, spansOf), [
      { entity: 'session', id: 'read', kind: 'set', fields: { taskId: null } },
      { entity: 'span', id: 'span of read', kind: 'set', fields: { taskId: null } },
    ]);
  });

  it('that are stored are put aside unchanged', () => {
    const [part] = parts;
    assert.ok(part);
    assert.deepEqual(ignoreParts([{ ...part, storedAs: 'live' }]), [
      { entity: 'session', id: 'live', kind: 'set', fields: { ignored: true } },
    ]);
  });
});
