import { helpOptions, knownAgents, usageOfNamed, type AgentUsage } from './knownAgents';
import { simpleCommands, type SimpleCommand } from './shellWords';

export interface AgentCommand {
  readonly agent: string;
  readonly mode: 'batch' | 'interactive';
  /** The folders that the line changes to before, as it names them, each seen from the one before. */
  readonly enters?: readonly string[];
}

/** `bash -c "…"` within `bash -c "…"`: deeper than this nobody writes by hand. */
const maxDepth = 3;

/**
 * The agent that a command line runs, and how; undefined if it runs none, or only asks one for its version, settings
 * or help. Of several the first.
 * @param extraNames further commands that are agents, by the name they are called with.
 */
export function agentCommand(line: string, extraNames: readonly string[] = []): AgentCommand | undefined {
  return find(line, [...knownAgents, ...extraNames.map(usageOfNamed)], maxDepth);
}

function find(line: string, usages: readonly AgentUsage[], depth: number): AgentCommand | undefined {
  const entered: (string | undefined)[] = [];
  for (const command of simpleCommands(line)) {
    const words = unwrapped(command);
    const script = depth > 0 ? scriptOfShell(words) : undefined;
    const found = script === undefined ? runOf(words, usages) : find(script, usages, depth - 1);
    if (found) {
      const enters = [...entered, ...(found.enters ?? [])].filter((each) => each !== undefined);
      // A folder that was entered in parentheses is left with them, and one that is not named leads anywhere.
      const isTold = enters.length > 0 && !entered.includes(undefined) && !line.includes(')');
      const { agent, mode } = found;
      return { agent, mode, ...(isTold && { enters }) };
    }
    if (isFolderChange(words)) {
      entered.push(folderOf(words));
    }
  }
  return undefined;
}

function runOf(
  [program = '', ...given]: SimpleCommand,
  usages: readonly AgentUsage[],
): AgentCommand | undefined {
  const name = programName(program);
  const usage = usages.find(({ names }) => names.includes(name));
  const mode = usage && modeOf(usage, given);
  return usage && mode && { agent: usage.agent, mode };
}

function modeOf(usage: AgentUsage, given: SimpleCommand): AgentCommand['mode'] | undefined {
  let batch = false;
  let command: string | undefined;
  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? '';
    const [option = ''] = word.split('=', 1);
    if (word === '--') {
      break;
    }
    if (!word.startsWith('-')) {
      if (command === undefined && !batch) {
        command = word;
        if (usage.otherCommands.includes(word) || isListing(usage, word, given[at + 1])) {
          return undefined;
        }
        batch = usage.batchCommands.includes(word);
      }
      continue;
    }
    if (usage.otherOptions.includes(option) || helpOptions.some((help) => help === option)) {
      return batch && (option === '-v' || option === '-V') ? 'batch' : undefined;
    }
    if (usage.agent === 'goose' && command === 'run' && (word === '-s' || word === '--interactive')) {
      return 'interactive';
    }
    batch ||= usage.batchOptions.includes(option) || isCluster(word, usage);
    at += usage.valueOptions.includes(word) ? 1 : 0;
  }
  return batch ? 'batch' : 'interactive';
}

function isFolderChange([program = '']: SimpleCommand): boolean {
  return /^(cd|chdir|pushd|set-location|sl)$/i.test(program);
}

/** @returns undefined where only the shell knows it. */
function folderOf([, ...given]: SimpleCommand): string | undefined {
  const [folder = '~'] = given.filter((word) => !/^(-.+|\/d)$/i.test(word));
  return folder === '-' || /[$*?`]|^~[^\\/]/.test(folder) ? undefined : folder;
}

/** `-cp` is `-c -p` where `-p` takes no value of its own. */
function isCluster(word: string, { batchOptions }: AgentUsage): boolean {
  return batchOptions.includes('--print') && /^-[a-z]{2,3}$/.test(word) && word.includes('p');
}

/** `goose session list`, `amp threads list`: about sessions, not one. */
function isListing({ agent }: AgentUsage, command: string, next: string | undefined): boolean {
  return (
    (agent === 'goose' && command === 'session' && /^(list|remove|export|diagnostics)$/.test(next ?? '')) ||
    (agent === 'amp' && /^threads?$/.test(command) && !/^(continue|c)$/.test(next ?? ''))
  );
}

/** Programs that run the program named after them, with those of their options that take a word. */
const wrappers: ReadonlyMap<string, readonly string[]> = new Map([
  ['env', ['-u', '--unset', '-C', '--chdir', '-S']],
  ['sudo', ['-u', '--user', '-g', '--group', '-p', '-C', '-D', '-h', '-R', '-T']],
  ['doas', ['-u', '-C']],
  ['time', ['-f', '-o']],
  ['nohup', []],
  ['command', []],
  ['exec', ['-a']],
  ['nice', ['-n']],
  ['ionice', ['-c', '-n']],
  ['stdbuf', ['-i', '-o', '-e']],
  ['setsid', []],
  ['caffeinate', ['-t', '-w']],
  ['winpty', []],
  ['npx', ['-p', '--package', '-w', '--workspace']],
  ['bunx', ['-p', '--package']],
  ['pnpx', []],
  ['uvx', ['--from', '--with', '-p', '--python', '--index-url']],
  ['dotenvx', ['-f']],
]);

/** Wrappers whose own command comes first. */
const runners: readonly (readonly string[])[] = [
  ['bun', 'x'],
  ['pnpm', 'dlx'],
  ['pnpm', 'exec'],
  ['pnpm', 'x'],
  ['yarn', 'dlx'],
  ['yarn', 'exec'],
  ['yarn', 'run'],
  ['npm', 'exec'],
  ['npm', 'x'],
  ['uv', 'run'],
  ['uv', 'tool', 'run'],
  ['pipx', 'run'],
  ['python', '-m'],
  ['python3', '-m'],
  ['dotenvx', 'run'],
  ['op', 'run'],
  ['mise', 'exec'],
  ['mise', 'x'],
];

const runnerValueOptions = ['-p', '--package', '--from', '--with', '--python', '--spec', '--env-file'];

const keywords = new Set([
  'if',
  'then',
  'else',
  'elif',
  'while',
  'until',
  'do',
  '!',
  'builtin',
  'and',
  'or',
  'not',
  'begin',
]);

/** What is left when assignments, keywords and wrapping programs are taken off. */
function unwrapped(command: SimpleCommand): SimpleCommand {
  let words = command;
  for (;;) {
    const [first = ''] = words;
    const name = programName(first);
    const runner = runners.find((each) =>
      each.every((word, index) => word === (index === 0 ? name : words[index])),
    );
    const valueOptions = wrappers.get(name);
    if (/^[A-Za-z_]\w*\+?=/.test(first) || keywords.has(first)) {
      words = words.slice(1);
    } else if (runner) {
      words = withoutOptions(words.slice(runner.length), runnerValueOptions);
    } else if (name === 'timeout') {
      words = withoutOptions(words.slice(1), ['-s', '--signal', '-k', '--kill-after']).slice(1);
    } else if (valueOptions && !(name === 'command' && /^-[vV]$/.test(words[1] ?? ''))) {
      words = withoutOptions(words.slice(1), valueOptions);
    } else {
      return words;
    }
  }
}

function withoutOptions(words: SimpleCommand, valueOptions: readonly string[]): SimpleCommand {
  let at = 0;
  while (at < words.length && (words[at] ?? '').startsWith('-')) {
    const word = words[at] ?? '';
    at += valueOptions.includes(word) ? 2 : 1;
    if (word === '--') {
      break;
    }
  }
  return words.slice(at);
}

/** The script of `bash -c "…"`, `pwsh -Command "…"`, `cmd /c …`. */
function scriptOfShell([program = '', ...given]: SimpleCommand): string | undefined {
  const name = programName(program);
  if (/^(ba|z|da|fi|k)?sh$/.test(name)) {
    const at = given.findIndex((word) => /^-[a-z]*c$/.test(word));
    return at === -1 ? undefined : given[at + 1];
  }
  if (/^(pwsh|powershell)$/.test(name)) {
    const at = given.findIndex((word) => /^-c(ommand)?$/i.test(word));
    return at === -1 ? undefined : given.slice(at + 1).join(' ');
  }
  return name === 'cmd' && /^\/[ck]$/i.test(given[0] ?? '') ? given.slice(1).join(' ') : undefined;
}

/** `/usr/bin/claude`, `C:\npm\claude.cmd` and `@openai/codex@latest` by the name alone. */
function programName(word: string): string {
  const spec = /^(?:npm:)?(@[\w.-]+\/[\w.-]+|[\w.-]+)(?:@[\w.^~-]+)?$/.exec(word);
  const name = spec?.[1] ?? word.replace(/^.*[\\/]/, '');
  return name.startsWith('@') ? name : name.replace(/\.(cmd|exe|ps1|bat)$/i, '');
}
