import { helpOptions, type AgentUsage } from './knownAgents';
import type { SimpleCommand } from './shellWords';

export interface AgentRun {
  readonly mode: 'batch' | 'interactive';
  /** The folder that its options make it work in. */
  readonly folder: string | undefined;
}

/** How an agent called with these words works; undefined if it does no work with them. */
export function agentRun(usage: AgentUsage, given: SimpleCommand): AgentRun | undefined {
  let batch = false;
  let command: string | undefined;
  let folder: string | undefined;
  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? '';
    const equals = word.indexOf('=');
    const option = equals === -1 ? word : word.slice(0, equals);
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
      // `claude -p "…" -v` is verbose.
      return batch && (option === '-v' || option === '-V') ? { mode: 'batch', folder } : undefined;
    }
    if (usage.agent === 'goose' && command === 'run' && (word === '-s' || word === '--interactive')) {
      return { mode: 'interactive', folder };
    }
    if (usage.folderOptions?.includes(option)) {
      folder = equals === -1 ? given[at + 1] : word.slice(equals + 1);
    }
    batch ||= usage.batchOptions.includes(option) || isCluster(word, usage);
    at += usage.valueOptions.includes(word) || usage.folderOptions?.includes(word) ? 1 : 0;
  }
  return { mode: batch ? 'batch' : 'interactive', folder };
}

/** `-cp` is `-c -p` if `-p` takes no value of its own. */
function isCluster(word: string, { batchOptions }: AgentUsage): boolean {
  return batchOptions.includes('--print') && /^-[a-z]{2,3}$/.test(word) && word.includes('p');
}

/** `goose session list`, `amp threads list`: about sessions, not one. */
function isListing({ agent }: AgentUsage, command: string, next: string | undefined): boolean {
  return (
    (agent === 'goose' && command === 'session' && /^(list|remove|export|diagnostics)$/.test(next ?? '')) ||
    (agent === 'auggie' && command === 'session' && /^(list|delete|share)$/.test(next ?? '')) ||
    (agent === 'amp' && /^threads?$/.test(command) && !/^(continue|c)$/.test(next ?? ''))
  );
}
