/** At most `limit` visible characters, on one line. */
export function flatTitle(title: string, limit = 30): string {
  const flat = title.replace(/[\s\u2028\u2029]+/gu, ' ').trim();
  // No character is shorter than a code unit; splitting into characters is slow.
  if (flat.length <= limit) {
    return flat;
  }
  let [count, end] = [0, 0];
  for (const { segment } of new Intl.Segmenter().segment(flat)) {
    count += 1;
    if (count > limit) {
      return `${flat.slice(0, end).trimEnd()}…`;
    }
    end += count < limit ? segment.length : 0;
  }
  return flat;
}
