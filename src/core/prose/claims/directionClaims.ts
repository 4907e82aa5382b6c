import { sumFigureOf, subjectOfDay, type Metric } from '../named/rowFigures';
import { metricMentions } from '../named/metricMentions';
import type { ProseFinding } from '../reading/proseFinding';
import type { ProseReading, ProseRecord } from '../reading/proseReading';
import { wordSet } from '../text/wordSet';

const ups = wordSet(
  'rose rises climbed climbs grew grows increased increases jumped improved improves gained',
);
const downs = wordSet('fell falls dropped drops declined declines decreased decreases slipped shrank slid');

/** "The leverage factor rose against April 12": whether it did, by the day's sums and the other day's. */
export function directionClaims(reading: ProseReading, { all, earlier }: ProseRecord): ProseFinding[] {
  const { tokens, days } = reading;
  const others = days.flatMap((each) => each.days);
  const [otherDay] = others;
  const names = reading.mentions.some(({ kind }) => kind !== 'day');
  const isPlain =
    otherDay !== undefined &&
    new Set(others).size === 1 &&
    !days.some(({ kind }) => kind === 'unknown') &&
    !names &&
    reading.leavesOutAt === -1 &&
    earlier.includes(otherDay);
  if (!isPlain) {
    return [];
  }
  const other = subjectOfDay(otherDay);
  const said = metricMentions(tokens);
  return tokens.flatMap((token, at) => {
    const isUp = ups.has(token.text);
    if (token.kind !== 'word' || (!isUp && !downs.has(token.text)) || reading.isHedgedAt(at)) {
      return [];
    }
    const mention = said.findLast(({ last }) => last < at && last >= at - 5);
    const metric = mention?.families.length === 1 ? metricOf(mention, tokens) : undefined;
    const [before, after] =
      metric === undefined ? [] : [sumFigureOf(other, metric), sumFigureOf(all, metric)];
    if (metric === undefined || before === undefined || after === undefined) {
      return [];
    }
    const { start } = reading.sentence;
    const holds = isUp ? after > before : after < before;
    return [
      {
        start: start + token.start,
        end: start + token.end,
        verdict: holds ? ('supported' as const) : ('contradicted' as const),
        basis: { kind: 'difference' as const, metric, from: other, to: all, figure: after - before },
      },
    ];
  });
}

function metricOf(
  { families: [family], of, last }: ReturnType<typeof metricMentions>[number],
  tokens: readonly { readonly text: string }[],
): Metric | undefined {
  const next = tokens[last + 1]?.text ?? '';
  switch (family) {
    case 'leverage':
      return 'leverage';
    case 'supervision':
      return of === 'factor' ? 'supervisory' : of === 'time' ? 'supervisoryMinutes' : undefined;
    case 'human':
      return next === 'hours' ? 'humanHours' : undefined;
    case 'ai':
      return /^(?:minutes|time|hours)$/.test(next) ? 'aiMinutes' : undefined;
    default:
      return undefined;
  }
}
