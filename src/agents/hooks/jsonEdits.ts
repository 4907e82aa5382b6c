import { createScanner, type Node } from 'jsonc-parser';

/** How a JSON text is written, so that what is added looks alike. */
export interface Layout {
  readonly newline: string;
  readonly indent: string;
}

export function layoutOf(text: string): Layout {
  const indented = /\n([ \t]+)"/.exec(text);
  return { newline: text.includes('\r\n') ? '\r\n' : '\n', indent: (indented?.[1] ?? '  ').slice(0, 10) };
}

export function written(value: unknown, { newline, indent }: Layout, depth = 0): string {
  return JSON.stringify(value, undefined, indent)
    .split('\n')
    .join(newline + indent.repeat(depth));
}

/**
 * Adds a child right behind an opening bracket, so that what was there stays together. A space behind a child that is
 * alone tells `withoutChild` later that the empty container was there before.
 *
 * @param child text of an element, or of a property with its name
 */
export function withFirstChild(text: string, container: Node, child: string): string {
  const at = container.offset + 1;
  const behind = (container.children ?? []).length > 0 ? ',' : ' ';
  return text.slice(0, at) + child + behind + text.slice(at);
}

/**
 * Takes a child out with its comma and the white space before it; comments around it stay. A container that becomes
 * empty, and was not empty before, goes as well, and so do those around it.
 *
 * @returns undefined if even the root goes.
 */
export function withoutChild(text: string, child: Node): string | undefined {
  const container = child.parent;
  if (!container) {
    return undefined;
  }
  const siblings = container.children ?? [];
  const before = siblings[siblings.indexOf(child) - 1];
  const open = container.offset + 1;
  const start = Math.max(open, text.slice(0, child.offset).trimEnd().length);
  const end = child.offset + child.length;
  const comma = commaBehind(text, before ? before.offset + before.length : end);
  const cuts = [{ start, end }, ...(comma === undefined ? [] : [{ start: comma, end: comma + 1 }])];
  const removed = without(text, cuts);
  if (siblings.length > 1) {
    return removed;
  }
  const close = container.offset + container.length - 1 - (text.length - removed.length);
  const left = removed.slice(open, close);
  if (left.startsWith(' ')) {
    return removed.slice(0, open) + removed.slice(open + 1);
  }
  if (left.trim() !== '') {
    return removed;
  }
  // The text is still the one that the nodes are of. A property's value goes with its name.
  return withoutChild(text, container.parent?.type === 'property' ? container.parent : container);
}

function without(text: string, cuts: readonly { readonly start: number; readonly end: number }[]): string {
  return [...cuts]
    .sort((a, b) => b.start - a.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

/** Offset of the comma that follows, if nothing but white space and comments is before it. */
function commaBehind(text: string, offset: number): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  const at = scanner.getTokenOffset();
  return text[at] === ',' ? at : undefined;
}
