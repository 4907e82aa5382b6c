import { cutPart, transcriptKey, type UnassignedPart } from '../../transcript/inbox/inbox';
import type { JoinedProposal } from '../joinedProposal';

/** What of unassigned parts no open proposal has: the inbox holds the rest, so that no time is offered twice. */
export function unproposedParts(
  parts: readonly UnassignedPart[],
  proposals: readonly JoinedProposal[],
): readonly UnassignedPart[] {
  const proposed = new Map<string, UnassignedPart[]>();
  for (const part of proposals.flatMap(({ join }) => join?.parts ?? [])) {
    const key = transcriptKey(part.session);
    proposed.set(key, [...(proposed.get(key) ?? []), part]);
  }
  return proposed.size === 0
    ? parts
    : parts.flatMap((part) => {
        const own = proposed.get(transcriptKey(part.session)) ?? [];
        return own.length === 0 ? [part] : without(part, own);
      });
}

function without(part: UnassignedPart, proposed: readonly UnassignedPart[]): readonly UnassignedPart[] {
  const left: UnassignedPart[] = [];
  let from = part.from;
  for (const each of proposed.toSorted((a, b) => a.from - b.from)) {
    const before = each.from > from ? cutPart(part, from, each.from, from === part.from) : undefined;
    if (before) {
      left.push(before);
    }
    from = Math.max(from, each.to ?? Number.POSITIVE_INFINITY);
  }
  const rest = from === Number.POSITIVE_INFINITY ? undefined : cutPart(part, from, null, from === part.from);
  return rest ? [...left, rest] : left;
}
