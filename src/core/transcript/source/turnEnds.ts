import type { TranscriptTurn } from '../sessions/agentTranscript';

/**
 * When the turns end in which these moments lie: after the last record that belongs to one, or where the next one
 * begins. What lies outside of any turn ends there.
 * @param moments in rising order
 */
export function turnEnds(
  turns: readonly Pick<TranscriptTurn, 'start' | 'end'>[],
  moments: readonly number[],
): readonly number[] {
  const inOrder = turns.toSorted((a, b) => a.start - b.start);
  const ends: number[] = [];
  for (const { end } of inOrder) {
    ends.push(Math.max(end, ends.at(-1) ?? 0));
  }
  let index = 0;
  return moments.map((at) => {
    while ((inOrder[index]?.start ?? Number.POSITIVE_INFINITY) <= at) {
      index += 1;
    }
    // Includes the last record, with the tokens it reports.
    const end = Math.max(at, ends[index - 1] ?? at) + 1;
    return Math.max(at, Math.min(end, inOrder[index]?.start ?? end));
  });
}
