import type { RecordRow } from '../../record/dayRecord';
import { ranked } from '../named/rankMentions';
import { sharedRows, type Metric } from '../named/rowFigures';
import type { ScopeMention } from '../named/scopeMention';
import { distinct } from '../named/titleMentions';

/** Every set that the names can mean, alone, together, one within the other. */
export function setsNamed(
  mentions: readonly ScopeMention[],
  rows: readonly RecordRow[],
  metrics: readonly Metric[],
): (readonly RecordRow[])[] {
  const byPlace = mentions.map((mention) => {
    const isRank = 'end' in mention && 'named' in mention && mention.named === false;
    const fitting = isRank ? rankSets(mention, rows, metrics) : [];
    return [...fitting, ...mention.sets];
  });
  const flat = byPlace.flat();
  const names = mentions.flatMap(({ kind }, index) => (kind === 'day' ? [] : [byPlace[index] ?? []]));
  const joinable = mentions.flatMap(({ kind }, index) =>
    kind === 'title' || kind === 'rows' ? [byPlace[index] ?? []] : [],
  );
  const unions = joinable.length < 2 ? [] : product(joinable).map((sets) => [...new Set(sets.flat())]);
  const pairs = names.flatMap((one, index) =>
    names
      .slice(index + 1)
      .flatMap((other) => one.slice(0, 5).flatMap((a) => other.slice(0, 5).map((b) => sharedRows(a, b)))),
  );
  const within = mentions.flatMap((mention) =>
    'end' in mention && isRank(mention)
      ? names.flatMap((sets) =>
          sets
            .slice(0, 6)
            .filter((set) => set.length > mention.count)
            .flatMap((set) =>
              mention.metrics.flatMap((metric) =>
                ranked(set, metric, mention.end, mention.place, mention.count),
              ),
            ),
        )
      : [],
  );
  const hasEmpty = flat.some((set) => set.length === 0);
  return [...distinct([...flat, ...unions, ...pairs, ...within]), ...(hasEmpty ? [[]] : [])];
}

interface RankShape {
  readonly end: 'most' | 'least';
  readonly place: number;
  readonly count: number;
  readonly metrics: readonly Metric[];
}

function isRank(mention: ScopeMention): mention is ScopeMention & RankShape {
  return 'end' in mention && 'metrics' in mention && 'count' in mention;
}

function rankSets(
  mention: ScopeMention,
  rows: readonly RecordRow[],
  metrics: readonly Metric[],
): (readonly RecordRow[])[] {
  return isRank(mention)
    ? mention.metrics
        .filter((metric) => metrics.includes(metric))
        .flatMap((metric) => ranked(rows, metric, mention.end, mention.place, mention.count))
    : [];
}

function product(lists: readonly (readonly (readonly RecordRow[])[])[]): (readonly RecordRow[])[][] {
  let all: (readonly RecordRow[])[][] = [[]];
  for (const list of lists) {
    all = all.flatMap((each) => list.slice(0, 6).map((set) => [...each, set])).slice(0, 24);
  }
  return all;
}
