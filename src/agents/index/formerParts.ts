import { joinedParts, lostPart } from '../../core/transcript/sessions/lostPart';
import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import type { TranscriptFamilies } from './transcriptFamilies';

/** What files said before and no longer do, by file: time that was spent stays counted, whatever happens to them. */
export class FormerParts {
  /** For each file, one part for every session it had. */
  private readonly parts = new Map<string, readonly TranscriptPart[]>();

  constructor(
    private readonly families: TranscriptFamilies,
    known: Iterable<readonly [string, readonly TranscriptPart[]]>,
    nowOf: (path: string) => TranscriptPart | undefined,
  ) {
    for (const [path, parts] of known) {
      this.set(path, parts, nowOf(path));
    }
  }

  /** By file. */
  all(): Iterable<readonly [string, readonly TranscriptPart[]]> {
    return this.parts;
  }

  /**
   * Notes that a file says something else, or is gone.
   *
   * @param more what it said until now; none if it still says all of it
   */
  told(path: string, now: TranscriptPart | undefined, more: readonly TranscriptPart[]): void {
    const known = this.parts.get(path) ?? [];
    if (known.length === 0 && more.length === 0) {
      return;
    }
    const kept: TranscriptPart[] = [];
    for (const each of [...more, ...known]) {
      const lost = lostPart(each, now);
      const same = kept.findIndex((other) => lost && isOfOneSession(other, lost));
      const other = kept[same];
      const further = lost && other ? lostPart(lost, other) : lost;
      if (further && other) {
        kept[same] = joinedParts(other, further);
      } else if (further) {
        kept.push(further);
      }
    }
    this.set(path, kept, now);
  }

  /** Adds what another process kept, as far as it isn't known here. */
  adopt(path: string, parts: readonly TranscriptPart[], now: TranscriptPart | undefined): void {
    const known = this.parts.get(path) ?? [];
    const unknown = parts.filter((part) =>
      lostPart(
        part,
        known.find((each) => isOfOneSession(each, part)),
      ),
    );
    if (unknown.length > 0) {
      this.told(path, now, unknown);
    }
  }

  private set(path: string, parts: readonly TranscriptPart[], now?: TranscriptPart): void {
    const before = this.parts.get(path)?.length ?? 0;
    for (let index = 0; index < Math.max(before, parts.length); index += 1) {
      const part = parts[index];
      const former = part && { ...part, former: whatBecame(part, now), live: undefined };
      this.families.set(`${path}\n${index}`, former);
    }
    if (parts.length === 0) {
      this.parts.delete(path);
    } else {
      this.parts.set(path, parts);
    }
  }
}

function whatBecame(part: TranscriptPart, now: TranscriptPart | undefined): 'cut' | 'gone' {
  return now && isOfOneSession(part, now) ? 'cut' : 'gone';
}

function isOfOneSession(a: TranscriptPart, b: TranscriptPart): boolean {
  return a.agent === b.agent && a.externalId === b.externalId && a.side === b.side;
}
