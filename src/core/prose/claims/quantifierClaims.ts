import { neutral, taskNouns } from './countedNoun';
import { subjectOf } from '../named/rowFigures';
import { isLight, stem } from '../named/rowVocabulary';
import type { ProseFinding } from '../reading/proseFinding';
import type { ProseReading, ProseRecord } from '../reading/proseReading';

/** "No task is under 10x", "every task", "most tasks": judged at the word itself. */
export function quantifierClaims(reading: ProseReading, record: ProseRecord): ProseFinding[] {
  const { tokens } = reading;
  return reading.bands.flatMap((band): ProseFinding[] => {
    const at = quantifierAt(reading, band.head);
    const token = tokens[at];
    if (token === undefined || !band.comparing) {
      return [];
    }
    const noun = tokens.slice(at + 1, band.head + 1);
    const isPlain = noun.every(
      ({ kind, text }) =>
        kind === 'word' && (neutral.has(text) || taskNouns.test(text) || isLight(stem(text))),
    );
    const isSure =
      isPlain &&
      !tokens.slice(band.head + 1, band.first).some(({ text }) => /^(?:with|that|which|who)$/.test(text)) &&
      !reading.isHedgedAt(at) &&
      reading.carried.every(({ kind }) => kind === 'day') &&
      !reading.days.some(({ kind }) => kind !== 'this') &&
      reading.mentions.every(({ kind }) => kind === 'day' || kind === 'band') &&
      !noun.some(({ text }) => text === 'other' || text === 'remaining');
    const all = record.rows.length;
    const right = band.sets.some((set) => holdsFor(token.text, set.length, all));
    const [likeliest] = band.sets;
    const { start } = reading.sentence;
    const place = { start: start + token.start, end: start + token.end };
    if (likeliest === undefined || (!right && !isSure)) {
      return [{ ...place, verdict: 'unchecked' as const }];
    }
    const basis = { kind: 'count' as const, subject: subjectOf(likeliest), figure: likeliest.length };
    return [{ ...place, verdict: right ? ('supported' as const) : ('contradicted' as const), basis }];
  });
}

function quantifierAt({ tokens }: ProseReading, head: number): number {
  for (let at = head; at >= Math.max(0, head - 3); at -= 1) {
    const token = tokens[at];
    if (token?.kind === 'word' && /^(?:no|none|nothing|every|all|each|most)$/.test(token.text)) {
      return tokens[at - 1]?.text === 'not' ||
        tokens[at - 1]?.text === 'at' ||
        tokens[at - 1]?.text === 'the' ||
        tokens[at + 1]?.kind === 'number' ||
        tokens[at + 1]?.text === 'one'
        ? -1
        : at;
    }
  }
  return -1;
}

function holdsFor(quantifier: string, count: number, all: number): boolean {
  switch (quantifier) {
    case 'no':
    case 'none':
    case 'nothing':
      return count === 0;
    case 'most':
      return count * 2 > all;
    default:
      return count === all;
  }
}
