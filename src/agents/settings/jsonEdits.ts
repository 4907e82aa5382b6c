import { createScanner, type Node } from 'jsonc-parser';

/** The formatting of a JSON text, so that additions match it. */
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
 * Adds a child right after an opening bracket, so that existing children stay together. A space after an only child
 * tells `withoutChild` later that the empty container existed before.
 *
 * @param child text of an element, or of a property with its name
 */
export function withFirstChild(text: string, container: Node, child: string): string {
  const at = container.offset + 1;
  const behind = (container.children ?? []).length > 0 ? ',' : ' ';
  return text.slice(0, at) + child + behind + text.slice(at);
}

/**
 * Removes a child with its comma and the white space before it; comments around it stay. A container that this
 * empties is removed too, and so on outwards, unless it was empty before.
 *
 * @returns undefined if even the root is removed.
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
  // The nodes still refer to this text. A property's value is removed with its name.
  return withoutChild(text, container.parent?.type === 'property' ? container.parent : container);
}

function without(text: string, cuts: readonly { readonly start: number; readonly end: number }[]): string {
  return [...cuts]
    .sort((a, b) => b.start - a.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

/** Offset of the comma that follows, if only white space and comments come before it. */
function commaBehind(text: string, offset: number): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  const at = scanner.getTokenOffset();
  return text[at] === ',' ? at : undefined;
}
