import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CommandLine } from '../fixtures/commandLine';

const day = 86_400_000;

describe('leverage-record doctor', () => {
  let line: CommandLine;
  beforeEach(async () => {
    line = new CommandLine();
    await line.close('Port the importer');
  });
  afterEach(() => line.remove());

  function work(daysAgo: number): void {
    const transcript = new ClaudeTranscript({ seed: daysAgo, start: line.now - daysAgo * day })
      .prompt('go')
      .respond(240_000)
      .written();
    const file = join(line.folder, 'home', '.claude', 'projects', transcript.name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, transcript.text());
  }

  it('says of each agent what arrives, and what to do', async () => {
    work(2);
    const { code, stdout, stderr } = await line.run('doctor');
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(
      stdout,
      /^Claude Code\n {2}proposals {4}not connected\n {2}hooks {8}not installed \(optional\)\n {2}transcripts {2}arrive, the last on 2026-04-17\n {2}next {9}Run Connect Agents in VS Code, so that Claude Code proposes what it finished\.\n\nCodex\n {2}proposals {4}not connected\n {2}transcripts {2}not used on this computer\n\nGemini CLI\n/,
    );
    assert.match(stdout, /\nleverage-record is not on the PATH of this shell/);
  });

  it('warns of sessions in no task that are about to be deleted, and knows the folder on the PATH', async () => {
    work(25);
    work(2);
    line.variables = { PATH: ['/bin', join(line.data, 'bin')].join(':') };
    const { stdout } = await line.run('doctor', '--json');
    const { onPath, agents } = JSON.parse(stdout);
    assert.equal(onPath, true);
    const [claude] = agents;
    assert.deepEqual(
      [claude.agent, claude.hooks, claude.isConnected, claude.next.kind],
      ['claude', 'not installed', false, 'saveSessions'],
    );
    assert.match(
      claude.next.text,
      /^Claude Code is about to delete the transcript of 1 session that is in no task\./,
    );
    assert.equal(agents.length, 4);
  });
});
