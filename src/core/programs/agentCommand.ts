import { agentRun } from './agentMode';
import { knownAgents, usageOfNamed, type AgentUsage } from './knownAgents';
import { launchedCommand, programName } from './launchedCommand';
import { shellLine, simpleCommands, type SimpleCommand } from './shellWords';

export interface AgentCommand {
  readonly agent: string;
  readonly mode: 'batch' | 'interactive';
  /** The folders that the line changes to first, by its own names, each relative to the one before. */
  readonly enters?: readonly string[];
  /** Set if it works on another machine or in a container: the program that leads there (`ssh`). */
  readonly elsewhere?: string;
}

/** The user's own names of agents. */
export interface OwnNames {
  /** Further commands that are agents. */
  readonly commands?: readonly string[];
  /** Commands that stand for others, like shell aliases: `["cc", "claude --model opus"]`. */
  readonly aliases?: readonly (readonly [name: string, command: string])[];
}

interface Names {
  readonly usages: readonly AgentUsage[];
  readonly aliases: readonly Alias[];
}

interface Alias {
  readonly words: readonly string[];
  readonly command: string;
}

/** `bash -c "…"` within `bash -c "…"`: nobody writes this deeper by hand. */
const maxDepth = 3;

/**
 * The agent that a command line runs, and how; undefined if it runs none, or only asks one for its version, settings
 * or help. If there are several, the first.
 */
export function agentCommand(line: string, own: OwnNames = {}): AgentCommand | undefined {
  const { commands = [], aliases = [] } = own;
  return find(line, maxDepth, {
    usages: [...knownAgents, ...commands.map(usageOfNamed)],
    aliases: aliases.flatMap(([name, command]) => {
      const [words] = simpleCommands(name);
      return words ? [{ words: [programName(words[0] ?? ''), ...words.slice(1)], command }] : [];
    }),
  });
}

function find(line: string, depth: number, names: Names): AgentCommand | undefined {
  const { commands, hasParentheses } = shellLine(line);
  const entered: (string | undefined)[] = [];
  for (const command of commands) {
    const { run, words } = followed(command, depth, names);
    if (run) {
      const { enters, ...found } = run;
      const all = [...entered, ...(enters ?? [])].filter((each) => each !== undefined);
      // A folder entered in parentheses is left with them, and an unnamed one could be anywhere.
      const isTold = all.length > 0 && !entered.includes(undefined) && !hasParentheses;
      return { ...found, ...(isTold && run.elsewhere === undefined && { enters: all }) };
    }
    if (isFolderChange(words)) {
      entered.push(folderOf(words));
    }
  }
  return undefined;
}

interface Followed {
  readonly run: AgentCommand | undefined;
  /** The words left after removing everything that only leads to another command. */
  readonly words: SimpleCommand;
}

function followed(command: SimpleCommand, depth: number, names: Names): Followed {
  let words = command;
  let elsewhere: string | undefined;
  const enters: string[] = [];
  const placed = (run: AgentCommand | undefined): AgentCommand | undefined =>
    run && {
      ...run,
      ...(enters.length + (run.enters?.length ?? 0) > 0 && { enters: [...enters, ...(run.enters ?? [])] }),
      ...(elsewhere !== undefined && { elsewhere }),
    };
  while (words.length > 0) {
    const aliased = depth > 0 ? runOfAlias(words, depth, names) : undefined;
    if (aliased) {
      return { run: placed(aliased), words };
    }
    const name = programName(words[0] ?? '');
    const usage = names.usages.find((each) => each.names.includes(name));
    if (usage) {
      const run = agentRun(usage, words.slice(1));
      const folder = run?.folder === undefined ? {} : { enters: [run.folder] };
      return { run: placed(run && { agent: usage.agent, mode: run.mode, ...folder }), words };
    }
    const launched = launchedCommand(words);
    if (launched === undefined) {
      break;
    }
    elsewhere ??= launched.place;
    if (launched.folder !== undefined) {
      enters.push(launched.folder);
    }
    if ('script' in launched) {
      return { run: depth > 0 ? placed(find(launched.script, depth - 1, names)) : undefined, words: [] };
    }
    words = launched.words;
  }
  return { run: undefined, words };
}

/** An alias may share the name of the command it stands for, so no name within it is resolved as an alias again. */
function runOfAlias(words: SimpleCommand, depth: number, names: Names): AgentCommand | undefined {
  const name = programName(words[0] ?? '');
  const alias = names.aliases.find((each) =>
    each.words.every((word, index) => word === (index === 0 ? name : words[index])),
  );
  if (alias === undefined) {
    return undefined;
  }
  for (const command of simpleCommands(alias.command)) {
    const given = [...command, ...words.slice(alias.words.length)];
    const { run } = followed(given, depth - 1, { ...names, aliases: [] });
    if (run) {
      return run;
    }
  }
  return undefined;
}

function isFolderChange([program = '']: SimpleCommand): boolean {
  return /^(cd|chdir|pushd|set-location|sl)$/i.test(program);
}

/** @returns undefined if only the shell knows it */
function folderOf([, ...given]: SimpleCommand): string | undefined {
  const [folder = '~'] = given.filter((word) => !/^(-.+|\/d)$/i.test(word));
  // Except where the sign belongs to the prefix of a long path or the name of a share.
  const named = folder.replace(/^\\\\(?:\?|wsl\$)(?=\\)/i, '');
  return folder === '-' || /[*?`]|\$[\w{(]|%\w+%|^~[^\\/]/.test(named) ? undefined : folder;
}
