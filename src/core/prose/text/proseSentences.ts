import { maskedInline } from './maskedInline';

/** A sentence of the prose, at its place in the text; what isn't prose within it (code, links' targets) is blanked out. */
export interface ProseSentence {
  readonly start: number;
  readonly text: string;
  /** Sentences of one paragraph share it: what one speaks of, the next may refer to. */
  readonly paragraph: number;
}

/** Beyond it nothing is read: a page about a day is a few thousand characters long. */
export const proseLimit = 200_000;
/** A longer "sentence" is none that a person wrote. */
const sentenceLimit = 2_000;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const listMarker = /^\s{0,12}(?:[-*+]|\d{1,9}[.)])\s/;
const abbreviations = new Set(
  'vs approx ca etc min mins hr hrs sup est incl excl avg no e.g i.e eg ie resp cf'.split(' '),
);

/** Splits Markdown into the sentences of its prose: headings, paragraphs and list items; no code, tables or front matter. */
export function proseSentences(markdown: string): ProseSentence[] {
  const text = markdown.slice(0, proseLimit);
  return blocksOf(text).flatMap(({ start, end }, paragraph) =>
    sentencesOf(maskedInline(text.slice(start, end))).map((each) => ({
      start: start + each.start,
      text: each.text,
      paragraph,
    })),
  );
}

interface Block {
  readonly start: number;
  readonly end: number;
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { start: number; end: number } | undefined;
  let fencedBy: string | undefined;
  let isFrontMatter = false;
  const close = () => {
    if (open !== undefined) {
      blocks.push(open);
      open = undefined;
    }
  };
  let start = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const end = start + line.length;
    const mark = fence.exec(line)?.[1];
    const bare = line.trim();
    if (index === 0 && bare === '---') {
      isFrontMatter = true;
    } else if (isFrontMatter) {
      isFrontMatter = bare !== '---' && bare !== '...';
    } else if (fencedBy !== undefined) {
      fencedBy = mark?.startsWith(fencedBy) ? undefined : fencedBy;
    } else if (mark !== undefined) {
      close();
      fencedBy = mark;
    } else if (bare === '' || bare.startsWith('|') || bare.startsWith('<!--')) {
      close();
    } else if (/^#{1,6}\s/.test(line)) {
      close();
      blocks.push({ start, end });
    } else if (/^(?: {4}|\t)/.test(line) && open === undefined) {
      // Indented code.
    } else {
      const marker = listMarker.exec(line)?.[0].length;
      if (marker !== undefined) {
        close();
      }
      open = { start: open?.start ?? start + (marker ?? 0), end };
    }
    start = end + 1;
  }
  close();
  return blocks;
}

function sentencesOf(block: string): { readonly start: number; readonly text: string }[] {
  const found: { start: number; text: string }[] = [];
  let start = 0;
  const add = (end: number) => {
    if (end - start <= sentenceLimit && block.slice(start, end).trim() !== '') {
      found.push({ start, text: block.slice(start, end) });
    }
    start = end;
  };
  for (const { index, 0: stop } of block.matchAll(/[.!?]/g)) {
    if (stop !== '.' || isSentenceEnd(block, start, index)) {
      const quotes = /^["'”’)\]*_]{0,4}/.exec(block.slice(index + 1, index + 5))?.[0].length ?? 0;
      if (/^(?:\s|$)/.test(block.slice(index + 1 + quotes, index + 2 + quotes))) {
        add(index + 1 + quotes);
      }
    }
  }
  add(block.length);
  return found;
}

function isSentenceEnd(block: string, from: number, dot: number): boolean {
  const before = /[\p{L}.]{1,12}$/u.exec(block.slice(Math.max(from, dot - 12), dot))?.[0] ?? '';
  const next = /^["'”’)\]*_]*\s+["'“‘(*_]*(.)/su.exec(block.slice(dot + 1, dot + 12))?.[1];
  const isAbbreviation = abbreviations.has(before.toLowerCase());
  return !(isAbbreviation && next !== undefined && !/\p{Lu}/u.test(next));
}
