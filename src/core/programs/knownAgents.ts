/** Everything core knows of one agent: its names, and how to read its command line. */
export interface AgentUsage {
  readonly agent: string;
  /** The product's name, if users are offered it when they start a session manually. */
  readonly title?: string;
  /**
   * Set if its runs in a terminal leave transcripts, for which `src/agents` has a reader of the same name: `live` if
   * they are written during the work, so that they show when it works and when it waits, `late` if not.
   */
  readonly transcripts?: 'live' | 'late';
  /** The names of its command, and its packages in npm and PyPI. */
  readonly names: readonly string[];
  /** Options that make the run answer one prompt and end. */
  readonly batchOptions: readonly string[];
  readonly batchCommands: readonly string[];
  /** Commands and options that do no agent work: settings, accounts, lists, help. */
  readonly otherCommands: readonly string[];
  readonly otherOptions: readonly string[];
  /** Options whose next word is their value, so that it is not taken for a command. */
  readonly valueOptions: readonly string[];
  /** Options whose next word is the folder to work in. */
  readonly folderOptions?: readonly string[];
}

export const helpOptions = ['--help', '-h', '--version', '-v', '-V'] as const;

/** Every agent that is recognised by its command. A new one is an entry here; see docs/adding-an-agent.md. */
export const knownAgents: readonly AgentUsage[] = [
  {
    agent: 'claude',
    title: 'Claude Code',
    transcripts: 'live',
    names: ['claude', '@anthropic-ai/claude-code', 'claude-code'],
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
    title: 'Codex',
    transcripts: 'live',
    names: ['codex', '@openai/codex'],
    batchOptions: [],
    batchCommands: ['exec', 'e', 'review'],
    otherCommands: words(
      'login logout mcp mcp-server app app-server completion apply a sandbox debug features',
    ).concat(words('cloud update execpolicy help plugin')),
    otherOptions: [],
    valueOptions: words(
      '-m --model -c --config -i --image -p --profile -s --sandbox -a --ask-for-approval',
    ).concat(words('--add-dir --enable --disable --remote --local-provider')),
    folderOptions: ['-C', '--cd'],
  },
  {
    agent: 'gemini',
    title: 'Gemini',
    transcripts: 'late',
    names: ['gemini', '@google/gemini-cli', 'gemini-cli'],
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
    title: 'Copilot',
    transcripts: 'late',
    names: ['copilot', '@github/copilot', 'github-copilot-cli'],
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
    title: 'Cursor',
    names: ['cursor-agent', 'agent'],
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
    valueOptions: words('-D --data-dir -s --session'),
    folderOptions: ['-c', '--cwd'],
  },
  {
    agent: 'qwen',
    names: ['qwen', '@qwen-code/qwen-code', 'qwen-code'],
    batchOptions: ['-p', '--prompt'],
    batchCommands: [],
    otherCommands: words('mcp extensions extension auth hooks channel review update help'),
    otherOptions: words('--list-extensions -l --acp'),
    valueOptions: words('-m --model --approval-mode --include-directories --add-dir -e --extensions').concat(
      words('--allowed-tools -o --output-format --input-format -r --resume -i --prompt-interactive'),
      words('--auth-type --session-id --max-session-turns --system-prompt --append-system-prompt'),
    ),
  },
  {
    agent: 'kimi',
    names: ['kimi', 'kimi-cli', 'kimi-code', '@moonshot-ai/kimi-code'],
    batchOptions: ['--print', '--quiet'],
    batchCommands: [],
    otherCommands: words('login logout info mcp acp export web vis plugin upgrade doctor provider help'),
    otherOptions: ['--acp'],
    valueOptions: words(
      '-m --model -S --session --resume -r -c --command -p --prompt --add-dir --config --config-file',
    ).concat(words('--agent --agent-file --mcp-config --mcp-config-file --output-format --input-format')),
    folderOptions: ['-w', '--work-dir'],
  },
  {
    agent: 'droid',
    names: ['droid', '@factory/cli'],
    batchOptions: [],
    batchCommands: ['exec'],
    otherCommands: words('mcp plugin plugins update daemon computer login logout find search help'),
    otherOptions: words('--list-tools'),
    valueOptions: words('-m --model -r --resume -f --file -s --session-id -o --output-format --auto').concat(
      words('--reasoning-effort --settings --append-system-prompt --fork'),
    ),
    folderOptions: ['--cwd'],
  },
  {
    agent: 'pi',
    names: ['pi', '@mariozechner/pi-coding-agent', '@earendil-works/pi-coding-agent', 'pi-coding-agent'],
    batchOptions: ['-p', '--print'],
    batchCommands: [],
    otherCommands: words('install remove uninstall update list config help'),
    otherOptions: words('--list-models --export'),
    valueOptions: words(
      '--model --models --provider --api-key --system-prompt --append-system-prompt',
    ).concat(
      words('--session --session-dir --fork --tools --thinking -e --extension --skill --mode --theme'),
    ),
  },
  {
    agent: 'kiro-cli',
    names: ['kiro-cli', 'kiro-cli-chat'],
    batchOptions: ['--no-interactive'],
    batchCommands: [],
    otherCommands: words(
      'login logout whoami user profile doctor settings setup update diagnostic issue init theme',
    ).concat(words('integrations translate inline mcp agent acp launch restart quit debug version help')),
    otherOptions: words('--list-sessions --delete-session --list-models'),
    valueOptions: words('--agent --model --trust-tools --resume-id'),
  },
  {
    agent: 'grok',
    names: ['grok', '@vibe-kit/grok-cli', '@xai-official/grok', 'grok-cli'],
    batchOptions: words('-p --prompt --single'),
    batchCommands: [],
    otherCommands: words('mcp git login logout update models help completions'),
    otherOptions: [],
    valueOptions: words('-m --model -k --api-key -u --base-url -r --resume -s --session'),
    folderOptions: ['-d', '--directory', '--cwd'],
  },
  {
    agent: 'cline',
    names: ['cline'],
    batchOptions: words('-y --yolo --json'),
    batchCommands: [],
    otherCommands: words('auth config history version instance logs update kanban mcp hub schedule help'),
    otherOptions: words('--update --acp'),
    valueOptions: words('-m --model -t --timeout -T --taskId --id --config --provider -P -k --key'),
    folderOptions: ['-c', '--cwd'],
  },
  {
    agent: 'kilo',
    names: ['kilo', 'kilocode', '@kilocode/cli'],
    batchOptions: ['--auto'],
    batchCommands: ['run'],
    otherCommands: words(
      'auth login logout providers upgrade uninstall models agent mcp serve web stats export import',
    ).concat(words('github session acp debug completion config db plugin help')),
    otherOptions: [],
    valueOptions: words('-m --model --mode -s --session -p --prompt --agent --port --hostname -t --timeout'),
    folderOptions: ['-w', '--workspace'],
  },
  {
    agent: 'auggie',
    names: ['auggie', '@augmentcode/auggie'],
    batchOptions: words('-p --print -q --quiet'),
    batchCommands: [],
    otherCommands: words(
      'login logout mcp model models tools token plugin rules status upgrade update',
    ).concat(words('command commands context help')),
    otherOptions: words('--list-models --list-saved-sessions --print-augment-token --mcp --acp'),
    valueOptions: words('-m --model -i --instruction -if --instruction-file -r --resume --rules').concat(
      words('--mcp-config --persona --max-turns --github-api-token --augment-token-file'),
    ),
    folderOptions: ['-w', '--workspace-root'],
  },
  {
    agent: 'cn',
    names: ['cn', '@continuedev/cli'],
    batchOptions: ['-p', '--print'],
    batchCommands: [],
    otherCommands: words('login logout ls serve remote remote-test checks review update help'),
    otherOptions: [],
    valueOptions: words(
      '--config --model --rule --prompt --mcp --agent --allow --ask --exclude --fork --org',
    ),
  },
];

/** The assumptions about an agent that the user named in the settings. */
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
