import assert from 'node:assert/strict';
import { array, assert as check, asyncProperty, boolean, integer, record, type Arbitrary } from 'fast-check';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  aiMs,
  busyIntervals,
  turnCount,
  type AgentTranscript,
} from '../../src/core/transcript/sessions/agentTranscript';
import { LocalDays } from '../../src/core/days/localDays';
import { transcriptDays } from '../../src/core/transcript/sessions/transcriptDays';
import { AgentHome } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';

const aDayMs = 86_400_000;
const notification = '<task-notification>\n<task-id>t1</task-id>\n</task-notification>';

describe('chains of turns with work in the background', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  async function read(session: ClaudeTranscript): Promise<AgentTranscript> {
    home.claude(session.name, session.text());
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    return transcripts.find(({ externalId }) => externalId === session.sessionId) ?? assert.fail();
  }

  /** Launches work in the background and ends its turn after 20 s, while that goes on. */
  function launched(
    options: ConstructorParameters<typeof ClaudeTranscript>[0] = {},
    pending = 1,
  ): ClaudeTranscript {
    return new ClaudeTranscript(options)
      .prompt('look into it', { permissionMode: 'auto' })
      .tool('Agent', { thinkMs: 5_000, runMs: 1_000, input: { run_in_background: true } })
      .respond(14_000)
      .written({ ms: 20_000, pending, hooksMs: 0 });
  }

  /** As the agent closes a chain: with the wall clock since it began. */
  function closed(session: ClaudeTranscript, start: number): ClaudeTranscript {
    return session.written({ ms: session.now - start, hooksMs: 0 });
  }

  const start = Date.UTC(2026, 5, 1, 10);

  it('the time until the work is heard of counts, the turns on both sides as they are', async () => {
    const session = closed(launched().wait(60_000).trigger(notification).respond(10_000), start);
    const found = await read(session);
    assert.equal(aiMs(found), 90_000);
    assert.deepEqual(
      found.turns.map(({ evidence }) => evidence),
      ['measured', 'estimated'],
    );
  });

  it('an answer of the user that took ten minutes is not the agent’s work', async () => {
    const session = launched().wait(60_000).trigger(notification);
    session.tool('AskUserQuestion', { thinkMs: 10_000, waitMs: 600_000, runMs: 0 }).respond(10_000);
    assert.equal(aiMs(await read(closed(session, start))), 100_000);
  });

  it('nor is a night that the machine slept through', async () => {
    const session = launched().wait(240_000).trigger(notification);
    session
      .tool('Bash', { thinkMs: 10_000, runMs: 1_000 })
      .wait(aDayMs / 2)
      .respond(0);
    // Nobody can tell when within it the model stopped: as everywhere, five minutes are believed.
    assert.equal(aiMs(await read(closed(session, start))), 271_000 + 300_000);
  });

  it('a closing duration is never exceeded', async () => {
    const session = launched().wait(60_000).trigger(notification).respond(30_000);
    session.written({ ms: session.now - start - 18_000, hooksMs: 0 });
    assert.equal(aiMs(await read(session)), 110_000 - 18_000);
  });

  it('subagents’ files tell better than the gap', async () => {
    const session = launched();
    const { sessionId } = session;
    const subagent = new ClaudeTranscript({ seed: 5, sessionId, start: start + 6_000, agentId: 'a1' });
    subagent.user('do your part');
    subagent.respond(30_000).tool('Read', { thinkMs: 14_000, runMs: 0 }).respond(4_000);
    home.claude(`-w-app/${sessionId}/subagents/agent-a1.jsonl`, subagent.text());
    closed(session.wait(1_800_000).trigger(notification).respond(10_000), start);
    const found = await read(session);
    assert.equal(aiMs(found), 54_000 + 10_000);
  });

  it('a chain that was interrupted and taken up goes on, the pause between is nobody’s', async () => {
    const session = launched({ start: Date.UTC(2026, 5, 2, 0, 5) })
      .wait(60_000)
      .trigger(notification);
    session.tool('AskUserQuestion', { thinkMs: 10_000, waitMs: 1_800_000, runMs: 0 }).respond(8_000);
    session.wait(2_000).interrupt().wait(20_000).prompt('open a request').respond(20_000);
    const found = await read(closed(session, Date.UTC(2026, 5, 2, 0, 5)));
    assert.equal(aiMs(found), 120_000);
    const days = transcriptDays([found], new LocalDays('UTC', '00:00'));
    assert.deepEqual(
      days.filter((each) => each.aiMs > 0).map(({ day }) => day),
      ['2026-06-02'],
    );
  });

  it('a chain over midnight is on both days with what was done on each', async () => {
    const late = Date.UTC(2026, 5, 1, 23, 59, 30);
    const session = closed(
      launched({ start: late }).wait(60_000).trigger(notification).respond(10_000),
      late,
    );
    const days = transcriptDays([await read(session)], new LocalDays('UTC', '00:00'));
    assert.deepEqual(
      days.map((each) => [each.day, each.aiMs]),
      [
        ['2026-06-01', 30_000],
        ['2026-06-02', 60_000],
      ],
    );
  });

  it('several works at once: each is heard of in a turn of its own, the last of which closes', async () => {
    const session = launched({}, 3);
    for (const pending of [2, 1, undefined]) {
      session.wait(100_000).trigger(notification).respond(10_000);
      const ms = pending === undefined ? session.now - start : 10_000;
      session.written({ ms, hooksMs: 0, ...(pending === undefined ? {} : { pending }) });
    }
    assert.equal(aiMs(await read(session)), 20_000 + 3 * 110_000);
  });

  it('a prompt of the user between launch and notification doesn’t end the work', async () => {
    const session = launched().wait(30_000).prompt('how far?').respond(5_000);
    session.written({ ms: 5_000, pending: 1, hooksMs: 0 });
    closed(session.wait(40_000).trigger(notification).respond(10_000), start);
    assert.equal(aiMs(await read(session)), 105_000);
  });

  for (const [name, between] of [
    ['minutes', 900_000],
    ['a night', aDayMs / 2],
    ['a day', aDayMs],
  ] as const) {
    it(`an unfinished chain swallows nothing of a turn ${name} later, and nothing between them counts`, async () => {
      const session = launched()
        .wait(between)
        .prompt('something else')
        .respond(50_000)
        .written({ hooksMs: 0 });
      const found = await read(session);
      assert.equal(aiMs(found), 20_000 + 50_000);
      assert.deepEqual(
        found.turns.map(({ evidence }) => evidence),
        ['measured', 'measured'],
      );
    });
  }

  it('nor of one that waited for the user', async () => {
    const session = launched()
      .wait(aDayMs)
      .prompt('else')
      .tool('Edit', { thinkMs: 9_000, waitMs: 120_000, runMs: 0 });
    session.respond(31_000).written({ ms: 40_000, hooksMs: 0 });
    assert.equal(aiMs(await read(session)), 60_000);
  });

  it('a chain whose first turn was interrupted left no duration: its last one is a bound all the same', async () => {
    const session = new ClaudeTranscript().prompt('go', { permissionMode: 'auto' });
    session.tool('Agent', { thinkMs: 5_000, runMs: 1_000 }).respond(4_000).interrupt();
    session.wait(3_600_000).trigger(notification).respond(10_000);
    const found = await read(closed(session, start));
    assert.equal(aiMs(found), 20_000);
    assert.ok(busyIntervals(found).every((busy) => busy.start >= start));
  });

  it('a turn whose beginning nothing tells reaches back as far as its own duration, never into the one before', async () => {
    const session = new ClaudeTranscript().prompt('go').respond(5_000).written({ hooksMs: 0 });
    session.wait(120_000).respond(1_000).wait(10_000).respond(0).written({ ms: 30_000, hooksMs: 0 });
    assert.equal(aiMs(await read(session)), 35_000);
    const close = new ClaudeTranscript({ seed: 2 }).prompt('go').respond(5_000).written({ hooksMs: 0 });
    close.wait(4_000).respond(1_000).written({ ms: 90_000, hooksMs: 0 });
    assert.equal(aiMs(await read(close)), 10_000);
  });

  it('whatever a duration holds, the wait for an answer is the user’s', async () => {
    const session = new ClaudeTranscript().prompt('go', { permissionMode: 'auto' });
    session.tool('AskUserQuestion', { thinkMs: 10_000, waitMs: 600_000, runMs: 0 }).respond(10_000);
    assert.equal(aiMs(await read(closed(session, start))), 20_000);
    const some = new ClaudeTranscript({ seed: 2 }).prompt('go');
    some.tool('Bash', { thinkMs: 10_000, runMs: 90_000 });
    some.tool('ExitPlanMode', { thinkMs: 10_000, waitMs: 600_000, runMs: 0 }).respond(10_000);
    const found = await read(some.written({ ms: 120_000, hooksMs: 0 }));
    assert.equal(aiMs(found), 120_000);
    assert.ok(
      busyIntervals(found).every(({ start: from, end }) => end <= start + 110_000 || from >= start + 710_000),
    );
  });

  it('whatever a chain consists of, its signs of work count and nothing else, within it', async () => {
    const ms = (max: number): Arbitrary<number> => integer({ min: 1, max });
    const step = record({
      gap: ms(1_200_000),
      work: ms(300_000),
      question: ms(7_200_000),
      partial: boolean(),
    });
    await check(
      asyncProperty(
        integer({ min: 1, max: 1e6 }),
        array(step, { minLength: 1, maxLength: 6 }),
        async (seed, steps) => {
          const session = launched({ seed });
          let counted = 20_000;
          for (const [index, { gap, work, question, partial }] of steps.entries()) {
            session.wait(gap).trigger(notification);
            session.tool('AskUserQuestion', { thinkMs: work, waitMs: question, runMs: 0 }).respond(work);
            counted += Math.min(gap, 300_000) + 2 * work;
            const isLast = index === steps.length - 1;
            const last = { ms: session.now - start, hooksMs: 0 };
            session.written(isLast ? last : { ms: 2 * work, hooksMs: 0, pending: partial ? 1 : 2 });
          }
          const found = await read(session);
          assert.equal(aiMs(found), counted);
          const busy = busyIntervals(found);
          assert.ok((busy[0]?.start ?? 0) >= start && (busy.at(-1)?.end ?? 0) <= session.now);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('a clock that is set back an hour hides no work, and makes none', async () => {
    for (const written of [true, false]) {
      const session = new ClaudeTranscript({ seed: written ? 3 : 4 })
        .prompt('go')
        .respond(30_000)
        .wait(-3_600_000);
      session.tool('Read', { thinkMs: 40_000, runMs: 0 }).respond(20_000);
      if (written) {
        session.written({ ms: 95_000, hooksMs: 0 });
      }
      const found = await read(session);
      assert.equal(turnCount(found), 1);
      // How long the model had written when the clock was changed, only the agent itself knows.
      assert.equal(aiMs(found), written ? 95_000 : 50_000);
    }
  });
});
