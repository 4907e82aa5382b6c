import type { CoveredTranscript } from '../../core/transcript/source/transcriptSource';
import type { PartName } from './transcriptMessages';

export interface KnownPart {
  /** The number of the question that it answered. */
  readonly id: number;
  readonly covered: CoveredTranscript;
}

/** More than anybody follows; this only bounds growth over months. */
const mostParts = 100;

/**
 * The last answer about each part that still grows. The thread that reads and the one that asks keep one each: where
 * both have the same answer, only what changed since is sent.
 */
export class GrowingParts {
  private readonly parts = new Map<string, KnownPart>();

  of(part: PartName): KnownPart | undefined {
    return this.parts.get(keyOf(part));
  }

  take(part: PartName, id: number, covered: CoveredTranscript | undefined): void {
    const key = keyOf(part);
    this.parts.delete(key);
    if (covered && part.to === null) {
      if (this.parts.size >= mostParts) {
        this.parts.clear();
      }
      this.parts.set(key, { id, covered });
    }
  }

  clear(): void {
    this.parts.clear();
  }
}

function keyOf({ agent, externalId, from, to }: PartName): string {
  return `${agent}\n${externalId}\n${from}\n${to ?? ''}`;
}
