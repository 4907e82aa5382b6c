/** Names of what is measured, in a name without its case and signs: minutes, tokens, times, and the factors of them. */
const measured =
  /min(?:ute)?s?$|minutes|token|duration|elapsed|second|millis|ms$|time|clock|date|start|began|begin|end(?:ed)?(?:at)?$|finish|completedat|supervis|superviz|attention|leverage|factor/;

/** Whether a field that no proposal has would give what Leverage Record measures, in whatever spelling. */
export function isMeasured(name: string): boolean {
  return measured.test(
    name
      .slice(0, 200)
      .toLowerCase()
      .replaceAll(/[^a-z]/gu, ''),
  );
}

/** Why a proposal with these fields is refused. */
export function measuredRefusal(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `“${name.slice(0, 40)}”`);
  return `${shown.join(', ')}: minutes, tokens and times are measured by Leverage Record, so a proposal never gives them. Leave ${names.length === 1 ? 'it' : 'them'} out.`;
}
