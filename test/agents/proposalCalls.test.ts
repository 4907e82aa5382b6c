import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { putAwayIndex, takeUpIndex } from '../../src/agents/index/putAway';
import type { AgentTranscript } from '../../src/core/transcript/sessions/agentTranscript';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';
import { CopilotCliTranscript } from '../fixtures/agents/copilotCliTranscript';
import { GeminiTranscript } from '../fixtures/agents/geminiTranscript';

const id = (last: string): string => `proposal-${last.padStart(32, '0')}`;
const propose = 'leverage-record propose --title "Move the retry rules" --hours 6 --low 4 --high 10';

/** A session of each agent with a shell, to be told what its commands printed. */
interface Session {
  readonly path: string;
  readonly now: number;
  text(): string;
  prompt(text: string): unknown;
  shell(command: string, printed: string): unknown;
  end(): unknown;
}

const agents: Readonly<Record<string, () => Session>> = {
  claude() {
    const session = new ClaudeTranscript();
    return {
      path: `.claude/projects/${session.name}`,
      get now() {
        return session.now;
      },
      text: () => session.text(),
      prompt: (text) => session.prompt(text),
      shell: (command, printed) => session.shell(command, printed),
      end: () => session.respond(3_000).written(),
    };
  },
  codex() {
    const session = new CodexTranscript();
    return {
      path: `.codex/sessions/${session.name}`,
      get now() {
        return session.now;
      },
      text: () => session.text(),
      prompt: (text) => session.prompt(text),
      shell: (command, printed) => session.shell(command, printed),
      end: () => session.wait(3_000).end(),
    };
  },
  gemini() {
    const session = new GeminiTranscript();
    return {
      path: `.gemini/tmp/${session.name}`,
      get now() {
        return session.now;
      },
      text: () => session.text(),
      prompt: (text) => session.prompt(text),
      shell: (command, printed) => session.shell(command, printed),
      end: () => session.respond(3_000),
    };
  },
  copilot() {
    const session = new CopilotCliTranscript();
    return {
      path: `.copilot/session-state/${session.name}`,
      get now() {
        return session.now;
      },
      text: () => session.text(),
      prompt: (text) => session.prompt(text),
      shell: (command, printed) => session.shell(command, printed),
      end: () => session.respond(3_000),
    };
  },
};

describe('The proposals in a transcript', () => {
  let home: AgentHome;
  beforeEach(() => (home = new AgentHome()));
  afterEach(() => home.remove());

  async function read(): Promise<readonly AgentTranscript[]> {
    const { transcripts, skipped } = await home.scan();
    assert.deepEqual(skipped, []);
    return transcripts;
  }

  for (const [agent, begin] of Object.entries(agents)) {
    it(`${agent}: are the ids that its calls of the command printed, at the time of the result`, async () => {
      const session = begin();
      const expected: (readonly [string, number])[] = [];
      const ran = (name: string, command: string, printed: string): void => {
        session.shell(command, printed);
        expected.push([id(name), session.now]);
      };
      session.prompt('go');
      ran('a1', propose, `${id('a1')}\n`);
      ran('a2', `cd /w/app && ${propose} --json`, `{"id":"${id('a2')}"}\n`);
      session.end();
      session.prompt('on');
      ran('a3', 'leverage-record propose - <<"END"\n{"title":"x"}\nEND', `A new record.\n${id('a3')}`);
      ran('a4', '"/opt/bin/leverage-record" propose \\\n  --title x --hours 1', id('a4'));
      session.end();
      home.write(session.path, session.text());
      const [transcript] = await read();
      assert.deepEqual(
        transcript?.proposals?.map((each) => [each.id, each.at]),
        expected,
      );
    });

    it(`${agent}: are none in other text, of another command, or without a result`, async () => {
      const session = begin();
      session.prompt(`go on with ${id('b1')}`);
      session.shell('cat notes.txt', id('b2'));
      session.shell('leverage-record proposals', `${id('b3')}  Move the retry rules\n${id('b4')}`);
      session.shell(`leverage-record withdraw ${id('b5')}`, id('b5'));
      session.shell('leverage-record similar --title x', id('b6'));
      session.shell(propose, `${id('b7')} is already decided on.`);
      session.shell(propose, '');
      session.shell('leverage-record propose --help', `Prints ids as ${id('b8')}`);
      session.shell(`${propose}; leverage-record proposals --json`, `[{"id":"${id('b9')}"}]`);
      session.shell(`grep -r leverage-record docs`, `leverage-record propose\n${id('b0')}`);
      session.end();
      home.write(session.path, session.text());
      const [transcript] = await read();
      assert.ok(transcript && !('proposals' in transcript));
    });

    it(`${agent}: stay the same wherever reading stopped, also over a restart, without a word of the call`, async () => {
      const session = begin();
      session.prompt('go');
      session.shell(propose, id('c1'));
      session.end();
      session.prompt('on');
      session.shell(propose, id('c2'));
      session.end();
      home.write(session.path, session.text());
      const [whole] = await read();
      assert.equal(whole?.proposals?.length, 2);
      const lines = session.text().split(/(?<=\n)/u);
      const indexPath = join(home.path, 'data', 'transcripts.index');
      for (let line = 1; line < lines.length; line += 1) {
        rmSync(join(home.path, 'data'), { recursive: true, force: true });
        home.write(session.path, lines.slice(0, line).join(''));
        const before = takeUpIndex(indexPath, home.settings());
        await before.scan(scannedAt);
        assert.ok(putAwayIndex(indexPath, before, false));
        assert.ok(!readFileSync(indexPath).includes('retry rules'));
        home.append(session.path, lines.slice(line).join(''));
        const scan = await takeUpIndex(indexPath, home.settings()).scan(scannedAt);
        assert.deepEqual(scan.transcripts[0]?.proposals, whole.proposals, `after line ${line}`);
      }
    });

    it(`${agent}: stay when the file goes, over a restart`, async () => {
      const session = begin();
      session.prompt('go');
      session.shell(propose, id('d1'));
      session.end();
      home.write(session.path, session.text());
      const indexPath = join(home.path, 'data', 'transcripts.index');
      const before = takeUpIndex(indexPath, home.settings());
      const { proposals } = (await before.scan(scannedAt)).transcripts[0] ?? {};
      assert.equal(proposals?.length, 1);
      rmSync(join(home.path, session.path));
      await before.scan(scannedAt);
      assert.ok(putAwayIndex(indexPath, before, false));
      const after = (await takeUpIndex(indexPath, home.settings()).scan(scannedAt)).transcripts;
      assert.deepEqual(
        after.map((each) => each.proposals),
        [proposals],
      );
    });
  }

  it('are in no copied history of Claude Code, and those of its subagents are in the session', async () => {
    const session = new ClaudeTranscript();
    session.prompt('go').shell(propose, id('e1')).respond(1_000).written();
    const marked = session.copied(7, true).wait(5_000).prompt('on').shell(propose, id('e2')).respond(1_000);
    const plain = session.copied(8, false).wait(9_000).prompt('on').respond(1_000);
    const subagent = new ClaudeTranscript({
      seed: 9,
      sessionId: session.sessionId,
      agentId: 'a1',
      start: session.now - 60_000,
    });
    subagent.user('part');
    subagent.shell(propose, id('e3'));
    for (const each of [session, marked, plain]) {
      home.claude(each.name, each.text());
    }
    home.claude(`-w-app/${session.sessionId}/subagents/agent-a1.jsonl`, subagent.text());
    assert.deepEqual(await proposalsBySession(), {
      [session.sessionId]: [id('e3'), id('e1')],
      [marked.sessionId]: [id('e2')],
      [plain.sessionId]: [],
    });
  });

  it('are in no forked thread of Codex', async () => {
    const session = new CodexTranscript();
    session.prompt('go').shell(propose, id('f1')).end();
    const fork = session.forked(7).wait(5_000).prompt('on').shell(propose, id('f2')).end();
    for (const each of [session, fork]) {
      home.write(`.codex/sessions/${each.name}`, each.text());
    }
    assert.deepEqual(await proposalsBySession(), { [session.id]: [id('f1')], [fork.id]: [id('f2')] });
  });

  it('are found in the results of our tool, whatever server it is of', async () => {
    const claude = new ClaudeTranscript();
    const content = [{ type: 'text', text: `{"proposed":"${id('01')}","similar":"${id('02')}"}` }];
    claude.prompt('go').tool('mcp__leverage-record__propose_task', { input: { title: 'x' }, content });
    claude.tool('mcp__leverage-record__similar_tasks', { content: id('03') }).respond(1_000);
    home.claude(claude.name, claude.text());
    const codex = new CodexTranscript({ seed: 2 }).prompt('go').wait(1_000);
    const name = 'propose_task';
    codex
      .line('response_item', {
        type: 'function_call',
        name,
        namespace: 'mcp__record',
        call_id: 'c',
        arguments: '{}',
      })
      .line('response_item', { type: 'function_call_output', call_id: 'c', output: JSON.stringify(content) })
      .end();
    home.write(`.codex/sessions/${codex.name}`, codex.text());
    const gemini = new GeminiTranscript({ seed: 3 }).prompt('go');
    gemini.respond(1_000, [{ name: 'mcp_record_propose_task', output: id('01') }]);
    home.write(`.gemini/tmp/${gemini.name}`, gemini.text());
    const found = await proposalsBySession();
    assert.deepEqual(Object.values(found), [[id('01')], [id('01')], [id('01')]]);
  });

  it('are found in both records that VS Code keeps of a chat', async () => {
    const storage = '.config/Code/User/workspaceStorage/abc';
    const at = (seconds: number): string => new Date(Date.UTC(2026, 5, 1, 8, 0, seconds)).toISOString();
    const event = (type: string, seconds: number, data: object): string =>
      `${JSON.stringify({ type, data, id: `${type} ${seconds}`, timestamp: at(seconds), parentId: null })}\n`;
    const args = { command: propose, explanation: 'Proposes it' };
    home.write(
      `${storage}/GitHub.copilot-chat/transcripts/V1.jsonl`,
      [
        event('session.start', 0, { sessionId: 'V1', version: 1 }),
        event('user.message', 1, { content: 'go', attachments: [] }),
        event('assistant.message', 5, {
          content: '',
          toolRequests: [{ toolCallId: 't1', name: 'run_in_terminal', arguments: JSON.stringify(args) }],
        }),
        event('tool.execution_start', 6, { toolCallId: 't1', toolName: 'run_in_terminal', arguments: args }),
        event('tool.execution_complete', 7, {
          toolCallId: 't1',
          success: true,
          result: { content: id('01') },
        }),
        event('assistant.message', 9, { content: 'Done', toolRequests: [] }),
      ].join(''),
    );
    const call = { name: 'leverageRecord_proposeTask', arguments: '{"title":"x"}', id: 'c1__vscode-1' };
    const other = { name: 'read_file', arguments: '{}', id: 'c2__vscode-2' };
    const request = {
      requestId: 'r1',
      timestamp: Date.parse(at(1)),
      message: { text: 'go' },
      modelState: { value: 1 },
      result: {
        timings: { totalElapsed: 9_000 },
        metadata: {
          toolCallRounds: [{ response: '', toolCalls: [call, other] }],
          toolCallResults: {
            [call.id]: { content: [{ value: { node: { children: [{ text: id('02') }] } } }] },
            [other.id]: { content: [{ value: id('03') }] },
          },
        },
      },
    };
    home.write(
      `${storage}/chatSessions/V2.json`,
      JSON.stringify({ version: 3, sessionId: 'V2', requests: [request] }),
    );
    const found = Object.fromEntries((await read()).map((each) => [each.externalId, each.proposals ?? []]));
    assert.deepEqual(
      Object.entries(found).map(([name, each]) => [name, each.map((one) => [one.id, one.at])]),
      [
        ['V1', [[id('01'), Date.parse(at(7))]]],
        ['V2', [[id('02'), Date.parse(at(10))]]],
      ],
    );
  });

  async function proposalsBySession(): Promise<Readonly<Record<string, readonly string[]>>> {
    return Object.fromEntries(
      (await read()).map(({ externalId, proposals = [] }) => [externalId, proposals.map((each) => each.id)]),
    );
  }
});
