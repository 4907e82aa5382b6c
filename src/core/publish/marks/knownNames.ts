/** How many characters of a name find it. */
const keyLength = 2;
const wordSign = /[\p{L}\p{N}]/u;

/**
 * Finds names in a text as whole words, whatever their case. The cost depends on the text's length, hardly on how many
 * names there are.
 */
export class KnownNames<Kind> {
  private readonly byKey = new Map<string, { readonly name: string; readonly kind: Kind }[]>();

  /** Names with fewer letters are in too many words to be looked for. */
  add(names: readonly string[], kind: Kind, least: number): void {
    for (const each of names) {
      const name = folded(each.trim());
      if (name.length < Math.max(least, keyLength)) {
        continue;
      }
      const key = name.slice(0, keyLength);
      const known = this.byKey.get(key) ?? [];
      known.push({ name, kind });
      this.byKey.set(key, known);
    }
  }

  /** @returns the longest name at each place */
  *in(text: string): Generator<{ readonly kind: Kind; readonly start: number; readonly end: number }> {
    const plain = folded(text);
    for (let start = 0; start < plain.length && this.byKey.size > 0; start += 1) {
      const names = this.byKey.get(plain.slice(start, start + keyLength));
      if (names === undefined || wordSign.test(plain[start - 1] ?? '')) {
        continue;
      }
      const found = names
        .filter(
          ({ name }) => plain.startsWith(name, start) && !wordSign.test(plain[start + name.length] ?? ''),
        )
        .sort((a, b) => b.name.length - a.name.length)[0];
      if (found !== undefined) {
        yield { kind: found.kind, start, end: start + found.name.length };
        start += found.name.length - 1;
      }
    }
  }
}

/** In lower case, each letter in its place. */
function folded(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
