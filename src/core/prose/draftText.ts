/** A draft about a day: its front matter says which, so it is known wherever the draft is saved. */
export function draftText(day: string, paragraphs: readonly string[]): string {
  return ['---', `day: ${day}`, '---', '', `# ${day}`, ...paragraphs.flatMap((each) => ['', each]), ''].join(
    '\n',
  );
}
