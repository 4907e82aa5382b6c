import type { Prompt } from '../../core/transcript/parts/transcriptPart';
import { keyedHash } from '../files/installationKey';
import { queuedLength } from './prompt';
import { isAtLeast } from './version';
import { typedWords } from './words';

interface QueuedText {
  readonly at: number;
  /** Keyed with the installation's key: from any other hash the text could be guessed. */
  readonly hash: string;
  /** 0 if nobody typed it. */
  readonly length: number;
}

interface LeftQueue extends QueuedText {
  readonly leftAt: number;
  /** Picked up within a running turn instead of starting one. */
  readonly absorbed: boolean;
  /** Of the program that wrote it. */
  readonly version: string | null;
}

export interface ClaudeQueueState {
  readonly waiting: readonly QueuedText[];
  readonly removed: readonly LeftQueue[];
}

/** The program puts back at once what it took too early, repeatedly while it is busy. */
const putBackMs = 5_000;

/**
 * The queue of what was typed while the agent worked. It says when a prompt was really typed, and before 2.1.97 a
 * prompt absorbed mid-turn left no other trace.
 */
export class ClaudeQueue {
  private waiting: QueuedText[];
  private removed: LeftQueue[];

  constructor(
    state: ClaudeQueueState | undefined,
    private readonly key: Uint8Array = new Uint8Array(0),
  ) {
    this.waiting = [...(state?.waiting ?? [])];
    this.removed = [...(state?.removed ?? [])];
  }

  /** @param version of the program that last wrote a record */
  operation(record: Readonly<Record<string, unknown>>, at: number, version: string | null): void {
    const { operation, content } = record;
    if (operation === 'enqueue' && typeof content === 'string') {
      this.enqueue(content, at);
    } else if (operation === 'remove' || operation === 'dequeue') {
      // Both say only sometimes what they take; otherwise it is the oldest.
      const hash = typeof content === 'string' ? this.hashOf(content) : undefined;
      const index = Math.max(
        0,
        hash === undefined ? 0 : this.waiting.findIndex((each) => each.hash === hash),
      );
      const [taken] = this.waiting.splice(index, 1);
      if (taken) {
        this.removed.push({ ...taken, leftAt: at, absorbed: operation === 'remove', version });
      }
    } else if (operation === 'popAll') {
      // Pulled back into the input box: not submitted.
      this.waiting = [];
    }
  }

  /** @returns when that text was typed, if it came through the queue; it then leaves the queue. */
  taken(text: string): number | undefined {
    if (this.removed.length + this.waiting.length === 0) {
      // As for nearly every text, and its hash takes a while.
      return undefined;
    }
    const hash = this.hashOf(text);
    for (const list of [this.removed, this.waiting]) {
      const index = list.findIndex((each) => each.hash === hash);
      if (index >= 0) {
        return list.splice(index, 1)[0]?.at;
      }
    }
    return undefined;
  }

  /** Prompts that were absorbed mid-turn by a version that wrote nothing else about them. */
  absorbed(version: string | null): Prompt[] {
    return this.removed
      .filter((each) => each.absorbed && each.length > 0 && !writesAttachments(each.version ?? version))
      .map(({ at, length }) => ({ id: `queue:${length}@${at}`, at, length, kind: 'queued' as const }));
  }

  state(): ClaudeQueueState {
    return { waiting: this.waiting, removed: this.removed };
  }

  private hashOf(text: string): string {
    return keyedHash(this.key, typedWords(text));
  }

  private enqueue(content: string, at: number): void {
    const hash = this.hashOf(content);
    const index = this.removed.findLastIndex((each) => each.hash === hash && at - each.leftAt <= putBackMs);
    const [before] = index < 0 ? [] : this.removed.splice(index, 1);
    this.waiting.push(before ?? { at, hash, length: queuedLength(content) });
  }
}

/** Since 2.1.97 a prompt absorbed mid-turn has its own attachment. */
function writesAttachments(version: string | null): boolean {
  return isAtLeast(version, [2, 1, 97]);
}
