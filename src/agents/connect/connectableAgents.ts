import * as l10n from '@vscode/l10n';
import { pathRulesOf } from '../files/pathRules';
import { commandName, launcherOf } from '../launcher/launcherPaths';
import type { AgentEnvironment } from '../reading/transcriptReader';
import type { AgentFile } from './agentFile';
import { claudeFoldersOf, claudeServers, codexFolder, copilotFolder, geminiFolder } from './agentFolders';
import { jsonFile } from './jsonFile';
import { ownFile, ownFileRemark } from './ownFile';
import { tomlFile } from './tomlFile';

/** How an agent proposes tasks: it runs the command, as a skill tells it, or calls the tools of a server. */
export interface Ways {
  readonly command: boolean;
  readonly server: boolean;
}

/** What goes into the files of agents. */
export interface ConnectContent {
  readonly environment: AgentEnvironment;
  /** Our storage, where the launcher is. */
  readonly storage: string;
  /** The text of SKILL.md. */
  readonly skill: string;
}

/** An agent whose settings are known, so that it can be connected. */
export interface ConnectableAgent {
  readonly agent: string;
  readonly title: string;
  /** One of them exists where the agent was used. */
  homes(environment: AgentEnvironment): readonly string[];
  files(content: ConnectContent, ways: Ways): readonly AgentFile[];
  /** The agent's own command that adds the server; the first word is its program. */
  readonly serverCommand: readonly string[];
  /** Whether its files can let it propose without asking. */
  readonly allows: boolean;
  /** What the user has to know beyond the files; null if nothing. */
  readonly remark: () => string | null;
}

/** What agents may run without asking: they add to the record or read it, and change nothing of the user's. */
const allowed = ['propose', 'similar', 'withdraw'] as const;

const claude: ConnectableAgent = {
  agent: 'claude',
  title: 'Claude Code',
  homes: (environment) => claudeFoldersOf(environment),
  files(content, { command, server }) {
    const paths = pathRulesOf(content.environment.platform);
    return claudeFoldersOf(content.environment).flatMap((folder) => [
      ...(command ? [skillIn(paths.join(folder, 'skills'), content)] : []),
      jsonFile(
        paths.join(folder, 'settings.json'),
        [
          ...(command ? allowed.map((each) => `Bash(${commandName} ${each}:*)`) : []),
          ...(server ? [`mcp__${commandName}`] : []),
        ].map((value) => ({ path: ['permissions', 'allow'], value })),
      ),
      ...(server
        ? [
            jsonFile(claudeServers(folder, content.environment), [
              serverPiece({ type: 'stdio', ...serverOf(content) }),
            ]),
          ]
        : []),
    ]);
  },
  serverCommand: ['claude', 'mcp', 'add', '--scope', 'user', commandName, '--'],
  allows: true,
  remark: () => null,
};

const codex: ConnectableAgent = {
  agent: 'codex',
  title: 'Codex',
  homes: (environment) => [codexFolder(environment)],
  files(content, { command, server }) {
    const { home, platform } = content.environment;
    const paths = pathRulesOf(platform);
    const folder = codexFolder(content.environment);
    const { command: program, args } = serverOf(content);
    const table = {
      name: ['mcp_servers', commandName],
      lines: [
        `command = ${JSON.stringify(program)}`,
        `args = ${JSON.stringify(args)}`,
        'default_tools_approval_mode = "approve"',
      ],
    };
    return [
      ...(command
        ? [
            skillIn(paths.join(home, '.agents', 'skills'), content),
            ownFile(paths.join(folder, 'rules', `${commandName}.rules`), codexRules),
          ]
        : []),
      ...(server ? [tomlFile(paths.join(folder, 'config.toml'), table)] : []),
    ];
  },
  serverCommand: ['codex', 'mcp', 'add', commandName, '--'],
  allows: true,
  remark: () => null,
};

const gemini: ConnectableAgent = {
  agent: 'gemini',
  title: 'Gemini CLI',
  homes: (environment) => [geminiFolder(environment)],
  files(content, { command, server }) {
    const paths = pathRulesOf(content.environment.platform);
    const folder = geminiFolder(content.environment);
    return [
      ...(command
        ? [
            skillIn(paths.join(folder, 'skills'), content),
            ownFile(paths.join(folder, 'policies', `${commandName}.toml`), geminiPolicy),
          ]
        : []),
      ...(server
        ? [
            jsonFile(paths.join(folder, 'settings.json'), [
              serverPiece({ ...serverOf(content), trust: true }),
            ]),
          ]
        : []),
    ];
  },
  serverCommand: ['gemini', 'mcp', 'add', '--scope', 'user', commandName],
  allows: true,
  remark: () => null,
};

const copilot: ConnectableAgent = {
  agent: 'copilot',
  title: 'GitHub Copilot CLI',
  homes: (environment) => [copilotFolder(environment)],
  files(content, { command, server }) {
    const paths = pathRulesOf(content.environment.platform);
    const folder = copilotFolder(content.environment);
    return [
      ...(command ? [skillIn(paths.join(folder, 'skills'), content)] : []),
      ...(server
        ? [
            jsonFile(paths.join(folder, 'mcp-config.json'), [
              serverPiece({ type: 'local', ...serverOf(content), tools: ['*'] }),
            ]),
          ]
        : []),
    ];
  },
  serverCommand: ['copilot', 'mcp', 'add', commandName, '--'],
  allows: false,
  remark: () =>
    l10n.t(
      'GitHub Copilot CLI keeps permissions per project: it asks once in each, and “always” in its question lets it propose from then on.',
    ),
};

export const connectableAgents: readonly ConnectableAgent[] = [claude, codex, gemini, copilot];

/** How a program starts our server. */
export function serverOf({
  environment: { platform },
  storage,
}: Pick<ConnectContent, 'environment' | 'storage'>): {
  readonly command: string;
  readonly args: readonly string[];
} {
  const launcher = launcherOf(storage, platform, pathRulesOf(platform));
  // Only cmd.exe starts batch files.
  return platform === 'win32'
    ? { command: 'cmd', args: ['/c', launcher, 'mcp'] }
    : { command: launcher, args: ['mcp'] };
}

const codexRules = `# ${ownFileRemark}
prefix_rule(
    pattern = ["${commandName}", [${allowed.map((each) => `"${each}"`).join(', ')}]],
    decision = "allow",
)
`;

const geminiPolicy = `# ${ownFileRemark}
[[rule]]
toolName = "run_shell_command"
commandPrefix = [${allowed.map((each) => `"${commandName} ${each}"`).join(', ')}]
decision = "allow"
priority = 100

[[rule]]
toolName = "activate_skill"
argsPattern = "${commandName}"
decision = "allow"
priority = 100
`;

function skillIn(folder: string, { environment, skill }: ConnectContent): AgentFile {
  const path = pathRulesOf(environment.platform).join(folder, commandName, 'SKILL.md');
  return ownFile(path, `${skill.trimEnd()}\n\n<!-- ${ownFileRemark} -->\n`);
}

function serverPiece(value: object) {
  return { path: ['mcpServers'], name: commandName, value };
}
