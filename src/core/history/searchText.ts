const marks = /\p{M}+/gu;
const beyondAscii = /[^\0-\x7f]/u;

/** A text as it is searched: without case, accents and the forms that a letter is written in. */
export function searchText(text: string): string {
  // Taken apart first: some letters have capitals, and some capitals are more than one letter, only then.
  return beyondAscii.test(text)
    ? text.normalize('NFKD').toUpperCase().normalize('NFKD').replace(marks, '')
    : text.toUpperCase();
}

/** The words of a search, each to be found somewhere in a searched text. */
export function searchWords(search: string): readonly string[] {
  return [...new Set(searchText(search).split(/\s+/u))].filter((word) => word !== '');
}
