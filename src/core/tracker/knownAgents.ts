/** How one agent's command line tells what a run is. */
export interface AgentUsage {
  readonly agent: string;
  /** Names it is called by, and its packages in npm and PyPI. */
  readonly names: readonly string[];
  /** Options that make the run answer one prompt and end. */
  readonly batchOptions: readonly string[];
  readonly batchCommands: readonly string[];
  /** Commands and options with which no agent works: settings, accounts, lists, help. */
  readonly otherCommands: readonly string[];
  readonly otherOptions: readonly string[];
  /** Options whose next word is their value, so that it is not taken for a command. */
  readonly valueOptions: readonly string[];
}

export const helpOptions = ['--help', '-h', '--version', '-v', '-V'] as const;

export const knownAgents: readonly AgentUsage[] = [
  {
    agent: 'claude',
    names: ['claude', '@anthropic-ai/claude-code'],
    batchOptions: ['-p', '--print'],
    batchCommands: [],
    otherCommands: words(
      'mcp config update upgrade doctor install migrate-installer setup-token login logout auth',
    ).concat(words('plugin plugins agents help auto-mode remote-control')),
    otherOptions: [],
    valueOptions: words(
      '--model --fallback-model --permission-mode --append-system-prompt --system-prompt',
    ).concat(
      words(
        '--allowedTools --allowed-tools --disallowedTools --disallowed-tools --add-dir --mcp-config --settings',
      ),
      words('--output-format --input-format --max-turns --resume -r --session-id --agents --agent --tools'),
      words('--setting-sources --plugin-dir --name -n --effort --worktree -w --json-schema --max-budget-usd'),
    ),
  },
  {
    agent: 'codex',
    names: ['codex', '@openai/codex'],
    batchOptions: [],
    batchCommands: ['exec', 'e', 'review'],
    otherCommands: words(
      'login logout mcp mcp-server app app-server completion apply a sandbox debug features',
    ).concat(words('cloud update execpolicy help plugin')),
    otherOptions: [],
    valueOptions: words(
      '-m --model -c --config -i --image -p --profile -s --sandbox -a --ask-for-approval -C --cd',
    ).concat(words('--add-dir --enable --disable --remote --local-provider')),
  },
  {
    agent: 'gemini',
    names: ['gemini', '@google/gemini-cli'],
    batchOptions: ['-p', '--prompt'],
    batchCommands: [],
    otherCommands: words('mcp extensions extension skills skill hooks hook update help'),
    otherOptions: words('--list-extensions -l --list-sessions --delete-session'),
    valueOptions: words(
      '-m --model --approval-mode --include-directories -e --extensions --allowed-tools -o',
    ).concat(words('--output-format -r --resume -i --prompt-interactive')),
  },
  {
    agent: 'copilot',
    names: ['copilot', '@github/copilot'],
    batchOptions: ['-p', '--prompt'],
    batchCommands: [],
    otherCommands: words('help login logout update plugin mcp version init completion'),
    otherOptions: [],
    valueOptions: words(
      '--model --add-dir --allow-tool --deny-tool --resume --agent --log-dir --log-level -i',
    ).concat(words('--interactive --additional-mcp-config --config-dir')),
  },
  {
    agent: 'aider',
    names: ['aider', 'aider-chat'],
    batchOptions: words('-m --message --msg -f --message-file --commit --lint --test'),
    batchCommands: [],
    otherCommands: [],
    otherOptions: words(
      '--models --list-models --upgrade --update --just-check-update --install-main-branch',
    ).concat(words('--show-repo-map --show-prompts --shell-completions --gui --browser')),
    valueOptions: words('--model --weak-model --editor-model --read --file --config --env-file'),
  },
  {
    agent: 'opencode',
    names: ['opencode', 'opencode-ai'],
    batchOptions: [],
    batchCommands: ['run'],
    otherCommands: words(
      'auth login logout providers upgrade uninstall models agent mcp serve web stats export import',
    ).concat(words('github session acp debug completion db plugin help')),
    otherOptions: [],
    valueOptions: words('-m --model -s --session -p --prompt --agent --port --hostname --log-level'),
  },
  {
    agent: 'cursor-agent',
    names: ['cursor-agent'],
    batchOptions: ['-p', '--print'],
    batchCommands: [],
    otherCommands: words(
      'login logout status whoami update upgrade mcp create-chat about models help',
    ).concat(words('install-shell-integration uninstall-shell-integration')),
    otherOptions: words('--list-models'),
    valueOptions: words('-a --api-key -m --model --output-format --resume -H --header --workspace --mode'),
  },
  {
    agent: 'amp',
    names: ['amp', '@sourcegraph/amp'],
    batchOptions: ['-x', '--execute'],
    batchCommands: [],
    otherCommands: words(
      'login logout mcp tools tool permissions permission update usage version doctor skill',
    ).concat(words('skills help')),
    otherOptions: [],
    valueOptions: words(
      '-m --mode --settings-file --mcp-config --log-level --log-file --visibility -l --label',
    ),
  },
  {
    agent: 'goose',
    names: ['goose'],
    batchOptions: [],
    batchCommands: ['run'],
    otherCommands: words(
      'configure info doctor mcp acp serve recipe schedule project projects update bench web',
    ).concat(words('completion term help')),
    otherOptions: [],
    valueOptions: [],
  },
  {
    agent: 'crush',
    names: ['crush', '@charmland/crush'],
    batchOptions: [],
    batchCommands: ['run'],
    otherCommands: words(
      'login logout logs dirs models projects schema stats server update-providers completion help',
    ),
    otherOptions: [],
    valueOptions: words('-c --cwd -D --data-dir -s --session'),
  },
];

/** What is assumed of an agent that the user named in the settings. */
export function usageOfNamed(name: string): AgentUsage {
  return {
    agent: name,
    names: [name],
    batchOptions: ['-p', '--print'],
    batchCommands: ['exec', 'run'],
    otherCommands: words('login logout mcp config update upgrade doctor help version completion'),
    otherOptions: [],
    valueOptions: words('-m --model'),
  };
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
