/** Headings as they are printed, longer ones before their own prefixes. */
const printed = [
  '#|No\\.?|Rank',
  'Task Description|Task|Title|Description',
  'Human Estimate|Human Est\\.?|Human Hours|Human|Estimate|Hours',
  'Claude Code|Claude|Codex|Copilot|Gemini|AI Minutes|AI Time|AI|Agent Minutes|Agent',
  'Supervisory Leverage Factor|Supervisory Leverage|Supervisory Factor|Supv\\.? Factor|Sup\\.? Factor|SLF',
  'Supervisory Minutes|Supervision|Supervisory|Supv\\.?|Sup\\.?',
  'Leverage Factor|Leverage|Factor|LF',
  'Tokens|Weeks|Day|Date|Project|Private',
];
const units = String.raw`(?: ?\([^()]{1,20}\))?`;
const heading = new RegExp(`\\s{0,4}((?:${printed.join('|')})${units})`, 'iuy');
/** If only blanks separate cells, `Sup. Factor` may be two headings. */
const shorter = new RegExp(
  `\\s{0,4}((?:${printed.filter((each) => !each.includes('SLF')).join('|')})${units})`,
  'iuy',
);
const longest = 300;

/** @returns the headings that a line consists of, in order; undefined if it contains anything else */
export function headingCuts(line: string): readonly string[] | undefined {
  const [whole, parted] = line.length > longest ? [] : [cutsBy(line, false), cutsBy(line, true)];
  return parted && isEachOnce(parted) ? parted : whole;
}

/** @param partsFirst whether the first `Sup. Factor` is two headings */
function cutsBy(line: string, partsFirst: boolean): readonly string[] | undefined {
  const found: string[] = [];
  for (let at = 0; at < line.length;) {
    const hasSupervision = found.some((each) => /^sup/iu.test(each));
    const pattern = partsFirst && !hasSupervision ? shorter : heading;
    pattern.lastIndex = at;
    const [, text] = pattern.exec(line) ?? [];
    if (text === undefined) {
      return undefined;
    }
    found.push(text);
    at = pattern.lastIndex;
  }
  return found.length > 3 ? found : undefined;
}

function isEachOnce(headings: readonly string[]): boolean {
  return new Set(headings.map((each) => each.toLowerCase())).size === headings.length;
}
