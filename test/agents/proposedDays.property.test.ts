import assert from 'node:assert/strict';
import { assert as check, asyncProperty, integer } from 'fast-check';
import { describe, it } from 'mocha';
import { joinProposals, type JoinedProposal } from '../../src/core/proposal/joinedProposal';
import { unionMs, type Interval } from '../../src/core/days/interval';
import type { Change } from '../../src/core/task/change';
import { coveredTranscript } from '../../src/core/transcript/inbox/coveredTranscript';
import {
  cutPart,
  plainId,
  unassignedParts,
  type UnassignedPart,
} from '../../src/core/transcript/inbox/inbox';
import {
  assignParts,
  endForClosed,
  returnToInbox,
  type FetchedPart,
} from '../../src/core/transcript/inbox/inboxActions';
import { lengthOf } from '../../src/core/transcript/intervals';
import { aiMs, type AgentTranscript } from '../../src/core/transcript/sessions/agentTranscript';
import { transcriptSummary } from '../../src/core/transcript/source/transcriptSummary';
import { turnEnds } from '../../src/core/transcript/source/turnEnds';
import type { TranscriptSummary } from '../../src/core/transcript/source/transcriptSource';
import { AgentHome } from '../fixtures/agents/agentHome';
import { proposedDay, type ProposedDay, type TrueSession } from '../fixtures/agents/proposedDay';
import { Random } from '../fixtures/agents/random';
import { trueWork } from '../fixtures/agents/trueWork';
import { FoldedRecord } from '../fixtures/foldedRecord';
import { proposal } from '../fixtures/proposals';
import { setSession } from '../store/recordBuilders';

/** More for a thorough look. */
const days = Number(process.env['PROPOSED_DAYS'] ?? 25);
const later = 7_200_000;

/** A day as it is read from its files, and the record in which its proposals are decided on. */
class Decisions {
  private readonly record = new FoldedRecord();
  private readonly random: Random;
  private readonly summaries: readonly TranscriptSummary[];
  private tasks = 0;
  /** The spans of each session that its window knows of. */
  private readonly measured = new Map<string, readonly string[]>();

  constructor(
    seed: number,
    private readonly day: ProposedDay,
    private readonly transcripts: readonly AgentTranscript[],
  ) {
    this.random = new Random(seed + 7);
    this.summaries = transcripts.map((each) => transcriptSummary(each, null));
    for (const { calls, folder, agent, externalId } of day.sessions) {
      const sessionId = plainId({ agent, externalId });
      for (const { id, at, joined } of calls) {
        const isStored = joined === 'process' || joined === 'hand';
        const proposed = proposal({
          id,
          agent,
          folder,
          // The command is over before its result is written.
          proposedAt: joined === 'transcript' ? at - 60 : at,
          session: joined === 'likely' ? externalId : null,
          join: isStored ? { by: joined, sessionId, at } : null,
        });
        this.record.proposals.set(id, proposed);
      }
    }
  }

  /** Programs that run in terminals for no task, as their windows measure them. */
  measureSome(): void {
    for (const transcript of this.transcripts) {
      if (this.random.chance(0.3)) {
        const to = this.random.chance(0.5) ? null : transcript.end + 1;
        const id = `terminal ${transcript.externalId}`;
        const { facts } = coveredTranscript(transcript, transcript.start, to, null);
        const { agent } = transcript;
        const fields = { taskId: null, agent, startedAt: transcript.start, endedAt: to, transcript: facts };
        this.record.apply([setSession(id, fields)]);
        this.notice(id);
      }
    }
  }

  decide(): void {
    const open = this.record.openProposals();
    const kind = this.random.between(0, 9);
    if (kind <= 1 && open.length > 0) {
      this.record.decide(this.random.pick(open).id, 'withdrawn', null);
    } else if (kind === 2 && open.length > 0) {
      this.record.decide(this.random.pick(open).id, 'dismissed', null);
    } else if (kind <= 5 && open.length > 0) {
      this.confirm([this.random.pick(open).id]);
    } else if (kind === 6) {
      this.assignByHand();
    } else if (kind === 7) {
      this.returnToInbox();
    } else if (kind === 8) {
      this.record.undo();
    } else {
      this.record.openSessions().forEach((id) => this.notice(id));
    }
  }

  confirmAll(): void {
    this.confirm(this.record.openProposals().map(({ id }) => id));
  }

  /** Every proposal has its own work, and no moment is in two spans. */
  check(): void {
    const joins = new Map(this.joined().map((each) => [each.proposal.id, each.join]));
    for (const session of this.day.sessions) {
      const work = this.truth(session);
      for (const { id, joined } of session.calls) {
        const join = joins.get(id);
        if (join !== undefined) {
          assert.ok(join === null || join.kind === joined);
          const ms = lengthOf((join?.parts ?? []).flatMap((part) => this.spansOf(part)));
          assert.equal(ms, lengthOf(work.get(id) ?? []), `${id} of ${session.agent}`);
        }
      }
    }
    this.checkOnce();
  }

  /** What tasks have and what belongs to nobody is all that the agents did. */
  checkSum(): void {
    for (const { agent, externalId } of this.day.sessions) {
      const transcript = this.transcriptOf(agent, externalId);
      const stored = this.record.spansOf(transcript).filter(({ taskId }) => taskId !== null);
      const rest = this.unassigned().filter(({ session }) => session.externalId === externalId);
      const restMs = lengthOf(rest.flatMap((part) => this.spansOf(part)));
      assert.equal(lengthOf(stored) + restMs, aiMs(transcript), `${agent} ${externalId}`);
    }
  }

  private checkOnce(): void {
    for (const transcript of this.transcripts) {
      const spans = this.record.spansOf(transcript);
      assert.equal(unionMs(spans), lengthOf(spans), 'a moment is in two spans');
    }
  }

  private truth(session: TrueSession): ReadonlyMap<string, readonly Interval[]> {
    const own = this.record
      .coverage()
      .filter(({ agent, externalId }) => agent === session.agent && externalId === session.externalId);
    const taken = own.flatMap(({ taskId, from, to }) =>
      taskId === null ? [] : [{ start: from, end: to ?? Number.MAX_SAFE_INTEGER }],
    );
    const runs = own.some(({ taskId, to }) => taskId === null && to === null);
    return trueWork(
      session,
      (id) => this.record.proposals.get(id)?.decision?.kind === 'withdrawn',
      taken,
      !runs,
    );
  }

  private joined(): readonly JoinedProposal[] {
    return joinProposals({
      open: this.record.openProposals(),
      proposalOf: (id) => this.record.proposals.get(id),
      decidedBetween: (from, to) => this.record.decidedProposals(from, to),
      turnEnd: ({ agent, externalId }, at) =>
        turnEnds(this.transcriptOf(agent, externalId).turns, [at]).at(0),
      recordedSession: () => undefined,
      summaries: this.summaries,
      coverage: this.record.coverage(),
      unassigned: this.unassigned(),
      now: this.day.end + later,
    });
  }

  private unassigned(): readonly UnassignedPart[] {
    const { summaries } = this;
    return unassignedParts({ summaries, coverage: this.record.coverage(), ignoredFolders: [] });
  }

  /** One or several, as one action on what is known before it. */
  private confirm(ids: readonly string[]): void {
    const joined = this.joined();
    const works = ids.map((id) => {
      const join = joined.find((each) => each.proposal.id === id)?.join;
      const session = this.day.sessions.find(({ calls }) => calls.some((each) => each.id === id));
      const work = session && this.truth(session).get(id);
      return { id, taskId: this.newTask(), ms: lengthOf(work ?? []), fetched: this.fetchedOf(join?.parts) };
    });
    this.record.act(() => {
      this.record.apply(works.flatMap(({ taskId, fetched }) => assignParts(taskId, fetched)));
      works.forEach(({ id, taskId }) => this.record.decide(id, 'confirmed', taskId));
    });
    for (const { id, taskId, ms } of works) {
      assert.equal(lengthOf(this.record.spansOfTask(taskId)), ms, `the minutes of ${id}`);
    }
  }

  /** A stretch of a session that the user gives to a task. */
  private assignByHand(): void {
    const parts = this.unassigned();
    if (parts.length > 0) {
      const part = this.random.pick(parts);
      const { start, end } = part.session;
      const moments = [start, end, this.random.between(start, end), this.random.between(start, end)];
      const from = this.random.pick(moments);
      const cut = cutPart(part, from, this.random.between(from, end + 1), false);
      const given = this.random.chance(0.3) ? part : cut;
      if (given) {
        this.record.act(() => this.record.apply(assignParts(this.newTask(), [this.fetched(given)])));
      }
    }
  }

  /** A task is deleted, and what it had is nobody's. */
  private returnToInbox(): void {
    const taskId = `task-${this.random.between(1, this.tasks)}`;
    const sessions = this.record.sessionsOfTask(taskId);
    this.record.act(() => this.record.apply(returnToInbox(sessions, (id) => this.record.spansOfSession(id))));
  }

  /** The window that measures a session reads again what is left of it. */
  private notice(id: string): void {
    const own = this.record.coverage().find(({ sessionId }) => sessionId === id);
    const transcript = own && this.transcriptOf(own.agent, own.externalId);
    if (own === undefined || transcript === undefined || own.taskId !== null) {
      return;
    }
    const others = this.record
      .coverage()
      .filter(({ agent, externalId, sessionId }) => {
        return agent === own.agent && externalId === own.externalId && sessionId !== id;
      })
      .map(({ to }) => to ?? 0);
    const from = others.reduce((last, to) => Math.max(last, to), own.from);
    const { facts, spans } = coveredTranscript(transcript, from, own.to, null);
    this.record.apply([
      { entity: 'session', id, kind: 'set', fields: { transcript: facts } },
      ...this.record
        .spansOfSession(id)
        .map((span): Change => ({ entity: 'span', id: span.id, kind: 'delete' })),
      ...spans.flatMap(({ id: span, start, end, evidence }): Change[] => [
        {
          entity: 'span',
          id: span,
          kind: 'set',
          fields: { taskId: null, sessionId: id, kind: 'agent', start, end, evidence },
        },
        { entity: 'span', id: span, kind: 'restore' },
      ]),
    ]);
    this.measured.set(
      id,
      spans.map((each) => each.id),
    );
  }

  private fetchedOf(parts: readonly UnassignedPart[] = []): readonly FetchedPart[] {
    return parts.map((part) => this.fetched(part));
  }

  private fetched(part: UnassignedPart): FetchedPart {
    const { agent, externalId } = part.session;
    const until = endForClosed(part);
    const covered = coveredTranscript(this.transcriptOf(agent, externalId), part.from, until, null);
    return {
      part,
      until,
      covered,
      storedSpans:
        part.storedAs === null ? [] : this.record.spansOfSession(part.storedAs).map(({ id }) => id),
      cutSpans: part.cutOf === undefined ? [] : this.record.spansOfSession(part.cutOf),
      supervised: [],
    };
  }

  private spansOf({ session, from, to }: UnassignedPart): readonly Interval[] {
    return coveredTranscript(this.transcriptOf(session.agent, session.externalId), from, to, null).spans;
  }

  private transcriptOf(agent: string, externalId: string): AgentTranscript {
    return (
      this.transcripts.find((each) => each.agent === agent && each.externalId === externalId) ??
      assert.fail(`${agent} ${externalId}`)
    );
  }

  private newTask(): string {
    this.tasks += 1;
    return `task-${this.tasks}`;
  }
}

async function read({ files }: ProposedDay): Promise<readonly AgentTranscript[]> {
  const home = new AgentHome();
  try {
    for (const [name, text] of files) {
      home.write(name, text);
    }
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    return transcripts;
  } finally {
    home.remove();
  }
}

describe('made-up days of proposals', function () {
  this.timeout(Math.max(120_000, days * 2_000));

  it('give each its own work to the millisecond, and each moment once, whatever is decided in whatever order', async () => {
    await check(
      asyncProperty(integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const day = proposedDay(seed);
        const transcripts = await read(day);
        for (const { agent, externalId, turns } of day.sessions) {
          const own = transcripts.find((each) => each.agent === agent && each.externalId === externalId);
          assert.equal(own && aiMs(own), lengthOf(turns), `${agent} ${externalId}`);
        }
        const decisions = new Decisions(seed, day, transcripts);
        decisions.check();
        decisions.measureSome();
        for (let count = 0; count < 8; count += 1) {
          decisions.check();
          decisions.decide();
        }
        decisions.check();
        decisions.confirmAll();
        decisions.checkSum();
      }),
      { numRuns: days },
    );
  });
});
