import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { agentCommand } from '../../../src/core/programs/agentCommand';
import { simpleCommands } from '../../../src/core/programs/shellWords';

const interactive: readonly (readonly [line: string, agent: string])[] = [
  ['claude', 'claude'],
  ['claude "fix the bug"', 'claude'],
  ['claude -c', 'claude'],
  ['claude --resume abc', 'claude'],
  ['claude --model update', 'claude'],
  ['claude --dangerously-skip-permissions', 'claude'],
  ['claude "please print -p"', 'claude'],
  ['claude -- -p', 'claude'],
  ['codex', 'codex'],
  ['codex resume --last', 'codex'],
  ['codex -p work "do it"', 'codex'],
  ['codex --model gpt-5 "exec the plan"', 'codex'],
  ['gemini', 'gemini'],
  ['gemini -i "start here"', 'gemini'],
  ['gemini "what is this"', 'gemini'],
  ['copilot', 'copilot'],
  ['copilot --resume', 'copilot'],
  ['aider', 'aider'],
  ['aider src/a.py src/b.py', 'aider'],
  ['opencode', 'opencode'],
  ['opencode .', 'opencode'],
  ['cursor-agent', 'cursor-agent'],
  ['cursor-agent resume', 'cursor-agent'],
  ['amp', 'amp'],
  ['amp threads continue', 'amp'],
  ['goose', 'goose'],
  ['goose session', 'goose'],
  ['goose run -s -t "x"', 'goose'],
  ['crush', 'crush'],
  ['npx @openai/codex', 'codex'],
  ['npx @openai/codex@latest', 'codex'],
  ['npx -y @anthropic-ai/claude-code', 'claude'],
  ['npx --yes @anthropic-ai/claude-code@2.1.0', 'claude'],
  ['npx -p @anthropic-ai/claude-code claude', 'claude'],
  ['npx @google/gemini-cli', 'gemini'],
  ['bunx @openai/codex', 'codex'],
  ['bun x opencode-ai', 'opencode'],
  ['pnpm dlx @openai/codex', 'codex'],
  ['yarn dlx @anthropic-ai/claude-code', 'claude'],
  ['npm exec -- @openai/codex', 'codex'],
  ['uvx aider-chat', 'aider'],
  ['uvx --from aider-chat aider', 'aider'],
  ['uv tool run --from aider-chat aider', 'aider'],
  ['pipx run aider-chat', 'aider'],
  ['python -m aider', 'aider'],
  ['env A=1 B="2 3" claude', 'claude'],
  ['env -u HOME -i claude', 'claude'],
  ['FOO=bar claude', 'claude'],
  ['FOO="b a r" BAR= claude', 'claude'],
  ['sudo claude', 'claude'],
  ['sudo -u me -E claude', 'claude'],
  ['time claude', 'claude'],
  ['nohup claude &', 'claude'],
  ['command claude', 'claude'],
  ['timeout -k 5 60m claude', 'claude'],
  ['caffeinate -i claude', 'claude'],
  ['/usr/local/bin/claude', 'claude'],
  ['~/.claude/local/claude', 'claude'],
  ['./node_modules/.bin/codex', 'codex'],
  ['"/opt/my tools/claude"', 'claude'],
  ['/opt/my\\ tools/claude', 'claude'],
  ['C:\\Users\\me\\AppData\\npm\\claude.cmd', 'claude'],
  ['& "C:\\Program Files\\claude.exe"', 'claude'],
  ['claude.exe', 'claude'],
  ['codex.ps1', 'codex'],
  ['cd x && claude', 'claude'],
  ['cd x; claude', 'claude'],
  ['cd x\nclaude', 'claude'],
  ['(cd x && codex)', 'codex'],
  ['source .env && FOO=1 npx -y @openai/codex', 'codex'],
  ['claude || codex', 'claude'],
  ['claude --version || codex', 'codex'],
  ['claude \\\n  --model opus', 'claude'],
  ['bash -lc "cd x && claude"', 'claude'],
  ['cmd /c claude', 'claude'],
  ['  claude  ', 'claude'],
];

const batch: readonly (readonly [line: string, agent: string])[] = [
  ['claude -p "x"', 'claude'],
  ['claude --print x', 'claude'],
  ['claude "x" -p', 'claude'],
  ['claude -p update', 'claude'],
  ['claude -cp "go on"', 'claude'],
  ['claude --output-format json -p "x" > out.json', 'claude'],
  ['claude -p "x" 2>&1 | tee log', 'claude'],
  ['cat f | claude -p', 'claude'],
  ['cat f|claude -p', 'claude'],
  ['claude -p < prompt.md', 'claude'],
  ['claude -p <<EOF\nclaude --version\nEOF', 'claude'],
  ['claude -p <<< "text"', 'claude'],
  ['cd x && claude -p "a && b"', 'claude'],
  ['codex exec "x"', 'codex'],
  ['codex e x', 'codex'],
  ['codex -m gpt-5 exec x', 'codex'],
  ['codex exec --json - < f', 'codex'],
  ['codex review', 'codex'],
  ['gemini -p x', 'gemini'],
  ['gemini --prompt=x', 'gemini'],
  ['gemini -m pro --prompt update', 'gemini'],
  ['copilot -p "x" --allow-all-tools', 'copilot'],
  ['aider -m "x" a.py', 'aider'],
  ['aider --message "x"', 'aider'],
  ['aider --message-file p.txt', 'aider'],
  ['opencode run "x"', 'opencode'],
  ['cursor-agent -p "x"', 'cursor-agent'],
  ['cursor-agent --print x', 'cursor-agent'],
  ['amp -x "x"', 'amp'],
  ['amp --execute x', 'amp'],
  ['goose run -t "x"', 'goose'],
  ['crush run x', 'crush'],
  ['npx -y @anthropic-ai/claude-code -p "x"', 'claude'],
  ['for f in *.md; do claude -p "$f"; done', 'claude'],
  ['if true; then codex exec x; fi', 'codex'],
  ['X=$(claude -p x)', 'claude'],
  ["sh -c 'echo a; codex exec b'", 'codex'],
  ['pwsh -Command "claude -p x"', 'claude'],
  ['env A=1 sudo -E time nohup claude -p x', 'claude'],
];

const none = [
  '',
  '   ',
  '&&',
  '"',
  'cat claude.md',
  'vim codex',
  'echo claude',
  'echo "a; claude"',
  "echo 'a && codex exec'",
  'echo a \\; claude',
  'grep -r claude .',
  'git commit -m "claude"',
  'git commit -m "x && claude -p y"',
  'git checkout claude',
  'cd claude',
  'ls claude codex',
  './claude.md',
  './claude/run.sh',
  'claude.md',
  'claude-notes',
  'myclaude',
  'which claude',
  'command -v claude',
  'man claude',
  'killall claude',
  'npm install -g @anthropic-ai/claude-code',
  'npm i @openai/codex',
  'pip install aider-chat',
  'pnpm add @openai/codex',
  'alias claude=x',
  'export CLAUDE=claude',
  'claude=1',
  'CLAUDE=claude make',
  '# claude',
  'make # claude -p x',
  'cat <<EOF\nclaude\nEOF',
  'make > claude',
  'make 2> codex',
  'make >> claude',
  'make < claude',
  'claude --version',
  'claude -v',
  'claude --help',
  'claude mcp list',
  'claude config set x y',
  'claude update',
  'claude login',
  'claude doctor',
  'claude plugin install x',
  'claude --debug mcp serve',
  'codex login',
  'codex logout',
  'codex --version',
  'codex -V',
  'codex mcp',
  'codex exec --help',
  'codex completion bash',
  'gemini --version',
  'gemini mcp add x',
  'gemini extensions list',
  'gemini --list-extensions',
  'copilot --version',
  'copilot help',
  'aider --version',
  'aider --list-models gpt',
  'opencode auth login',
  'opencode models',
  'opencode serve',
  'cursor-agent login',
  'cursor-agent status',
  'amp login',
  'amp threads list',
  'goose configure',
  'goose session list',
  'crush logs',
  'npx @openai/codex --version',
  'npx -y cowsay claude',
  'uvx black aider',
  'npx',
  'env',
  'sudo',
  'timeout 5',
];

/** Wherever it is run. */
function foundIn(line: string, extraNames?: readonly string[]) {
  const found = agentCommand(line, { commands: extraNames ?? [] });
  return found && { agent: found.agent, mode: found.mode };
}

describe('The agent of a command line', () => {
  for (const [line, agent] of interactive) {
    it(`${JSON.stringify(line)} is a conversation with ${agent}`, () =>
      assert.deepEqual(foundIn(line), { agent, mode: 'interactive' }));
  }
  for (const [line, agent] of batch) {
    it(`${JSON.stringify(line)} is a batch run of ${agent}`, () =>
      assert.deepEqual(foundIn(line), { agent, mode: 'batch' }));
  }
  for (const line of none) {
    it(`${JSON.stringify(line)} starts no session`, () => assert.equal(agentCommand(line), undefined));
  }
  for (const [line, mode] of [
    ['my-agent', 'interactive'],
    ['my-agent fix it', 'interactive'],
    ['my-agent -p x', 'batch'],
    ['my-agent run x', 'batch'],
    ['npx my-agent@next exec x', 'batch'],
  ] as const) {
    it(`${JSON.stringify(line)} is known by a name from the settings`, () => {
      assert.equal(agentCommand(line), undefined);
      assert.deepEqual(foundIn(line, ['my-agent']), { agent: 'my-agent', mode });
    });
  }

  for (const [line, enters] of [
    ['claude', undefined],
    ['cd packages/api && claude', ['packages/api']],
    ['cd "my app" ; cd \'ünter\' && claude -p x', ['my app', 'ünter']],
    ['cd -P -- packages && codex', ['packages']],
    ['cd && claude', ['~']],
    ['cd ~/shop && claude', ['~/shop']],
    ['pushd C:\\work\\shop; claude', ['C:\\work\\shop']],
    ['cd /d D:\\shop && claude', ['D:\\shop']],
    ['Set-Location -Path src; claude', ['src']],
    ['cd src && bash -c "cd api && claude"', ['src', 'api']],
    ['cd - && claude', undefined],
    ['cd $SHOP && claude', undefined],
    ['cd src && cd "$SHOP" && claude', undefined],
    ['cd ~other/shop && claude', undefined],
    ['(cd src && make); claude', undefined],
    ['claude && cd src', undefined],
    ['bash -c "cd src" && claude', undefined],
  ] as const) {
    it(`${JSON.stringify(line)} is run in ${enters?.join(' and ') ?? 'the folder of the shell'}`, () => {
      const found = agentCommand(line);
      assert.ok(found);
      assert.deepEqual(found.enters, enters);
    });
  }

  it('answers for any text, however malformed', () => {
    const part = fc.constantFrom(
      'claude',
      ' ',
      '"',
      "'",
      '\\',
      '|',
      '&',
      '<',
      '>',
      '$(',
      ')',
      '=',
      '-p',
      '#',
      '\n',
      '𝒳',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        agentCommand(parts.join(''));
      }),
    );
  });

  it('finds an agent whatever its prompt is, as long as that is quoted', () => {
    fc.assert(
      fc.property(fc.string(), (prompt) => {
        const quoted = `'${prompt.replaceAll("'", `'\\''`)}'`;
        assert.deepEqual(foundIn(`cd x && claude -p ${quoted}`), { agent: 'claude', mode: 'batch' });
        assert.equal(agentCommand(`echo ${quoted}`), undefined);
        assert.deepEqual(simpleCommands(`echo ${quoted}`), [['echo', prompt]]);
      }),
    );
  });

  it('takes no longer on a huge line', () => {
    const line = `claude -p "${'x'.repeat(5_000_000)}"`;
    assert.deepEqual(foundIn(line), { agent: 'claude', mode: 'batch' });
  });
});
