import type { ProseToken } from './proseTokens';
import { wordSet } from './wordSet';

/**
 * Words that a sentence about the whole day is made of. A sentence with any other word may be about something else, so
 * its figures are never called wrong on the grounds that they aren't the day's.
 */
const plain =
  wordSet(`a an the this that these those it its they them their there here we i you he she our my your his her who which what whole entire
  and or but nor so yet while whereas as than then thus of to for in on at by with from into onto over under across per via between
  among within during after before since until about against around behind below above beyond beneath beside besides through throughout
  up down out off not no none only just still even also too all any every each both own same such more most less least fewer few many much
  is are was were be been being am has have had having do does did doing done will can may
  took take takes taking taken needed need needs needing used use uses using cost costs costing ran run runs running gave give gives giving given
  came come comes coming went go goes going made make makes making got get gets getting put puts putting kept keep keeps keeping left leave leaves
  held hold holds holding stood stand stands standing sat sit sits sitting stayed stay stays staying landed land lands landing ended end ends ending
  finished finish finishes closing closed close closes logged log logs logging recorded record records recording reported counted count counts counting
  came reached reach reaches reaching hit hits hitting topped total totals totalled totaled totalling totaling amounted amount amounts amounting
  added add adds adding summed sum sums summing averaged average averages averaging worked work works working works out worth produced produce produces
  delivered deliver delivers delivering yielded yield yields yielding bought buy buys buying returned return returns returning turned turn turns turning
  represented represent represents representing compressed compress compresses compressing squeezed covered cover covers covering spread spent spend spends spending
  called read reads reading say says said show shows showed shown showing see sees seen stands equals equal equalled means mean meant printed prints
  rose rise rises rising risen fell fall falls falling fallen dropped drop drops dropping climbed climb climbs climbing grew grow grows growing grown
  increased increase increases increasing decreased decrease decreases decreasing slipped slip slips declined decline declines declining gained gain gains lost lose loses
  moved move moves moving changed change changes changing jumped jump jumps improved improve improves compared compare compares compare comparing versus vs set
  leverage factor factors supervisory supervision supervising supervised human humans person senior engineer engineers engineering ai agent agents claude codex copilot gemini machine model
  minute minutes min mins hour hours hr hrs h m day days week weeks workweek workweeks time times task tasks row rows entry entries item items job jobs token tokens
  x percent point points pp weighted unweighted overall altogether together combined collectively daily today day's total whole grand aggregate sum headline final net gross
  human-hours work effort estimate estimates estimated estimating equivalent worth value figure figures number numbers result results tally
  prompting prompt prompts typing briefing steering directing direction attention oversight wall clock
  high higher highest low lower lowest good better best big bigger biggest large larger largest small smaller smallest long longer longest short shorter shortest great strong weak
  about around roughly approximately nearly almost exactly precisely merely mere barely fully well close
  median mean typical ratio ratios rate rates multiple multiplier lf slf sup est
  first second third last previous earlier later next new one two once twice double half
  busy sunday monday tuesday wednesday thursday friday saturday april yesterday
  however meanwhile overall altogether again now where when how why because if though although
  me us myself ourselves everything nothing something
  quite very rather fairly slightly little bit lot per cent equivalent spread result day's
  alone itself themselves side hand line bottom top end level
  sits put against gives us that's it's there's across put another way other words plain terms short terms i.e e.g that is
  weeks' full-time calendar
  span spans spanned spanning range ranges ranged ranging consume consumed consumes absorb absorbed eat ate eats burn burned burns swallow swallowed represented dominate dominated dominates lead leads led trail trails trailed follow follows followed
  part share shares shared tie ties tied back consumption usage within alone
  compares down up told account accounts accounted accounting workstream workstreams category categories list lists listed contain contains contained comprise comprises comprised include includes included mine yours ours theirs
  sunday's paid pay pays bought earn earned earns brought steer brief type closed wrote write written direct drive guide
  plus minus per hundred thousand million dozen half third quarter
  marked marks marking saw seeing got gotten booked books book banked bank banks racked clocked clocks netted nets posted posts post
  roughly ish odd whopping impressive modest strong solid decent record-breaking quiet busier slower faster leaner heavier lighter
  stack up boils boiled translates translated translate works worked corresponds correspond corresponded
  weighting weighted-average report reports log logs page summary recap note notes stats statistics score scores scored`);

/** Whether the tokens hold a word that may be what the sentence is really about. */
export function hasForeignWord(tokens: readonly ProseToken[], isCovered: (at: number) => boolean): boolean {
  return tokens.some(
    ({ kind, text }, at) =>
      (kind === 'word' || kind === 'gap') &&
      !plain.has(text) &&
      !(text.endsWith('s') && plain.has(text.slice(0, -1))) &&
      !isCovered(at) &&
      !isVerbal(text, tokens[at + 1]),
  );
}

const countedNouns = wordSet('task tasks row rows ones work item items job jobs');

/** "Averaged 4x", "quickly done": a word of the sentence's own, and not the name of what follows. */
function isVerbal(text: string, next: ProseToken | undefined): boolean {
  return (
    (text.endsWith('ed') || text.endsWith('ly')) &&
    (next?.kind !== 'word' || (!countedNouns.has(next.text) && plain.has(next.text)))
  );
}

const hedges = wordSet(
  "if would could should might goal goals target targets aim aims expect expects expected plan plans planned tomorrow usually typically normally often never hoped hope hopes wanted want wants maybe perhaps suppose imagine unless unlike n't don't doesn't didn't isn't wasn't weren't couldn't wouldn't hardly estimates",
);

/** Whether it speaks of what might be, or denies: such a figure isn't claimed of the record. */
export function isHedged(tokens: readonly ProseToken[]): boolean {
  return tokens.some(
    ({ text }, at) =>
      hedges.has(text) || text === '?' || (text === 'not' && tokens[at + 1]?.text !== 'counting'),
  );
}

const leavingOut = wordSet(
  'without excluding except excepting minus removing remove ignoring ignore omitting omit dropping outside discounting barring sans',
);
/** The second words of phrases that leave something out, by their first. */
const leavingOutPhrases: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['apart', wordSet('from')],
  ['aside', wordSet('from')],
  ['other', wordSet('than')],
  ['take', wordSet('out away the')],
  ['taking', wordSet('out away')],
  ['leave', wordSet('out the')],
  ['leaving', wordSet('out')],
  ['strip', wordSet('out the')],
  ['stripping', wordSet('out')],
  ['set', wordSet('aside the')],
  ['setting', wordSet('aside')],
  ['not', wordSet('counting')],
  ['but', wordSet('for')],
  ['drop', wordSet('the')],
]);

/** Where the sentence begins to leave something out: "without", "take out" …; -1 if nowhere. */
export function leavingOutAt(tokens: readonly ProseToken[]): number {
  return tokens.findIndex(
    ({ text }, at) =>
      leavingOut.has(text) || leavingOutPhrases.get(text)?.has(tokens[at + 1]?.text ?? '') === true,
  );
}
