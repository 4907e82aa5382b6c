/** At most `limit` visible characters, on one line. */
export function flatTitle(title: string, limit = 30): string {
  const flat = title.replace(/[\s\u2028\u2029]+/gu, ' ').trim();
  const characters = Array.from(new Intl.Segmenter().segment(flat), ({ segment }) => segment);
  return characters.length <= limit
    ? flat
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}
