import { isProposalId } from '../../core/proposal/proposalId';
import type { ProposalCall } from '../../core/transcript/parts/transcriptPart';
import { isRecord, parsedJson } from '../json/jsonValues';

/** By what a call proposes: our command line in a shell, or a tool of ours. */
export type ProposingCall = 'command' | 'tool';

export interface ProposalCallsState {
  readonly pending: readonly (readonly [number, ProposingCall])[];
  readonly found: readonly ProposalCall[];
}

/** No session makes nearly as many. */
const mostPending = 1_000;
const mostFound = 10_000;
const longestText = 1_000_000;
const deepest = 24;

const command = /leverage-record[^\s;&|]{0,20}\s{1,20}propose(?![\w-])/u;
const printed = /proposal-[0-9a-f]{32}(?![0-9a-z])/u;

/** Whether a tool of that name is ours, whichever server or extension the agent puts in front of it. */
export function isProposingTool(name: string): boolean {
  return /propose[-_]?task$/iu.test(name);
}

/** @param written the arguments of a call of a shell, as text or as JSON */
export function proposesByCommand(written: string): boolean {
  return written.includes('leverage-record') && command.test(written);
}

/**
 * The proposals that a session made: the ids in the results of the calls that proposed, with their times. Nothing else
 * of calls and results is kept, and an id in any other text is none.
 */
export class ProposalCalls {
  private readonly pending: Map<number, ProposingCall>;
  private readonly found: ProposalCall[];

  constructor(saved?: ProposalCallsState) {
    this.pending = new Map(saved?.pending);
    this.found = [...(saved?.found ?? [])];
  }

  /** @param call hash of the call's id */
  called(call: number, by: ProposingCall | undefined): void {
    if (by !== undefined && this.pending.size < mostPending) {
      this.pending.set(call, by);
    }
  }

  /** Whether the result of that call matters. */
  awaits(call: number): boolean {
    return this.pending.size > 0 && this.pending.has(call);
  }

  result(call: number, at: number, value: unknown): void {
    const by = this.pending.get(call);
    this.pending.delete(call);
    if (by !== undefined) {
      this.add(proposalIdsIn(value, by), at, call);
    }
  }

  /** Ids that are known already to be those of a proposing call's result. */
  add(ids: readonly string[], at: number, call: number): void {
    for (const id of ids) {
      if (this.found.length < mostFound) {
        this.found.push({ id, at, call });
      }
    }
  }

  /** For the part that is read; nothing if there are none. */
  ofPart(): { readonly proposals?: readonly ProposalCall[] } {
    return this.found.length === 0 ? {} : { proposals: [...this.found] };
  }

  state(): ProposalCallsState {
    return { pending: [...this.pending], found: [...this.found] };
  }
}

/** The ids that a result of such a call says it made: our command prints each alone on its line, or as JSON. */
export function proposalIdsIn(value: unknown, by: ProposingCall): readonly string[] {
  const ids = new Set<string>();
  eachText(value, 0, (text) => {
    if (by === 'tool') {
      const [id] = printed.exec(text) ?? [];
      if (id !== undefined && ids.size === 0) {
        ids.add(id);
      }
      return;
    }
    for (const id of idsOnLines(text)) {
      ids.add(id);
    }
  });
  return [...ids];
}

function idsOnLines(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    if (!line.includes('proposal-')) {
      return [];
    }
    const text = line.trim().replace(/^Output: ?/u, '');
    if (isProposalId(text)) {
      return [text];
    }
    const parsed = text.startsWith('{') || text.startsWith('[') ? parsedJson(text) : undefined;
    if (isRecord(parsed) && typeof parsed['id'] === 'string' && isProposalId(parsed['id'])) {
      return [parsed['id']];
    }
    return parsed === undefined ? [] : proposalIdsIn(parsed, 'command');
  });
}

/** Lists of records with ids are of another command. */
function eachText(value: unknown, depth: number, take: (text: string) => void): void {
  if (typeof value === 'string') {
    if (value.length <= longestText && value.includes('proposal-')) {
      take(value);
    }
  } else if (depth < deepest && Array.isArray(value)) {
    value.forEach((each) => eachText(each, depth + 1, take));
  } else if (depth < deepest && isRecord(value)) {
    for (const [name, each] of Object.entries(value)) {
      if (name !== 'id') {
        eachText(each, depth + 1, take);
      }
    }
  }
}
