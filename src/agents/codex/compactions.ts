import { text } from '../json/jsonValues';
import { codexUsage, type CodexUsage } from './usage';

/** A response as recorded. */
export interface RecordedResponse extends CodexUsage {
  readonly id: string;
  readonly at: number;
  readonly model: string;
}

export interface CodexCompactionsState {
  readonly responses: readonly RecordedResponse[];
  readonly expected: readonly string[];
}

/** More than ever lie between a compaction and the record of its response. */
const mostKept = 32;
const longestId = 512;

/**
 * Tokens used by compactions. Since 0.154 every response has its own record, but only those of compactions are
 * missing from the counting events. A compaction names its response, before or after that is recorded.
 */
export class CodexCompactions {
  private readonly responses: Map<string, RecordedResponse>;
  private readonly expected: Set<string>;
  /** Of the last compaction, until an event counts something else. */
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

  /** @returns the response that made it, once that is recorded. */
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
   * Takes an event's counts. If later versions count compactions there too, they still count once.
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
