/** Stands for what isn't prose; it parts the words around it. */
export const blank = '\0';

/**
 * Blanks out code, comments, addresses and the targets of links, each character by one, so that places stay the same.
 * Emphasis signs become spaces: they part no words.
 */
export function maskedInline(block: string): string {
  const withoutCode = block.replace(/\0/g, ' ').replace(/(`+)[^`]*/g, codeMasker());
  return withoutCode
    .replace(/\]\([^()\s]{0,2000}\)/g, (link) => `]${blanks(link.length - 1)}`)
    .replace(/<[^<>]{1,2000}>/g, (tag) => blanks(tag.length))
    .replace(/https?:[^\s\0]+/g, (address) => blanks(address.length))
    .replace(/[*_]/g, ' ');
}

/** Code runs from one row of backticks to the next as long; the text between such spans stays. */
function codeMasker(): (part: string, ticks: string) => string {
  let openedBy: string | undefined;
  return (part, ticks) => {
    if (openedBy === undefined) {
      openedBy = ticks;
      return blanks(part.length);
    }
    const isEnd = openedBy === ticks;
    openedBy = isEnd ? undefined : openedBy;
    return isEnd ? blanks(ticks.length) + part.slice(ticks.length) : blanks(part.length);
  };
}

function blanks(length: number): string {
  return blank.repeat(length);
}
