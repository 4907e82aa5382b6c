const longestLine = 200;
const lineBreak = /[\r\n\u2028\u2029]/u;

/** The part of a prompt that may be kept: enough to tell sessions apart in a list. */
export function firstLine(text: string): string {
  const line = text.slice(0, 100_000).trimStart();
  const end = line.search(lineBreak);
  return (end < 0 ? line : line.slice(0, end)).slice(0, longestLine).trimEnd();
}
