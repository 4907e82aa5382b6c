/** The text of the first complete element of that name, if there is one. */
export function elementText(text: string, name: string): string | undefined {
  const start = text.indexOf(`<${name}>`);
  const end = start < 0 ? -1 : text.indexOf(`</${name}>`, start);
  return end < 0 ? undefined : text.slice(start + name.length + 2, end);
}

/**
 * Removes the elements of that name, whatever attributes their tags have, in one pass: a regular expression that
 * looks for the end of each start tag takes quadratic time over tags that never end.
 *
 * @param unended whether an unclosed element stays, or goes along with everything after it
 */
export function withoutElements(text: string, name: string, unended: 'left' | 'gone'): string {
  const kept: string[] = [];
  let from = 0;
  for (let start = tagAt(text, `<${name}`, 0); start; start = tagAt(text, `<${name}`, from)) {
    const end = tagAt(text, `</${name}`, start.end);
    if (!end) {
      return [...kept, text.slice(from, unended === 'gone' ? start.start : undefined)].join('');
    }
    kept.push(text.slice(from, start.start));
    from = end.end;
  }
  return [...kept, text.slice(from)].join('');
}

interface Tag {
  readonly start: number;
  readonly end: number;
}

function tagAt(text: string, opening: string, from: number): Tag | undefined {
  for (let start = text.indexOf(opening, from); start >= 0; start = text.indexOf(opening, start + 1)) {
    const next = text.charAt(start + opening.length);
    if (next === '>' || next.trim() === '') {
      const end = text.indexOf('>', start + opening.length);
      return end < 0 ? undefined : { start, end: end + 1 };
    }
  }
  return undefined;
}
