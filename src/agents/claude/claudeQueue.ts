import type { Prompt } from '../../core/transcript/transcriptPart';
import { hashText } from '../hash';

interface QueuedText {
  readonly at: number;
  readonly hash: number;
  readonly length: number;
}

export interface ClaudeQueueState {
  readonly waiting: readonly QueuedText[];
  readonly removed: readonly QueuedText[];
}

/**
 * The queue of what was typed while the agent worked. It tells when a prompt was really typed; and before 2.1.97 a
 * prompt that was absorbed mid-turn left no other trace.
 */
export class ClaudeQueue {
  private waiting: QueuedText[];
  private removed: QueuedText[];

  constructor(state: ClaudeQueueState | undefined) {
    this.waiting = [...(state?.waiting ?? [])];
    this.removed = [...(state?.removed ?? [])];
  }

  operation(record: Readonly<Record<string, unknown>>, at: number): void {
    const { operation, content } = record;
    if (operation === 'enqueue' && typeof content === 'string') {
      this.waiting.push({ at, hash: hashOf(content), length: isTyped(content) ? content.trim().length : 0 });
    } else if (operation === 'remove' || operation === 'dequeue') {
      // Both name what they take only sometimes; without a name it is the oldest.
      const hash = typeof content === 'string' ? hashOf(content) : undefined;
      const index = Math.max(
        0,
        hash === undefined ? 0 : this.waiting.findIndex((each) => each.hash === hash),
      );
      const [taken] = this.waiting.splice(index, 1);
      if (taken) {
        this.removed.push(taken);
      }
    } else if (operation === 'popAll') {
      // Pulled back into the input box: not submitted.
      this.waiting = [];
    }
  }

  /** @returns when that text was typed, if it came through the queue; it is then accounted for. */
  taken(text: string): number | undefined {
    const hash = hashOf(text);
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
    return writesAttachments(version)
      ? []
      : this.removed
          .filter((each) => each.length > 0)
          .map(({ at, hash, length }) => ({
            id: `queue:${hash}@${at}`,
            at,
            length,
            kind: 'queued' as const,
          }));
  }

  state(): ClaudeQueueState {
    return { waiting: this.waiting, removed: this.removed };
  }
}

function isTyped(content: string): boolean {
  return !content.trimStart().startsWith('<task-notification>');
}

function hashOf(text: string): number {
  return hashText(text.trim());
}

/** Since 2.1.97 a prompt absorbed mid-turn has an attachment of its own. */
function writesAttachments(version: string | null): boolean {
  const [major = 0, minor = 0, patch = 0] = (version ?? '').split('.').map(Number);
  return major > 2 || (major === 2 && (minor > 1 || (minor === 1 && patch >= 97)));
}
