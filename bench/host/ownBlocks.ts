import type { Profiler } from 'node:inspector';

/** What a profile shows of the times in which the extension held the thread. */
export interface OwnBlocks {
  /** Of one stretch in which nobody else ran: its code, what that called, and garbage collected within or right after. */
  readonly longestOwnMs: number;
  readonly ownOver10Ms: number;
}

/** @param bundle the path of the extension's script, by which its frames are known */
export function ownBlocks(profile: Profiler.Profile, bundle: string): OwnBlocks {
  const own = ownNodes(profile.nodes, bundle);
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  let longestMs = 0;
  let over10Ms = 0;
  let stretchMs = 0;
  const end = (): void => {
    longestMs = Math.max(longestMs, stretchMs);
    over10Ms += stretchMs > 10 ? 1 : 0;
    stretchMs = 0;
  };
  profile.samples?.forEach((node, index) => {
    const ms = (profile.timeDeltas?.[index + 1] ?? 0) / 1_000;
    // Whose garbage is collected nobody knows.
    if (own.has(node) || (stretchMs > 0 && names.get(node) === '(garbage collector)')) {
      stretchMs += ms;
    } else {
      end();
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
