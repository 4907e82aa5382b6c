const words = String.raw`(?:(?:grand|day|daily|overall|sub)[ -]?)?totals?|subtotals?|sums?|summe|summary|gesamt\p{L}{0,8}|insgesamt|zusammen|overall|all tasks|(?:weighted )?(?:averages?|avg|mean|durchschnitt)|total general|somme|suma|totaal`;
const start = new RegExp(String.raw`^(?:[Σ∑Ø⌀]|(?:${words})(?![\p{L}\p{N}]))`, 'iu');
const whole = new RegExp(
  String.raw`^(?:[Σ∑Ø⌀]|(?:${words})(?![\p{L}\p{N}]))(?:[ :.]*|\s*(?:for the day|of the day|of all tasks)[ :.]*|[ :]*\([^()]{0,40}\)[ :.]*|[ :]*\d+ tasks?[ :.]*)$`,
  'iu',
);

/** @returns whether a label begins with a word for a sum or an average; `Total rewrite` does too */
export function startsLikeTotals(label: string): boolean {
  return start.test(label.slice(0, 200).trim());
}

/** @returns whether a label is only such a word, at most with a count of tasks */
export function isNamedTotals(label: string): boolean {
  return label.length < 200 && whole.test(label.trim());
}
