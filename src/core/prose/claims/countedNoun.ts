import type { ProseReading } from '../reading/proseReading';
import type { Quantity } from '../text/quantities';
import type { ScopeMention } from '../named/scopeMention';

export const taskNouns = /^(?:tasks?|rows?|entry|entries|items?|jobs?|ones|pieces)$/;
/** Adjectives that leave out no task. */
export const neutral = new Set(
  'recorded closed finished logged separate different distinct individual single total remaining other completed whole day entire of the all such'.split(
    ' ',
  ),
);
export const mostWords = 8;

export interface CountedNoun {
  /** The last token of what is counted. */
  readonly last: number;
  /** Names within it: "ten stack manager tasks". */
  readonly names: readonly ScopeMention[];
  /** Whether each of its words is understood. */
  readonly known: boolean;
  readonly remaining: boolean;
}

/** What follows a number, up to "tasks" or the last word of a name: "13 maintenance tasks", "three socket migrations". */
export function countedNoun(reading: ProseReading, quantity: Quantity, end: number): CountedNoun | undefined {
  const { tokens, mentions } = reading;
  const names: ScopeMention[] = [];
  let known = true;
  // "The other 5 tasks" are all others, "5 other tasks" some of them.
  const isRest = /^(?:other|remaining)$/.test(tokens[quantity.first - 1]?.text ?? '');
  const remaining = isRest && tokens[quantity.first - 2]?.text === 'the';
  known = known && (!isRest || remaining);
  for (let at = quantity.at + 1; at <= Math.min(end, quantity.at + mostWords); at += 1) {
    const token = tokens[at];
    const mention = mentions.find(
      ({ first, kind }) => first === at && (kind === 'title' || kind === 'band' || kind === 'rank'),
    );
    if (token === undefined) {
      return undefined;
    }
    if (mention !== undefined) {
      names.push(mention);
      at = mention.last;
      const next = tokens[at + 1];
      const isNoun = next?.kind !== 'word' || isStop(next.text);
      if (
        mention.kind === 'title' &&
        isNoun &&
        (tokens[at]?.text ?? '').endsWith('s') &&
        !taskNouns.test(next?.text ?? '')
      ) {
        return { last: at, names, known, remaining };
      }
    } else if (token.kind === 'word' && taskNouns.test(token.text)) {
      return { last: at, names, known, remaining };
    } else if (token.kind === 'word' && neutral.has(token.text)) {
      known &&= token.text !== 'remaining' && token.text !== 'other';
    } else if (token.text === '-' || token.text === '/') {
      // Joins words.
    } else if (token.kind === 'word' && !isStop(token.text)) {
      known = false;
    } else {
      return undefined;
    }
  }
  return undefined;
}

function isStop(word: string): boolean {
  return /^(?:is|are|was|were|took|take|needed|need|had|have|has|ran|came|in|on|at|by|for|with|from|and|or|but|that|which|who|under|over|above|below|to|of|made|used|cost|got|averaged|account|accounted|accounts|than|as|per)$/.test(
    word,
  );
}
