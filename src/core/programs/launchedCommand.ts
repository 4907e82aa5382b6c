import { launchersOf, withoutCommands, type Launcher } from './launchers';
import type { SimpleCommand } from './shellWords';

/** The command that a launcher runs. */
export type Launched = (
  | { readonly words: SimpleCommand }
  /** A command line for a shell. */
  | { readonly script: string }
) & {
  /** Set if that works on another machine or in a container: the program that leads there. */
  readonly place?: string | undefined;
  readonly folder?: string | undefined;
};

const keywords = new Set('if then else elif while until do ! and or not begin & . -'.split(' '));

/**
 * The command that this one only leads to: without an assignment or keyword, after a program that runs others, or in
 * the script given to a shell. Undefined if it runs itself; without words if it runs nothing.
 */
export function launchedCommand(words: SimpleCommand): Launched | undefined {
  const [first = '', second = ''] = words;
  if (/^(\$?[A-Za-z_]\w{0,200}\+?=|\^$)/.test(first) || keywords.has(first)) {
    return { words: words.slice(1) };
  }
  if (second === '=' && first.startsWith('$')) {
    return { words: words.slice(2) };
  }
  if (/^(let|mut|const)$/.test(first) && words[2] === '=') {
    return { words: words.slice(3) };
  }
  const name = programName(first);
  return (
    scriptOfShell(name, words) ??
    packageOf(name, words) ??
    byLauncher(name, words) ??
    behindDashes(name, words)
  );
}

/** The bare name in `/usr/bin/claude`, `C:\npm\Claude.cmd`, `\claude`, `^claude` and `@openai/codex@latest`. */
export function programName(word: string): string {
  const spec = /^(?:npm:)?(@[\w.-]+\/[\w.-]+|[\w.-]+)(?:@[\w.^~-]+)?$/.exec(word);
  const name = spec?.[1] ?? word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
  return (name.startsWith('@') ? name : name.replace(/\.(cmd|exe|ps1|bat|com)$/i, ''))
    .replace(/^[\^=]/, '')
    .toLowerCase();
}

/** The script of `bash -c "…"`, `pwsh -Command "…"`, `cmd /c …`. */
function scriptOfShell(name: string, [, ...given]: SimpleCommand): Launched | undefined {
  if (/^((ba|z|da|fi|k|a|c|tc)?sh|\$\{?shell\}?|nu|xonsh|elvish)$/.test(name)) {
    const at = given.findIndex((word) => /^(-[a-z]{0,9}c|--commands?|--execute)$/.test(word));
    return at === -1 ? undefined : { script: given[given[at + 1] === '--' ? at + 2 : at + 1] ?? '' };
  }
  if (/^(pwsh|powershell)(-preview)?$/.test(name)) {
    const at = given.findIndex((word) => /^-c(ommand(withargs)?)?$/i.test(word));
    return at === -1 ? undefined : { script: given.slice(at + 1).join(' ') };
  }
  const at = name === 'cmd' ? given.findIndex((word) => /^\/[ckr]$/i.test(word)) : -1;
  return at === -1 ? undefined : { script: given.slice(at + 1).join(' ') };
}

/** `node …/node_modules/@openai/codex/bin/codex.js`, `nix run nixpkgs#claude-code -- …`, `python3.12 -m aider`. */
function packageOf(name: string, words: SimpleCommand): Launched | undefined {
  if (/^(node|bun|deno|tsx)$/.test(name)) {
    const at = words.findIndex((word, index) => index > 0 && !word.startsWith('-') && word !== 'run');
    const path = `/${words[at] ?? ''}`.replaceAll('\\', '/');
    const folder = path.lastIndexOf('/node_modules/');
    const [scope = '', rest = ''] = path.slice(folder + '/node_modules/'.length).split('/');
    const found = scope.startsWith('@') ? `${scope}/${rest}` : scope;
    return folder === -1 ? undefined : { words: [found, ...words.slice(at + 1)] };
  }
  if (/^python[\d.]{1,6}$/.test(name) && words[1] === '-m') {
    return { words: words.slice(2) };
  }
  if (name === 'nix' && words[1] === 'run') {
    const installable = words.slice(2).find((word) => word.includes('#')) ?? '';
    const dashes = words.indexOf('--');
    const given = dashes === -1 ? [] : words.slice(dashes + 1);
    return { words: [installable.slice(installable.indexOf('#') + 1), ...given] };
  }
  return undefined;
}

function byLauncher(name: string, words: SimpleCommand): Launched | undefined {
  for (const launcher of launchersOf(name)) {
    const at = endOfSubcommand(words, launcher);
    if (at !== undefined) {
      return { ...launchedBy(launcher, words.slice(at)), place: launcher.place };
    }
  }
  return undefined;
}

/** Where the launcher's own words continue after its subcommand; undefined if it is called with another. */
function endOfSubcommand(words: SimpleCommand, launcher: Launcher): number | undefined {
  let at = 1;
  for (const wanted of launcher.subcommand) {
    for (
      let own = ownOption(words, at, launcher);
      own && wanted !== words[at];
      own = ownOption(words, at, launcher)
    ) {
      at = own.next;
    }
    if (words[at] !== wanted) {
      return undefined;
    }
    at++;
  }
  return at;
}

function launchedBy(launcher: Launcher, words: SimpleCommand): Launched {
  let folder: string | undefined;
  let at = 0;
  let operands = launcher.operands;
  const dashes = launcher.dashed ? words.indexOf('--') : -1;
  while (at < words.length && words[at] !== '--') {
    const own = ownOption(words, at, launcher);
    if (own === undefined && (operands <= 0 || !launcher.operand.test(words[at] ?? '')) && dashes === -1) {
      break;
    }
    operands -= own ? 0 : 1;
    if (own?.kind === 'idle') {
      return { words: [] };
    }
    if (own?.kind === 'script') {
      return { script: own.value, folder };
    }
    if (own?.kind === 'before') {
      return { words: words.slice(own.next), folder };
    }
    folder = own?.kind === 'folder' ? own.value : folder;
    at = own?.next ?? at + 1;
  }
  if (launcher.dashed && dashes === -1) {
    return { words: [] };
  }
  const rest = words.slice(words[at] === '--' ? at + 1 : at);
  if (launcher.agent !== undefined) {
    return { words: launcher.idle.includes(rest[0] ?? '') ? [] : [launcher.agent, ...rest] };
  }
  return launcher.joined ? { script: rest.join(' '), folder } : { words: rest, folder };
}

interface OwnOption {
  readonly kind: 'plain' | 'idle' | 'script' | 'before' | 'folder';
  readonly value: string;
  /** Where the words after it begin. */
  readonly next: number;
}

/** The launcher's option at a place in its words; undefined if there is none. */
function ownOption(words: SimpleCommand, at: number, launcher: Launcher): OwnOption | undefined {
  const word = words[at] ?? '';
  if (!word.startsWith('-') || (launcher.agent !== undefined && !launcher.idle.includes(word))) {
    return undefined;
  }
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  const option = equals === -1 ? word : word.slice(0, equals);
  const kind = kindOf(option, launcher);
  if (kind !== undefined) {
    const isAlone = equals !== -1 || kind === 'idle' || kind === 'before';
    const value = equals === -1 ? (words[at + 1] ?? '') : word.slice(equals + 1);
    const taken = kind === 'paired' ? 3 : isAlone ? 1 : 2;
    return { kind: kind === 'valued' || kind === 'paired' ? 'plain' : kind, value, next: at + taken };
  }
  return /^-[A-Za-z]{2}/.test(word)
    ? cluster(words, at, launcher)
    : { kind: 'plain', value: '', next: at + 1 };
}

/** `-iu name` is `-i -u name`, and `-n10` is `-n 10`. */
function cluster(words: SimpleCommand, at: number, launcher: Launcher): OwnOption {
  const letters = (words[at] ?? '').slice(1, 20);
  for (let index = 0; index < letters.length; index++) {
    const kind = kindOf(`-${letters.charAt(index)}`, launcher);
    if (kind === 'idle') {
      return { kind, value: '', next: at + 1 };
    }
    if (kind !== undefined && kind !== 'before') {
      const attached = letters.slice(index + 1);
      const value = attached === '' ? (words[at + 1] ?? '') : attached;
      const shown = kind === 'valued' || kind === 'paired' ? 'plain' : kind;
      return { kind: shown, value, next: at + (attached === '' ? 2 : 1) };
    }
  }
  return { kind: 'plain', value: '', next: at + 1 };
}

function kindOf(option: string, launcher: Launcher): OwnOption['kind'] | 'valued' | 'paired' | undefined {
  const lists = [
    ['idle', launcher.idle],
    ['script', launcher.scripts],
    ['before', launcher.before],
    ['folder', launcher.folders],
    ['paired', launcher.paired],
    ['valued', launcher.valued],
  ] as const;
  return lists.find(([, options]) => options.includes(option))?.[0];
}

/** The command after the bare `--` of an unknown program. */
function behindDashes(name: string, words: SimpleCommand): Launched | undefined {
  const at = withoutCommands.has(name) ? -1 : words.indexOf('--');
  return at === -1 ? undefined : { words: words.slice(at + 1) };
}
