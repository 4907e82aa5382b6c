import assert from 'node:assert/strict';
import { joinProposals, type JoinContent } from '../../../src/core/proposal/joinedProposal';
import type { Decision, Proposal } from '../../../src/core/task/proposal';
import type { Coverage } from '../../../src/core/task/agentSession';
import { unassignedParts } from '../../../src/core/transcript/inbox/inbox';
import type { TranscriptSummary } from '../../../src/core/transcript/source/transcriptSource';
import { proposal } from '../../fixtures/proposals';
import { coverageOf, minute, nine, summary } from '../../fixtures/transcripts';

const at = (minutes: number): number => nine + minutes * minute;
const id = (name: string): string => `proposal-${name.padStart(32, '0')}`;
const proposed = (name: string, minutes: number, more: Partial<Proposal> = {}): Proposal =>
  proposal({ id: id(name), proposedAt: at(minutes), ...more });
const call = (name: string, minutes: number, until: number) => ({
  id: id(name),
  at: at(minutes),
  until: at(until),
});
const decided = (kind: Decision['kind']): Pick<Proposal, 'decision'> => ({
  decision: { kind, at: at(100), taskId: kind === 'confirmed' ? 'task-9' : null },
});

/** An hour of work with two proposals, each at the end of its turn. */
const a = summary('a', {
  end: at(60),
  proposals: [call('a1', 18, 20), call('a2', 38, 40)],
});

/** Each turn takes 20 minutes. */
const turnEnd = ({ start }: TranscriptSummary, moment: number): number =>
  start + Math.ceil((moment - start + 1) / (20 * minute)) * 20 * minute;

interface Content {
  readonly sessions?: readonly TranscriptSummary[];
  readonly coverage?: readonly Coverage[];
  readonly decided?: readonly Proposal[];
  readonly now?: number;
}

function joined(
  open: readonly Proposal[],
  {
    sessions = [a],
    coverage = [],
    decided = [],
    now = at(600),
    ...more
  }: Content & Partial<JoinContent> = {},
): Record<string, unknown> {
  const found = joinProposals({
    open,
    proposalOf: (wanted) => [...open, ...decided].find((each) => each.id === wanted),
    decidedBetween: (from, to) => decided.filter(({ proposedAt }) => proposedAt >= from && proposedAt < to),
    turnEnd,
    recordedSession: () => undefined,
    summaries: sessions,
    coverage,
    unassigned: unassignedParts({ summaries: sessions, coverage, ignoredFolders: [] }),
    now,
    ...more,
  });
  return Object.fromEntries(
    found.map(({ proposal, join }) => [
      proposal.id.slice(-2),
      join && {
        [join.kind]: join.parts.map(({ session, from, to }) => [
          session.externalId,
          from === 0 ? 0 : (from - nine) / minute,
          to === null ? null : (to - nine) / minute,
        ]),
        ...(join.takenBy.length > 0 ? { takenBy: join.takenBy } : {}),
      },
    ]),
  );
}

describe('joining proposals with measured time', () => {
  const a1 = proposed('a1', 18);
  const a2 = proposed('a2', 38);

  it('gives each the time from the one before it to the end of its turn, and the last one the rest once it is over', () =>
    assert.deepEqual(joined([a1, a2]), {
      a1: { transcript: [['a', 0, 20]] },
      a2: { transcript: [['a', 20, null]] },
    }));

  it('leaves what follows the last one alone while the session may go on', () => {
    const last = { a2: { transcript: [['a', 20, 40]] } };
    const live = { ...a, live: { state: 'waiting', since: at(60) } as const };
    assert.deepEqual(joined([a2], { decided: [{ ...a1, ...decided('dismissed') }], sessions: [live] }), last);
    assert.deepEqual(joined([a2], { decided: [{ ...a1, ...decided('dismissed') }], now: at(61) }), last);
    const runs = coverageOf(a, { sessionId: 'terminal', taskId: null, to: null });
    assert.deepEqual(
      joined([a2], { decided: [{ ...a1, ...decided('dismissed') }], coverage: [runs] }),
      last,
      'its program runs in a terminal',
    );
  });

  it('says that its time may grow while its turn goes on, and no longer once its agent is idle', () => {
    const growing = (state: 'busy' | 'waiting' | 'idle', end: number): unknown => {
      const session = { ...a, end: at(end), live: { state, since: at(end) } };
      const [first] = joinProposals({
        open: [a2],
        proposalOf: () => undefined,
        decidedBetween: () => [],
        turnEnd,
        recordedSession: () => undefined,
        summaries: [session],
        coverage: [],
        unassigned: unassignedParts({ summaries: [session], coverage: [], ignoredFolders: [] }),
        now: at(end),
      });
      return first?.join?.growing;
    };
    const lastTurn = 39;
    assert.deepEqual(
      [
        growing('busy', lastTurn),
        growing('waiting', lastTurn),
        growing('idle', lastTurn),
        growing('busy', 60),
      ],
      [true, true, false, false],
    );
  });

  it('cuts at each of several made in one turn but the last, which has the rest of it', () => {
    const one = { ...a, proposals: [call('a1', 18, 40), call('a2', 38, 40)] };
    assert.deepEqual(joined([a1, a2], { sessions: [one], now: at(61) }), {
      a1: { transcript: [['a', 0, 18]] },
      a2: { transcript: [['a', 18, 40]] },
    });
  });

  it('gives the time of a withdrawn one to the next, or to the one before if none follows', () => {
    assert.deepEqual(joined([a2], { decided: [{ ...a1, ...decided('withdrawn') }] }), {
      a2: { transcript: [['a', 0, null]] },
    });
    assert.deepEqual(joined([a1], { decided: [{ ...a2, ...decided('withdrawn') }] }), {
      a1: { transcript: [['a', 0, null]] },
    });
  });

  it('keeps the time of dismissed and confirmed ones from the others', () => {
    assert.deepEqual(joined([a2], { decided: [{ ...a1, ...decided('dismissed') }] }), {
      a2: { transcript: [['a', 20, null]] },
    });
    const coverage = [coverageOf(a, { from: at(20), to: at(61) })];
    assert.deepEqual(joined([a1], { decided: [{ ...a2, ...decided('confirmed') }], coverage }), {
      a1: { transcript: [['a', 0, 20]] },
    });
  });

  it('begins where the last task assigned before it ends, and says whose the rest of its time is', () => {
    assert.deepEqual(joined([a2], { coverage: [coverageOf(a, { from: at(5), to: at(25) })] }), {
      a2: { transcript: [['a', 25, null]] },
    });
    assert.deepEqual(joined([a1], { coverage: [coverageOf(a, { from: at(10) })], now: at(61) }), {
      a1: { transcript: [], takenBy: ['task-1'] },
    });
    assert.deepEqual(joined([a1], { coverage: [coverageOf(a, { from: at(19), to: at(30) })], now: at(61) }), {
      a1: { transcript: [['a', 0, 19]], takenBy: ['task-1'] },
    });
  });

  it('keeps what lies before its call where the next one of its turn was confirmed first', () => {
    const one = { ...a, proposals: [call('a1', 18, 40), call('a2', 38, 40)] };
    const coverage = [coverageOf(one, { from: at(18), to: at(40) })];
    assert.deepEqual(
      joined([a1], { sessions: [one], coverage, decided: [{ ...a2, ...decided('confirmed') }] }),
      { a1: { transcript: [['a', 0, 18]] } },
    );
  });

  it('has nothing of what follows a task that got a stretch after it', () => {
    const coverage = [coverageOf(a, { from: at(45), to: at(50) })];
    assert.deepEqual(joined([a2], { coverage }), { a2: { transcript: [['a', 0, 40]] } });
  });

  it('cuts at the same moment, at midnight, and where the clock was set back, with no moment twice', () => {
    const midnight = { ...a, start: at(-60), end: at(960) };
    const calls = [call('a1', 900, 901), call('a2', 900, 901), call('a3', 30, 31)];
    const a3 = proposed('a3', 30);
    assert.deepEqual(joined([a1, a2, a3], { sessions: [{ ...midnight, proposals: calls }], now: at(961) }), {
      a1: { transcript: [['a', 31, 900]] },
      a2: { transcript: [['a', 900, 901]] },
      a3: { transcript: [['a', 0, 31]] },
    });
  });

  it('takes a session of nothing but proposals, and one of very many', () => {
    const empty = { ...a, end: nine, turns: 0, prompts: 0, proposals: [call('a1', 0, 0)] };
    assert.deepEqual(joined([a1], { sessions: [empty], now: at(1) }), { a1: { transcript: [['a', 0, 0]] } });
    const names = Array.from({ length: 5_000 }, (_, index) => `b${index}`);
    const many = {
      ...a,
      end: at(5_000),
      proposals: names.map((name, index) => call(name, index, index + 0.5)),
    };
    const found = joinProposals({
      open: names.map((name, index) => proposed(name, index)),
      proposalOf: () => undefined,
      decidedBetween: () => [],
      turnEnd,
      recordedSession: () => undefined,
      summaries: [many],
      coverage: [],
      unassigned: unassignedParts({ summaries: [many], coverage: [], ignoredFolders: [] }),
      now: at(6_000),
    });
    const parts = found.flatMap(({ join }) => join?.parts ?? []);
    assert.equal(parts.length, 5_000);
    assert.ok(parts.every(({ to }, index) => to === (parts[index + 1]?.from ?? null)));
  });

  it('finds no time in sessions that were put aside, or without a session', () => {
    assert.deepEqual(joined([a1], { coverage: [coverageOf(a, { taskId: null, ignored: true })] }), {
      a1: null,
    });
    assert.deepEqual(joined([proposed('b1', 1000)]), { b1: null });
  });

  it('knows one printed in several sessions in the one nearest to its making, and once in each', () => {
    const other = summary('b', { start: at(100), end: at(120), proposals: [call('a1', 105, 110)] });
    const again = { ...a, proposals: [...(a.proposals ?? []), call('a1', 50, 55)] };
    assert.deepEqual(joined([a1], { sessions: [again, other], now: at(61) }), {
      a1: { transcript: [['a', 0, 20]] },
    });
    assert.deepEqual(joined([proposed('a1', 105)], { sessions: [again, other], now: at(121) }), {
      a1: { transcript: [['b', 0, 110]] },
    });
  });

  it('goes by a stored join where no transcript shows the proposal, and by the hand of the user always', () => {
    const silent = summary('b', { end: at(60) });
    const coverage = [coverageOf(silent, { sessionId: 'terminal', taskId: null, from: at(0), to: at(61) })];
    const byProcess = { by: 'process', sessionId: 'terminal', at: at(30) } as const;
    assert.deepEqual(
      joined([proposed('b1', 30, { join: byProcess })], { sessions: [silent], coverage, now: at(61) }),
      {
        b1: { process: [['b', 0, 40]] },
      },
    );
    assert.deepEqual(
      joined([{ ...a1, join: { ...byProcess, by: 'hand' } }], {
        sessions: [a, silent],
        coverage,
        now: at(61),
      }),
      { a1: { hand: [['b', 0, 18]] } },
    );
  });

  describe('that no transcript shows', () => {
    const silent = summary('b', { end: at(60) });
    const terminal = coverageOf(silent, { sessionId: 'terminal', taskId: null, to: null });
    const byProcess = (name: string, minutes: number, more: Partial<Proposal> = {}): Proposal =>
      proposed(name, minutes, { join: { by: 'process', sessionId: 'terminal', at: at(30) }, ...more });
    const content = { sessions: [silent], coverage: [terminal] };

    it('end with their turns, and where several are in one turn each but the last where it was made', () => {
      const [b1, b2, b3] = [byProcess('b1', 5), byProcess('b2', 10), byProcess('b3', 50)];
      assert.deepEqual(joined([b1, b2, b3], content), {
        b1: { process: [['b', 0, 5]] },
        b2: { process: [['b', 5, 20]] },
        b3: { process: [['b', 20, 60]] },
      });
    });

    it('end where a transcript shows the next one of their turn, and begin where it ends', () => {
      const shown = { ...silent, proposals: [call('b2', 10, 20)] };
      const all = [byProcess('b1', 5), proposed('b2', 10), byProcess('b3', 15)];
      assert.deepEqual(joined(all, { ...content, sessions: [shown] }), {
        b1: { process: [['b', 0, 5]] },
        b2: { transcript: [['b', 5, 10]] },
        b3: { process: [['b', 10, 20]] },
      });
    });

    it('keep the time of a dismissed one from the others, and give the time of a withdrawn one to the next', () => {
      const b2 = byProcess('b2', 45);
      const with1 = (kind: Decision['kind']) =>
        joined([b2], { ...content, decided: [byProcess('b1', 15, decided(kind))] });
      assert.deepEqual(with1('dismissed'), { b2: { process: [['b', 20, 60]] } });
      assert.deepEqual(with1('withdrawn'), { b2: { process: [['b', 0, 60]] } });
      const likely = proposed('b1', 15, { session: 'b', ...decided('dismissed') });
      assert.deepEqual(joined([b2], { ...content, decided: [likely] }), { b2: { process: [['b', 20, 60]] } });
    });

    it('have nothing that follows the next one, which was confirmed before', () => {
      const ended = { ...terminal, to: at(61) };
      const coverage = [ended, coverageOf(silent, { from: at(10), to: at(20) })];
      const b2 = byProcess('b2', 15, decided('confirmed'));
      assert.deepEqual(joined([byProcess('b1', 10)], { ...content, coverage, decided: [b2] }), {
        b1: { process: [['b', 0, 10]] },
      });
    });

    it('end where the user cut them off, within a turn or at the beginning of one', () => {
      const byHand = (name: string, minutes: number): Proposal =>
        proposed(name, minutes, { join: { by: 'hand', sessionId: 'terminal', at: at(30) } });
      assert.deepEqual(joined([byHand('b1', 20), byHand('b2', 30), byProcess('b3', 50)], content), {
        b1: { hand: [['b', 0, 20]] },
        b2: { hand: [['b', 20, 30]] },
        b3: { process: [['b', 30, 60]] },
      });
    });

    it('may grow until the end of their turn has been read', () => {
      const asked: number[] = [];
      const [first] = joinProposals({
        open: [byProcess('b1', 5)],
        proposalOf: () => undefined,
        decidedBetween: () => [],
        turnEnd: (_session, moment) => {
          asked.push((moment - nine) / minute);
          return undefined;
        },
        recordedSession: () => undefined,
        summaries: [silent],
        coverage: [terminal],
        unassigned: unassignedParts({ summaries: [silent], coverage: [terminal], ignoredFolders: [] }),
        now: at(61),
      });
      assert.deepEqual([asked, first?.join?.growing, first?.join?.parts[0]?.to], [[5], true, at(5)]);
    });

    it('reach no further than their transcript was read', () => {
      const live = { ...silent, live: { state: 'busy', since: nine } as const };
      const lagging = { ...content, sessions: [live], now: at(71) };
      assert.deepEqual(joined([byProcess('b1', 70)], lagging), {
        b1: { process: [['b', 0, (60 * minute + 1) / minute]] },
      });
    });
  });

  it('takes a session by name, folder and time as likely, and none of several by folder and time', () => {
    const b = summary('b', { end: at(60) });
    const c = summary('c', { end: at(60) });
    const lost = proposed('b1', 30, { folder: '/projects/shop' });
    assert.deepEqual(joined([lost], { sessions: [b], now: at(61) }), { b1: { likely: [['b', 0, 40]] } });
    assert.deepEqual(joined([lost], { sessions: [b, c] }), { b1: null });
    assert.deepEqual(joined([{ ...lost, session: 'c' }], { sessions: [b, c], now: at(61) }), {
      b1: { likely: [['c', 0, 40]] },
    });
    assert.deepEqual(joined([{ ...lost, agent: 'codex' }], { sessions: [b] }), { b1: null });
    const elsewhere = { ...lost, session: 'c', folder: '/projects/shop/src' };
    assert.deepEqual(joined([elsewhere], { sessions: [b, c], now: at(61) }), {
      b1: { likely: [['c', 0, 40]] },
    });
    assert.deepEqual(joined([{ ...elsewhere, session: 'd' }], { sessions: [b, c] }), { b1: null });
    const named = { ...lost, agent: 'my helper' };
    assert.deepEqual(joined([named], { sessions: [b], now: at(61) }), { b1: { likely: [['b', 0, 40]] } });
  });
});
