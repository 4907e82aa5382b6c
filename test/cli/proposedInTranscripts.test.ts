import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isProposalId } from '../../src/core/proposal/proposalId';
import { AgentHome } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';
import { CopilotCliTranscript } from '../fixtures/agents/copilotCliTranscript';
import { GeminiTranscript } from '../fixtures/agents/geminiTranscript';
import { CommandLine } from '../fixtures/commandLine';

const propose = ['propose', '--title', 'Port the importer', '--hours', '6', '--because', 'Three formats.'];

describe('What the command line prints in a transcript', () => {
  let line: CommandLine;
  let home: AgentHome;
  beforeEach(() => {
    line = new CommandLine();
    home = new AgentHome();
    mkdirSync(join(line.data, 'journal'), { recursive: true });
  });
  afterEach(() => {
    line.remove();
    home.remove();
  });

  it('is a proposal where it was made, with every agent, and none in what the other commands print of it', async () => {
    const claude = new ClaudeTranscript({ seed: 1 });
    const codex = new CodexTranscript({ seed: 2 });
    const gemini = new GeminiTranscript({ seed: 3 });
    const copilot = new CopilotCliTranscript({ seed: 4 });
    const sessions = [claude, codex, gemini, copilot];
    sessions.forEach((session) => session.prompt('go'));
    const made: string[] = [];
    const say = async (...args: readonly string[]): Promise<string> => {
      const [command = '', ...rest] = args;
      const { code, stdout } = await line.run(command, ...rest);
      assert.equal(code, 0);
      const written = `leverage-record ${args.map((each) => JSON.stringify(each)).join(' ')}`;
      sessions.forEach((session) => session.shell(written.replaceAll(/^(\S+) "(\w+)"/gu, '$1 $2'), stdout));
      return stdout;
    };
    for (const more of [[], ['--json'], ['--key', 'commit-1']]) {
      const id = /proposal-[0-9a-f]{32}/u.exec(await say(...propose, ...more))?.[0] ?? '';
      assert.ok(isProposalId(id));
      made.push(id);
      await say('proposals');
      await say('proposals', '--json');
      await say('similar', '--title', 'Port the importer');
      await say('similar', '--title', 'Port the importer', '--json');
      await say('calibration');
    }
    await say('withdraw', made[0] ?? '');
    home.claude(claude.name, claude.text());
    home.write(`.codex/sessions/${codex.name}`, codex.text());
    home.write(`.gemini/tmp/${gemini.name}`, gemini.text());
    home.write(`.copilot/session-state/${copilot.name}`, copilot.text());
    const { transcripts } = await home.scan();
    assert.deepEqual(
      new Map(transcripts.map(({ agent, proposals = [] }) => [agent, proposals.map(({ id }) => id)])),
      new Map(['claude', 'codex', 'copilot', 'gemini'].map((agent) => [agent, made])),
    );
  });
});
