import { text } from '../json/jsonValues';
import { codexUsage, type CodexUsage } from './usage';

/** A response as its own record tells it. */
export interface RecordedResponse extends CodexUsage {
  readonly id: string;
  readonly at: number;
  readonly model: string;
}

export interface CodexCompactionsState {
  readonly responses: readonly RecordedResponse[];
  readonly expected: readonly string[];
}

/** More than are ever between a compaction and the record of its response. */
const mostKept = 32;
const longestId = 512;

/**
 * What compactions themselves used. Since 0.154 every response has a record of its own, but only those of compactions
 * are missing from the events that count; a compaction names its response, before or after that is recorded.
 */
export class CodexCompactions {
  private readonly responses: Map<string, RecordedResponse>;
  private readonly expected: Set<string>;
  /** The last compaction's, until an event counts something else. */
  private last: CodexUsage | undefined;

  constructor(saved?: CodexCompactionsState) {
    this.responses = new Map(saved?.responses.map((each) => [each.id, each]));
    this.expected = new Set(saved?.expected);
  }

  /** @returns the response, if a compaction has named it. */
  recorded(
    payload: Readonly<Record<string, unknown>>,
    at: number,
    model: string,
  ): RecordedResponse | undefined {
    const id = text(payload['response_id']);
    const usage = codexUsage({ last_token_usage: payload['usage'] }, '');
    if (id === undefined || id.length > longestId || !usage) {
      return undefined;
    }
    const response = { id, at, model, ...usage };
    if (this.expected.delete(id)) {
      this.last = response;
      return response;
    }
    this.responses.set(id, response);
    if (this.responses.size > mostKept) {
      forgetFirst(this.responses);
    }
    return undefined;
  }

  /** @returns the response by which it was made, once that is recorded. */
  compacted(id: string | undefined): RecordedResponse | undefined {
    if (id === undefined || id === '' || id.length > longestId) {
      return undefined;
    }
    const response = this.responses.get(id);
    this.last = response;
    if (!response) {
      this.expected.add(id);
      if (this.expected.size > mostKept) {
        forgetFirst(this.expected);
      }
    }
    this.responses.delete(id);
    return response;
  }

  /**
   * Takes what an event counts. Should versions to come count compactions there, too, they are still counted once:
   * @returns whether this was the compaction's.
   */
  counted(usage: CodexUsage): boolean {
    for (const response of this.responses.values()) {
      if (isSame(response, usage)) {
        this.responses.delete(response.id);
        return false;
      }
    }
    const isCompaction = this.last !== undefined && isSame(this.last, usage);
    this.last = undefined;
    return isCompaction;
  }

  state(): CodexCompactionsState {
    return { responses: [...this.responses.values()], expected: [...this.expected] };
  }
}

function isSame(a: CodexUsage, b: CodexUsage): boolean {
  return (
    a.input === b.input &&
    a.output === b.output &&
    a.cacheRead === b.cacheRead &&
    a.cacheWrite === b.cacheWrite
  );
}

function forgetFirst(kept: Map<string, unknown> | Set<string>): void {
  for (const first of kept.keys()) {
    kept.delete(first);
    return;
  }
}
