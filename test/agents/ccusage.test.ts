import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { transcriptTokens } from '../../src/core/transcript/sessions/agentTranscript';
import { LocalDays } from '../../src/core/days/localDays';
import { transcriptDays } from '../../src/core/transcript/sessions/transcriptDays';
import type { Scan } from '../../src/agents/index/transcriptIndex';
import { addTokens, noTokens } from '../../src/core/task/tokens';
import { AgentHome } from '../fixtures/agents/agentHome';
import {
  apart,
  ccusage,
  ccusageScript,
  inTheirs,
  ownByModel,
  summed,
  theirsByModel,
  tokensIn,
  type CcusageRow,
  type CcusageTokens,
} from '../fixtures/agents/ccusage';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';
import {
  repeatedInProgress,
  sampledClaudeFiles,
  sampledCodexFiles,
  type SampledFile,
} from '../fixtures/agents/sampledShapes';
import { skipBecause } from '../skipBecause';

const zone = 'America/New_York';

describe('tokens beside ccusage', () => {
  let script: string;
  let home: AgentHome;
  before(function () {
    const found = ccusageScript();
    if (found === undefined) {
      skipBecause(this, 'ccusage has no program for this machine.');
    }
    script = found;
  });
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  async function ours(): Promise<Scan> {
    const scan = await home.scan();
    assert.deepEqual(scan.skipped, []);
    return scan;
  }

  function theirs(agent: 'claude' | 'codex', report: 'daily' | 'session'): readonly CcusageRow[] {
    return ccusage(script, home.path, agent, report, zone);
  }

  function assertSameByDay(scan: Scan, agent: 'claude' | 'codex'): void {
    const days = transcriptDays(scan.transcripts, new LocalDays(zone, '00:00'));
    assert.ok(days.length > 1);
    assert.deepEqual(
      days
        .filter((each) => each.agent === agent && each.tokens.output > 0)
        .map((each) => [each.day, inTheirs(each.tokens)]),
      theirs(agent, 'daily').map((row) => [row.date, tokensIn(row)]),
    );
  }

  function assertSameByModel(scan: Scan, agent: 'claude' | 'codex', models: number): void {
    const own = ownByModel(scan);
    assert.equal(own.size, models);
    assert.deepEqual(own, theirsByModel(theirs(agent, 'daily')));
  }

  describe('Claude Code', () => {
    function write(count: number): void {
      for (let seed = 1; seed <= count; seed += 1) {
        const session = new ClaudeTranscript({
          seed,
          streaming: seed % 2 === 0,
          version: seed % 2 === 0 ? '2.1.60' : '2.1.200',
          start: Date.UTC(2026, 2, 7 + (seed % 4), 3, 30),
        });
        for (let turn = 0; turn < 6; turn += 1) {
          session.wait(session.random.between(1_000, 3_600_000)).prompt(`turn ${turn}`);
          session.respond(4_000, [
            { type: 'thinking', thinking: '' },
            { type: 'text', text: 'So.' },
          ]);
          session.tool('Bash').tool('Read').respond(9_000).written();
        }
        home.claude(session.name, session.text());
        if (seed % 3 === 0) {
          const copy = session
            .copied(seed + 500, seed % 2 === 0)
            .wait(60_000)
            .prompt('on')
            .respond(3_000);
          home.claude(copy.name, copy.text());
        }
        if (seed % 4 === 0) {
          const subagent = new ClaudeTranscript({
            seed: seed + 900,
            sessionId: session.sessionId,
            agentId: 'a1',
          });
          subagent.user('part');
          subagent.tool('Grep').respond(2_000);
          home.claude(`-w-app/${session.sessionId}/subagents/agent-a1.jsonl`, subagent.text());
        }
      }
    }

    it('the sums of each day are the same to the token, also where the clock changes', async () => {
      write(24);
      assertSameByDay(await ours(), 'claude');
    });

    it('the sums of each session are the same, where no history was copied', async () => {
      write(2);
      const scan = await ours();
      assert.deepEqual(
        new Map(scan.transcripts.map((each) => [each.externalId, inTheirs(transcriptTokens(each))])),
        new Map(theirs('claude', 'session').map((row) => [row.sessionId, tokensIn(row)])),
      );
    });

    it('copied history: all sessions together are the same, but ccusage gives it to whichever file sorts first', async () => {
      write(9);
      const scan = await ours();
      assert.deepEqual(
        inTheirs(scan.transcripts.map(transcriptTokens).reduce(addTokens)),
        summed(theirs('claude', 'session')),
      );
    });

    it('the sums of each model are the same', async () => {
      write(6);
      const usage = {
        input_tokens: 1,
        output_tokens: 10,
        cache_read_input_tokens: 2,
        cache_creation_input_tokens: 3,
      };
      const session = new ClaudeTranscript({ seed: 99 }).prompt('go').respond(1_000);
      session.record('assistant', {
        message: { id: 'msg_h', model: 'claude-haiku-4-5', content: [], usage },
        requestId: 'r',
      });
      home.claude(session.name, session.text());
      assertSameByModel(await ours(), 'claude', 2);
    });

    it('a difference: ccusage counts what a progress record repeats of a subagent whose file is gone', async () => {
      const session = new ClaudeTranscript({ version: '2.1.40' }).prompt('go').respond(1_000);
      const usage = {
        input_tokens: 5,
        output_tokens: 50,
        cache_read_input_tokens: 0,
        cache_creation_input_tokens: 0,
      };
      const message = {
        id: 'msg_sub',
        type: 'message',
        role: 'assistant',
        model: 'claude-x',
        content: [],
        usage,
      };
      const timestamp = new Date(session.now).toISOString();
      session.record('progress', {
        data: {
          type: 'agent_progress',
          message: { type: 'assistant', message, requestId: 'req_sub', timestamp },
        },
      });
      home.claude(session.name, session.text());
      const [found] = (await ours()).transcripts;
      // Such a record is rewritten while the response grows, and the figures it has are of no final state.
      assert.ok(found);
      assert.equal(summed(theirs('claude', 'daily')).outputTokens - transcriptTokens(found).output, 50);
    });

    it('advice of another model comes on top', async () => {
      const session = new ClaudeTranscript().prompt('go').respond(1_000);
      const counts = {
        input_tokens: 5,
        output_tokens: 50,
        cache_read_input_tokens: 0,
        cache_creation_input_tokens: 0,
      };
      const advice = {
        type: 'advisor_message',
        model: 'claude-opus-4-6',
        ...counts,
        input_tokens: 800,
        output_tokens: 60,
      };
      const usage = { ...counts, iterations: [{ type: 'message', ...counts }, advice] };
      const message = {
        id: 'msg_adv',
        type: 'message',
        role: 'assistant',
        model: 'claude-opus-4-7',
        content: [],
        usage,
      };
      session.record('assistant', { message, requestId: 'req_adv' });
      home.claude(session.name, session.text());
      assertSameByModel(await ours(), 'claude', 2);
    });

    it('a difference: ccusage passes over a response with an empty field that it doesn’t expect', async () => {
      const session = new ClaudeTranscript().prompt('go').respond(1_000);
      const usage = {
        input_tokens: 5,
        output_tokens: 50,
        cache_read_input_tokens: 0,
        cache_creation_input_tokens: 0,
      };
      const message = {
        id: 'msg_null',
        type: 'message',
        role: 'assistant',
        model: 'claude-x',
        content: [],
        usage,
      };
      session.record('assistant', { message, requestId: null });
      home.claude(session.name, session.text());
      const [found] = (await ours()).transcripts;
      assert.ok(found);
      // A gateway that writes no request's id was paid for its tokens all the same.
      assert.equal(transcriptTokens(found).output - summed(theirs('claude', 'daily')).outputTokens, 50);
    });
  });

  describe('Codex', () => {
    it('the sums of each day, session and model are the same to the token, repeated events and forks among them', async () => {
      for (let seed = 1; seed <= 16; seed += 1) {
        const session = new CodexTranscript({ seed, start: Date.UTC(2026, 2, 7 + (seed % 4), 3, seed) });
        for (let turn = 0; turn < 5; turn += 1) {
          session.model = session.random.pick(['gpt-5.2-codex', 'gpt-5.4', 'gpt-5.2-mini']);
          session.wait(session.random.between(1_000, 3_600_000)).prompt(`turn ${turn}`);
          session.call(4_000).wait(700).repeatTokens().call(2_000).end();
        }
        home.write(`.codex/sessions/${session.name}`, session.text());
        if (seed % 3 === 0) {
          const fork = session
            .forked(seed + 700)
            .wait(60_000)
            .prompt('two')
            .call(4_000)
            .end();
          home.write(`.codex/sessions/${fork.name}`, fork.text());
        }
      }
      const scan = await ours();
      assertSameByDay(scan, 'codex');
      assertSameByModel(scan, 'codex', 3);
      const byFile = (name: string | undefined): string => /[0-9a-f-]{36}$/.exec(name ?? '')?.[0] ?? '';
      assert.deepEqual(
        new Map(scan.transcripts.map((each) => [each.externalId, inTheirs(transcriptTokens(each))])),
        new Map(theirs('codex', 'session').map((row) => [byFile(row.sessionId), tokensIn(row)])),
      );
    });
  });

  describe('on sessions of the shape of real ones, of many versions', () => {
    const progress = inTheirs({ ...repeatedInProgress, unsplit: 0 });

    async function write(files: readonly SampledFile[]): Promise<Scan> {
      for (const { name, text } of files) {
        home.write(name, text);
      }
      const scan = await ours();
      assert.deepEqual(
        new Set(scan.transcripts.map((each) => each.externalId)),
        new Set(files.map((each) => each.sessionId)),
      );
      return scan;
    }

    it('Claude Code: each day and model is the same but for progress of a subagent that left no file', async () => {
      const scan = await write(sampledClaudeFiles());
      const days = new Map(
        transcriptDays(scan.transcripts, new LocalDays(zone, '00:00')).map((each) => [
          each.day,
          inTheirs(each.tokens),
        ]),
      );
      const theirDays = new Map(theirs('claude', 'daily').map((row) => [row.date ?? '', tokensIn(row)]));
      assert.ok(theirDays.size > 8);
      // Progress is rewritten while a response grows, and isn't told by what versions since write: it never counts.
      assert.deepEqual(apart(theirDays, days), [['2026-03-09', progress]]);
      const theirModels = theirsByModel(theirs('claude', 'daily'));
      assert.deepEqual(apart(theirModels, ownByModel(scan)), [['claude-opus-4-5-20251101', progress]]);
    });

    it('Claude Code: each session is the same, but for whose a copied history is', async () => {
      const files = sampledClaudeFiles();
      const scan = await write(files);
      const own = new Map(
        scan.transcripts.map((each) => [each.externalId, inTheirs(transcriptTokens(each))]),
      );
      const their = new Map<string, CcusageTokens>();
      for (const row of theirs('claude', 'session')) {
        // A subagent's file beside its session counts there as a session of its own.
        const file = files.find(({ name }) => name.endsWith(`/${row.sessionId}.jsonl`));
        const id = file?.sessionId ?? row.sessionId ?? '';
        their.set(id, summed([their.get(id) ?? [], row].flat()));
      }
      const [original, copy] = files.filter(({ text }) => text.includes('msg_01progress'));
      assert.ok(original && copy);
      const differing = apart(their, own);
      assert.deepEqual(new Set(differing.map(([id]) => id)), new Set([original.sessionId, copy.sessionId]));
      // What it gives to one of them it takes from the other: for us it is of the one that wrote it. By session
      // ccusage leaves out what progress repeats itself.
      assert.deepEqual(summed(differing.map(([, tokens]) => tokens)), inTheirs(noTokens));
    });

    it('Codex: each day, session and model is the same', async () => {
      const scan = await write(sampledCodexFiles());
      assertSameByDay(scan, 'codex');
      assertSameByModel(scan, 'codex', 3);
      const own = scan.transcripts.map(
        (each) => [each.externalId, inTheirs(transcriptTokens(each))] as const,
      );
      const their = theirs('codex', 'session').map(
        (row) => [/[0-9a-f-]{36}$/.exec(row.sessionId ?? '')?.[0] ?? '', tokensIn(row)] as const,
      );
      assert.deepEqual(apart(new Map(their), new Map(own)), []);
    });
  });
});
