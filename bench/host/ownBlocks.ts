import type { Profiler } from 'node:inspector';

/** What a profile shows of the times in which the extension held the thread. */
export interface OwnBlocks {
  /** Of one stretch without a pause: its code and what it called, and all collecting of garbage in that stretch. */
  readonly longestOwnMs: number;
  readonly ownOver10Ms: number;
}

/** @param bundle the path of the extension's script, by which its frames are known */
export function ownBlocks(profile: Profiler.Profile, bundle: string): OwnBlocks {
  const own = ownNodes(profile.nodes, bundle);
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  let longestMs = 0;
  let over10Ms = 0;
  let ownMs = 0;
  let collectingMs = 0;
  const end = (): void => {
    // Whose garbage it was nobody knows: it is counted wherever the extension did anything at all.
    const ms = ownMs === 0 ? 0 : ownMs + collectingMs;
    longestMs = Math.max(longestMs, ms);
    over10Ms += ms > 10 ? 1 : 0;
    ownMs = 0;
    collectingMs = 0;
  };
  profile.samples?.forEach((node, index) => {
    const ms = (profile.timeDeltas?.[index + 1] ?? 0) / 1_000;
    const name = names.get(node);
    if (name === '(idle)') {
      end();
    } else if (name === '(garbage collector)') {
      collectingMs += ms;
    } else if (own.has(node)) {
      ownMs += ms;
    }
  });
  end();
  return { longestOwnMs: longestMs, ownOver10Ms: over10Ms };
}

/** The extension's frames and all that they called. Parents come before their children in a profile. */
function ownNodes(nodes: readonly Profiler.ProfileNode[], bundle: string): ReadonlySet<number> {
  const own = new Set<number>();
  for (const { id, callFrame, children } of nodes) {
    if (callFrame.url.endsWith(bundle)) {
      own.add(id);
    }
    if (own.has(id)) {
      children?.forEach((child) => own.add(child));
    }
  }
  return own;
}
