import { accord } from '../text/accord';
import { rangeOf } from './figureCandidates';
import { figureClaim } from './figureClaims';
import { subjectOf, type Metric } from '../named/rowFigures';
import type { ProseFinding } from '../reading/proseFinding';
import type { ProseReading, ProseRecord } from '../reading/proseReading';
import { meantSubjects } from '../reading/proseSubjects';
import type { Quantity } from '../text/quantities';
import { writtenLike } from '../text/writtenLike';

const changed =
  /^(?:rose|rise|rises|fell|fall|falls|dropped|drop|drops|climbed|climb|climbs|went|go|goes|grew|slipped|moved|move|moves|declined|increased?|decreased?|jumped|slid|swung|down|up|cut|raise|raised|lower|lowered|improved?|shrank)$/;

interface RangeReading {
  readonly metric: Metric;
  readonly rows: ProseRecord['rows'];
  readonly low: number;
  readonly high: number;
}

/** Judges "25x–65x", "from 35 to 60 minutes": its ends must be the lowest and the highest of what it covers. */
export function rangeClaim(
  reading: ProseReading,
  quantity: Quantity,
  to: Quantity,
  record: ProseRecord,
): ProseFinding[] {
  const [from, end] = reading.clauseOf(quantity.at);
  const isChange = reading.tokens.slice(from, end + 1).some(({ text }) => changed.test(text));
  if (isChange) {
    return [figureClaim(reading, quantity, record), figureClaim(reading, to, record)];
  }
  const both = reading.meant(to);
  const own = reading.meant(quantity);
  const metrics = both.named && !own.named ? both.metrics : own.metrics;
  const subjects = meantSubjects(reading, { ...quantity, last: to.last }, record);
  const isBounds = reading.tokens[quantity.first - 1]?.text === 'between';
  const readings = subjects.all().flatMap((rows) =>
    metrics.flatMap((metric): RangeReading[] => {
      const range = rangeOf(rows, metric, quantity.unit ?? to.unit);
      return range === undefined ? [] : [{ metric, rows, low: range[0], high: range[1] }];
    }),
  );
  const holds = (stated: Quantity, actual: number) => accord(stated, actual) !== 'fails';
  const right = readings.find(({ low, high }) => holds(quantity, low) && holds(to, high));
  const covered = readings.find(
    ({ low, high }) => low >= quantity.value - quantity.step / 2 && high <= to.value + to.step / 2,
  );
  const found = right ?? (isBounds ? covered : undefined);
  if (found !== undefined) {
    return [
      endOf(reading, quantity, found, 'lowest', 'supported'),
      endOf(reading, to, found, 'highest', 'supported'),
    ];
  }
  // Two figures of two things, such as "174.5 to 349.1x" of one task and both.
  const alone = [figureClaim(reading, quantity, record), figureClaim(reading, to, record)];
  const half = readings.find(
    ({ low, high, rows }) => rows.length > 1 && holds(quantity, low) !== holds(to, high),
  );
  const isSure = subjects.sure() && subjects.named && !reading.isHedgedAt(quantity.at) && readings.length > 0;
  if (!isSure || alone.every(({ verdict }) => verdict === 'supported')) {
    return alone.map((each) => (each.verdict === 'contradicted' ? unchecked(each) : each));
  }
  const wrong = half ?? readings.find(({ rows }) => rows.length > 1) ?? readings[0];
  return wrong === undefined
    ? alone
    : [
        endOf(reading, quantity, wrong, 'lowest', holds(quantity, wrong.low) ? 'supported' : 'contradicted'),
        endOf(reading, to, wrong, 'highest', holds(to, wrong.high) ? 'supported' : 'contradicted'),
      ];
}

function unchecked({ start, end }: ProseFinding): ProseFinding {
  return { start, end, verdict: 'unchecked' };
}

function endOf(
  reading: ProseReading,
  quantity: Quantity,
  { metric, rows, low, high }: RangeReading,
  kind: 'lowest' | 'highest',
  verdict: 'supported' | 'contradicted',
): ProseFinding {
  const token = reading.tokens[quantity.at];
  const { start } = reading.sentence;
  const figure = kind === 'lowest' ? low : high;
  const written = reading.sentence.text.slice(token?.start ?? 0, token?.end ?? 0);
  const replacement = verdict === 'contradicted' ? writtenLike(written, figure, quantity) : undefined;
  return {
    start: start + (token?.start ?? 0),
    end: start + (token?.end ?? 0),
    verdict,
    basis: { kind, metric, subject: subjectOf(rows), figure },
    ...(replacement !== undefined && { replacement }),
  };
}
