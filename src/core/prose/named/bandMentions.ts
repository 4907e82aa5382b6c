import type { RecordRow } from '../../record/dayRecord';
import { roundHalfUp } from '../../figures/roundHalfUp';
import { accord } from '../text/accord';
import { figureOf, type Metric } from './rowFigures';
import type { MeantMetrics } from './metricMentions';
import type { ProseToken } from '../text/proseTokens';
import type { Quantity } from '../text/quantities';
import type { ScopeMention } from './scopeMention';
import { distinct } from './titleMentions';

const heads =
  /^(?:tasks?|rows?|ones?|entries|entry|items?|jobs?|those|them|none|nothing|all|every|each|most|half|both|neither|builds?|runs?|migrations?|fixes)$/;
/** What may stand between the tasks and the figure that chooses among them. */
const bridges = new Set(
  'that which who with at were was are is be being been came come comes coming in landed land lands finished finish sit stand stood share shared hold held stayed stay stays fell fall falls ran run runs sat sit sits took take takes needed need needs had have has having used use uses cost costs got get gets scored score ended end required require requires showed show posted post carried carry carries fit closed close each apiece of the a factor factors leverage supervisory supervision only just still all even also for supervised single scoring landing falling coming sitting running needing taking posting finishing staying to on up down out went go made achieved averaged did not actually between from by'.split(
    ' ',
  ),
);
const equalities =
  /^(?:with|at|for|in|had|have|has|took|take|takes|needed|need|needs|used|use|cost|got|required|require|needing|taking|had|ran|run|showed|carried|carry)$/;

const quantifiers = /^(?:no|none|nothing|every|all|each|most|half)$/;

export interface BandMention extends ScopeMention {
  /** Where the sentence names what it chooses from; the band's own place for "sub-10x tasks". */
  readonly head: number;
  /** "no", "every", "most" … before the head. */
  readonly comparing: boolean;
}

/** A figure that chooses tasks rather than claims something of them: "tasks under 10x", "19 with one minute". */
export function bandAt(
  tokens: readonly ProseToken[],
  isNamed: (at: number) => boolean,
  quantity: Quantity,
  quantities: readonly Quantity[],
  { metrics, named }: MeantMetrics,
  rows: readonly RecordRow[],
): BandMention | undefined {
  const { unit, qualifier } = quantity;
  if (unit !== 'factor' && unit !== 'minutes' && unit !== 'hours') {
    return undefined;
  }
  const to = quantity.rangeTo === undefined ? undefined : quantities[quantity.rangeTo];
  const last = to?.last ?? quantity.last;
  const comparing = to !== undefined || !['exact', 'precise', 'about', 'nearly', 'loose'].includes(qualifier);
  const place = headOf(
    tokens,
    quantity,
    last,
    quantities.filter(({ at }) => !isNamed(at)),
    comparing,
  );
  // "each task at 30.0x" says something of them all.
  const isOfAll =
    !comparing && place !== undefined && /^(?:each|every|both|all)$/.test(tokens[place.head - 1]?.text ?? '');
  const isStated = isOfAll || (to !== undefined && !place?.chooses);
  if (
    place === undefined ||
    isStated ||
    qualifier === 'loose' ||
    (!comparing && !place.equals && (qualifier === 'exact' || qualifier === 'precise'))
  ) {
    return undefined;
  }
  // A factor without more is the leverage factor, hours are the estimate's.
  const meant = named || unit === 'minutes' ? metrics : metrics.slice(0, 1);
  const sets = meant.flatMap((metric) => setsOf(rows, metric, quantity, to));
  return {
    kind: 'band',
    first: quantity.first,
    last,
    // An empty set is one, too: no task may be under 10x.
    sets: [...distinct(sets), ...(sets.some((set) => set.length === 0) ? [[]] : [])],
    sure: comparing || (place.sure && qualifier !== 'about' && qualifier !== 'nearly'),
    head: place.head,
    comparing,
  };
}

interface Head {
  readonly head: number;
  readonly equals: boolean;
  readonly sure: boolean;
  /** Whether a range there chooses tasks; otherwise it says what they range over. */
  readonly chooses: boolean;
}

function headOf(
  tokens: readonly ProseToken[],
  quantity: Quantity,
  last: number,
  quantities: readonly Quantity[],
  comparing: boolean,
): Head | undefined {
  const next = tokens[last + 1]?.text ?? '';
  if (quantity.adjective || next === '+' || tokens[quantity.first]?.text === 'sub') {
    const isNoun =
      heads.test(next) || heads.test(tokens[last + 2]?.text ?? '') || next === 'band' || next === 'range';
    return isNoun ? { head: last + 1, equals: true, sure: true, chooses: true } : undefined;
  }
  if (/^(?:band|range|bracket|bucket|tier|zone)$/.test(next)) {
    return { head: last + 1, equals: true, sure: true, chooses: true };
  }
  if (heads.test(next) && next !== 'each' && quantity.unit === 'factor') {
    return { head: last + 1, equals: true, sure: true, chooses: true };
  }
  const there = quantity.first <= 1 && comparing ? countAfter(tokens, last, quantities) : undefined;
  if (there !== undefined) {
    return { head: there, equals: false, sure: true, chooses: true };
  }
  let [equals, isStated] = [false, false];
  for (let at = quantity.first - 1; at >= Math.max(0, quantity.first - 9); at -= 1) {
    const token = tokens[at];
    if (token === undefined) {
      return undefined;
    }
    const count = quantities.find((each) => each.at === at && each.unit === undefined && each.step === 1);
    if (
      /^(?:task|row|entry|job|item)$/.test(token.text) &&
      !tokens
        .slice(Math.max(0, at - 2), at)
        .some((each) => each.number !== undefined || quantifiers.test(each.text) || each.text === 'any')
    ) {
      // "the longest task with 180 minutes" says how long it was.
      return undefined;
    }
    if (
      (token.kind === 'word' &&
        heads.test(token.text) &&
        !(token.text === 'each' || token.text === 'both')) ||
      count !== undefined
    ) {
      const near = tokens.slice(Math.max(0, at - 6), last + 6).map(({ text }) => text);
      const isEach = near.includes('each') || near.includes('apiece') || quantity.value === 1;
      const counted =
        count !== undefined ||
        tokens
          .slice(Math.max(0, at - 4), at + 1)
          .some((each) => each.number?.suffix === '' || quantifiers.test(each.text));
      const isBetween = tokens[quantity.first - 1]?.text === 'between' || at === quantity.first - 1;
      return { head: at, equals, sure: isEach, chooses: !equals && (counted || isBetween) };
    }
    if (token.kind !== 'word' || !bridges.has(token.text)) {
      return undefined;
    }
    isStated ||= /^(?:is|are|was|were)$/.test(token.text);
    if (!comparing && isStated && /^(?:factors?|leverage)$/.test(token.text)) {
      // "The medians of the tasks with a factor are …" says something of them.
      return undefined;
    }
    equals ||= equalities.test(token.text);
  }
  return undefined;
}

/** "Below 10x there are 11 tasks": the count that follows. */
function countAfter(
  tokens: readonly ProseToken[],
  last: number,
  quantities: readonly Quantity[],
): number | undefined {
  const count = quantities.find(({ at, unit }) => at > last && at <= last + 4 && unit === undefined);
  const isPlain =
    count !== undefined &&
    tokens
      .slice(last + 1, count.first)
      .every(({ text }) => /^(?:there|are|were|is|sit|lie|,|only|just|we|find|had)$/.test(text)) &&
    /^(?:tasks?|rows?|entries|jobs|items|of)$/.test(tokens[count.at + 1]?.text ?? '');
  return isPlain ? count.at : undefined;
}

function setsOf(
  rows: readonly RecordRow[],
  metric: Metric,
  quantity: Quantity,
  to: Quantity | undefined,
): RecordRow[][] {
  const within = (isIn: (figure: number) => boolean): RecordRow[] =>
    rows.filter((row) => {
      const figure = figureOf(row, metric);
      return figure !== undefined && isIn(figure);
    });
  const printed = (figure: number) => (quantity.unit === 'factor' ? roundHalfUp(figure, 1) : figure);
  const { value, qualifier } = quantity;
  if (to !== undefined) {
    const end = to.value;
    return [
      within((figure) => figure >= value && figure < end),
      within((figure) => figure >= value && figure <= end),
      within((figure) => printed(figure) >= value && printed(figure) < end),
      within((figure) => printed(figure) >= value && printed(figure) <= end),
      within((figure) => figure > value && figure < end),
      within((figure) => figure > value && figure <= end),
    ];
  }
  switch (qualifier) {
    case 'over':
      return [
        within((figure) => figure > value),
        within((figure) => printed(figure) > value),
        within((figure) => figure > value + quantity.step / 2),
      ];
    case 'atLeast':
      return [within((figure) => figure >= value), within((figure) => printed(figure) >= value)];
    case 'cleared':
    case 'reached':
      return [
        within((figure) => figure >= value),
        within((figure) => figure > value),
        within((figure) => printed(figure) >= value),
      ];
    case 'under':
      return [within((figure) => figure < value), within((figure) => printed(figure) < value)];
    case 'atMost':
      return [within((figure) => figure <= value), within((figure) => printed(figure) <= value)];
    default:
      return [within((figure) => accord(quantity, figure) === 'holds')];
  }
}
