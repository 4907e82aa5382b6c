import type { ProseToken } from './proseTokens';

/**
 * How exactly a figure is meant. `exact` is the plain figure, right if the record rounds to it; `precise` is "exactly";
 * `cleared` may or may not include the figure itself, `reached` is the figure of one task and a limit for several;
 * `loose` has no limit that could be checked.
 */
export type Qualifier =
  | 'exact'
  | 'precise'
  | 'about'
  | 'nearly'
  | 'over'
  | 'under'
  | 'atLeast'
  | 'atMost'
  | 'cleared'
  | 'reached'
  | 'loose';

const before: readonly (readonly [Qualifier, string])[] = [
  [
    'about',
    'about|around|roughly|approximately|approx|some|circa|ca|~|≈|close to|in the region of|on the order of|an estimated|more or less',
  ],
  [
    'nearly',
    'nearly|almost|just under|just below|just short of|a little under|slightly under|a bit under|not quite|shy of|a shade under|a hair under',
  ],
  [
    'over',
    'over|more than|above|exceeding|beyond|north of|upwards of|in excess of|greater than|higher than|better than|just over|just above|a little over|slightly over|well over|well above|slightly more than|a little more than|a shade over|a bit over|longer than|exceeded|exceeds|exceed|topped|tops|surpassed|passed|beat|>',
  ],
  [
    'under',
    'under|below|less than|fewer than|lower than|short of|well under|well below|within|shorter than|inside|smaller than|sub -|<',
  ],
  ['atLeast', 'at least|no less than|no fewer than|not less than|a minimum of|at or above|≥'],
  ['atMost', 'at most|no more than|not more than|up to|a maximum of|at or below|as much as|as many as|≤'],
  ['precise', 'exactly|precisely'],
  ['exact', 'only|just|merely|a mere|a total of|fully|a full|all of|all'],
  ['cleared', 'cleared|clear|clearing|clears|crossed|crossing|broke|breaking'],
  ['reached', 'reached|reaching|reach|reaches|hit|hits|hitting'],
];
const phrases = before
  .flatMap(([qualifier, list]) => list.split('|').map((phrase) => ({ qualifier, words: phrase.split(' ') })))
  .sort((a, b) => b.words.length - a.words.length);

const byLastWord = new Map<string, typeof phrases>();
for (const phrase of phrases) {
  const last = phrase.words.at(-1) ?? '';
  byLastWord.set(last, [...(byLastWord.get(last) ?? []), phrase]);
}

/** @returns the qualifier of the number at a token, and where it begins */
export function qualifierBefore(
  tokens: readonly ProseToken[],
  at: number,
): { readonly qualifier: Qualifier; readonly first: number } {
  const phrase = byLastWord
    .get(tokens[at - 1]?.text ?? '')
    ?.find(({ words }) => words.every((word, index) => tokens[at - words.length + index]?.text === word));
  if (phrase === undefined) {
    return { qualifier: 'exact', first: at };
  }
  const first = at - phrase.words.length;
  // "just over", "only about", "all but": what precedes a qualifier adds to it, or turns it round.
  const word = tokens[first - 1]?.text;
  if (word === 'not' || word === 'never' || word === 'nowhere' || word === "n't") {
    return { qualifier: 'loose', first: first - 1 };
  }
  // "33.1x over 16 hours" spreads it over them.
  const isAcross = phrase.words.join(' ') === 'over' && isFigure(tokens[first - 1]);
  return { qualifier: isAcross ? 'exact' : phrase.qualifier, first };
}

function isFigure(token: ProseToken | undefined): boolean {
  return token?.kind === 'number' || /^(?:x|×|%|hours?|minutes?|min|percent|spread)$/.test(token?.text ?? '');
}

const after: readonly (readonly [Qualifier, string])[] = [
  [
    'atLeast',
    'or more|or higher|or better|or above|or longer|and up|and above|and over|upwards|+|- plus|plus',
  ],
  ['atMost', 'or less|or fewer|or lower|or below|or under|or shorter|and below|and under'],
  ['about', 'or so|or thereabouts'],
];
const following = after.flatMap(([qualifier, list]) =>
  list.split('|').map((phrase) => ({ qualifier, words: phrase.split(' ') })),
);

/** @returns a qualifier that follows a figure: "10x or more" */
export function qualifierAfter(
  tokens: readonly ProseToken[],
  last: number,
): { readonly qualifier: Qualifier; readonly last: number } | undefined {
  const found = following.find(({ words }) =>
    words.every((word, index) => {
      const token = tokens[last + 1 + index];
      return token?.text === word && !((word === '+' || word === '-') && token.spaced);
    }),
  );
  return found && { qualifier: found.qualifier, last: last + found.words.length };
}
