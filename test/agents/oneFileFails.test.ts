import assert from 'node:assert/strict';
import { guarded } from '../../src/agents/reading/readTranscript';
import { boundedPart } from '../../src/agents/reading/partBounds';
import { TranscriptFamilies } from '../../src/agents/index/transcriptFamilies';
import { aiMs } from '../../src/core/transcript/sessions/agentTranscript';
import { withHookEvents, type HookEvent } from '../../src/core/transcript/hooks/hookEvents';
import { mergeTranscripts } from '../../src/core/transcript/sessions/mergeTranscripts';
import { composingTime } from '../../src/core/transcript/inbox/promptComposing';
import type { TranscriptPart } from '../../src/core/transcript/parts/transcriptPart';
import { noUsage, UsageCollector } from '../../src/core/transcript/usageTable';
import { AgentHome } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { emptyTranscript } from '../fixtures/transcripts';
import { processorMs } from '../fixtures/processorMs';

const start = Date.UTC(2026, 5, 1);

describe('One file stops nobody', () => {
  let home: AgentHome;
  let session: ClaudeTranscript;
  beforeEach(() => {
    home = new AgentHome();
    session = new ClaudeTranscript().prompt('go').respond(4_000).written();
    home.claude(session.name, session.text());
  });
  afterEach(() => home.remove());

  it('a record that its reader fails on is counted, and those behind it are read', () => {
    const taken: number[] = [];
    const counts: string[] = [];
    const reader = {
      line(_bytes: Buffer, from: number): void {
        if (from === 1) {
          throw new RangeError('Invalid time value');
        }
        taken.push(from);
      },
      part: () => undefined,
      state: () => ({ usage: noUsage }),
    };
    const take = guarded(reader, (reason) => counts.push(reason));
    [0, 1, 2].forEach((at) => take(Buffer.alloc(3), at, at + 1));
    assert.deepEqual([taken, counts], [[0, 2], ['unreadable record']]);
  });

  it('a family that can’t be put together stays as it was until it changes, and the others are there', () => {
    const families = new TranscriptFamilies();
    families.set('a', partOf('a'));
    families.set('b', partOf('b'));
    assert.equal(families.transcripts().length, 2);
    families.set('a', {
      ...partOf('a'),
      get activity(): never {
        throw new RangeError('Invalid array length');
      },
    });
    assert.deepEqual(
      families.transcripts().map(({ externalId }) => externalId),
      ['a', 'b'],
    );
    assert.equal(families.failures, 1);
    families.set('a', partOf('a'));
    assert.equal(families.transcripts().length, 2);
    assert.equal(families.failures, 0);
  });

  it('ids, folders and names without end are shortened or left out where they are read', async () => {
    const long = new ClaudeTranscript({ seed: 2, cwd: `/${'w'.repeat(6_000)}` }).prompt('go').respond(3_000);
    home.claude('p/x.jsonl', long.text().replaceAll(long.sessionId, 'i'.repeat(900)));
    home.claude('p/y.jsonl', session.text().replaceAll(/"uuid":"/g, `"uuid":"${'u'.repeat(9_000)}`));
    const { transcripts } = await home.scan();
    assert.ok(transcripts.length >= 2);
    for (const each of transcripts) {
      assert.ok(each.externalId.length <= 512 && (each.folder?.length ?? 0) <= 4_096);
      assert.ok([...each.turns, ...each.prompts].every(({ id }) => id.length <= 512));
    }
  });

  it('a document and a line nested without end are counted and never parsed, and the rest is read', async () => {
    const deep = `{"sessionId":"x","messages":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`;
    home.write('.gemini/tmp/p/chats/session-1.json', deep);
    home.write('.gemini/tmp/p/chats/session-2.jsonl', `${deep}\n`);
    const { transcripts, skipped } = await home.scan();
    assert.equal(transcripts.length, 1);
    assert.deepEqual(skipped, [{ reason: 'nested too deeply', count: 2 }]);
  });

  it('bounds hold for whatever a reader hands over, and leave two long ids two', () => {
    const counts: string[] = [];
    const of = (id: string) =>
      boundedPart(
        {
          ...partOf(id.repeat(900)),
          folder: `/${'w'.repeat(5_000)}`,
          branch: 'b'.repeat(900),
          prompts: Array.from({ length: 250_000 }, (_, index) =>
            promptOf(`${id.repeat(300)}${index}`, start),
          ),
          usage: { models: Array.from({ length: 5_000 }, (_, index) => `m${index}`), rows: [] },
        },
        (reason) => counts.push(reason),
      ) ?? assert.fail();
    const [a, b] = [of('a'), of('b')];
    assert.ok(a.externalId.length <= 200 && a.externalId !== b.externalId);
    assert.deepEqual([a.folder, a.branch?.length, a.prompts.length], [null, 200, 200_000]);
    assert.ok(new Set(a.prompts.map(({ id }) => id)).size === 200_000);
    assert.equal(a.usage.models.length, 1_000);
    assert.deepEqual(counts.slice(0, 2).sort(), ['more than one file may hold', 'name too long']);
  });

  const hostile: readonly (readonly [string, () => unknown])[] = [
    [
      '200,000 prompts and turns of a session',
      () =>
        mergeTranscripts([
          {
            ...partOf('a'),
            turns: numbers(200_000).map((index) => turnOf(`t${index}`, start + index * 10)),
            prompts: numbers(200_000).map((index) => promptOf(`p${index}`, start + index * 10)),
          },
        ]),
    ],
    [
      '20,000 files of a session',
      () => mergeTranscripts(numbers(20_000).map((index) => partOf('a', `f${index}`))),
    ],
    [
      '200,000 models',
      () => {
        const usage = new UsageCollector();
        for (const index of numbers(200_000)) {
          usage.add({
            message: index + 1,
            request: 0,
            at: start,
            model: `m${index}`,
            side: false,
            ...counts,
          });
        }
        return usage.table();
      },
    ],
    [
      '100,000 questions of hooks in one turn',
      () => {
        const events = numbers(100_000).map((index): HookEvent => ({
          event: index === 0 ? 'UserPromptSubmit' : 'PermissionRequest',
          session: 'x',
          folder: null,
          at: start + index,
        }));
        const turn = {
          ...turnOf('t', start),
          end: start + 100_000,
          evidence: 'measured',
          continued: false,
        } as const;
        return withHookEvents(
          { ...emptyTranscript, agent: 'claude', externalId: 'x', turns: [turn] },
          events,
        );
      },
    ],
    [
      '50,000 prompts beside 50,000 spans of supervision',
      () =>
        composingTime(
          'task',
          numbers(50_000).map((index) => {
            const at = start + index * 100;
            return { id: `p${index}`, since: at - 50, at, length: 5, ms: 40 };
          }),
          numbers(50_000).map((index) => ({
            taskId: null,
            start: start + index * 100 - 20,
            end: start + index * 100 - 10,
            evidence: 'estimated' as const,
          })),
        ),
    ],
  ];
  for (const [name, work] of hostile) {
    it(`${name} cost what they hold, not its square`, () => {
      const ms = processorMs(work);
      // Its square took minutes.
      assert.ok(ms < 10_000, `${Math.round(ms)} ms`);
    }).timeout(60_000);
  }

  it('and what one says is in the sum', async () => {
    const [found] = (await home.scan()).transcripts;
    assert.equal(aiMs(found ?? assert.fail()), session.truth.writtenMs);
  });
});

const counts = { input: 1, output: 1, cacheRead: 0, cacheWrite: 0 };

function numbers(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function turnOf(id: string, at: number) {
  const busy = [{ start: at, end: at + 5 }];
  return { id, by: 'person', start: at, end: at + 5, busy, delegated: [], source: 'gaps' } as const;
}

function promptOf(id: string, at: number) {
  return { id, at, length: 1, kind: 'typed' } as const;
}

function partOf(externalId: string, source = externalId): TranscriptPart {
  return {
    source,
    agent: 'claude',
    externalId,
    side: false,
    folder: null,
    branch: null,
    version: null,
    forkedFrom: null,
    automated: false,
    first: start,
    last: start + 10_000,
    turns: [turnOf(`turn of ${externalId}`, start)],
    activity: [],
    prompts: [],
    marks: [],
    usage: noUsage,
  };
}
