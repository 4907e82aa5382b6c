import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { layoutOf, withFirstChild, withoutChild, written, type Layout } from './jsonEdits';
import type { FileText } from './userFile';

const byteOrderMark = '\uFEFF';

/** A value for the list at `path`, or, with a name, for the object there. */
export interface JsonPiece {
  readonly path: readonly string[];
  readonly name?: string;
  readonly value: unknown;
}

/** @returns undefined if there is nothing in the file. @throws what `invalid` makes of the first wrong line. */
export function jsonRoot(text: FileText, invalid: (line: number) => Error): Node | undefined {
  const json = withoutMark(text ?? '');
  if (json.trim() === '') {
    return undefined;
  }
  const errors: ParseError[] = [];
  const root = parseTree(json, errors, { allowTrailingComma: true, disallowComments: false });
  if (!root || errors.length > 0) {
    throw invalid(json.slice(0, errors[0]?.offset ?? 0).split('\n').length);
  }
  return root;
}

/** If a name occurs twice, programs read the last property and editors the first. */
export function hasTwice(object: Node | undefined, only?: string): boolean {
  const names = (object?.children ?? [])
    .map(({ children: [name] = [] }) => String(name?.value))
    .filter((name) => only === undefined || name === only);
  return new Set(names).size < names.length;
}

/** Adds a piece in front of what is there, making the containers that are missing. @param root of the text */
export function withPiece(text: FileText, root: Node | undefined, { path, name, value }: JsonPiece): string {
  const json = withoutMark(text ?? '');
  const mark = (text ?? '').slice(0, (text ?? '').length - json.length);
  const layout = layoutOf(json);
  const innermost = name === undefined ? [value] : { [name]: value };
  if (!root) {
    const whole = written(wrapped(path, innermost), layout);
    // A space before it means that there was a file with nothing in it.
    return text === undefined ? `${whole}${layout.newline}` : `${mark} ${whole}${json}`;
  }
  for (let depth = path.length; ; depth--) {
    const container = depth === 0 ? root : findNodeAtLocation(root, path.slice(0, depth));
    if (container) {
      const missing = path.slice(depth);
      const added =
        missing.length === 0
          ? child(value, layout, depth + 1, name)
          : child(wrapped(missing.slice(1), innermost), layout, depth + 1, missing[0]);
      return mark + withFirstChild(json, container, added);
    }
  }
}

/** Removes a node, and what only existed for its sake. @returns undefined if nothing else was ever in the file. */
export function withoutNode(text: string, root: Node, node: Node): FileText {
  const json = withoutMark(text);
  const mark = text.slice(0, text.length - json.length);
  const left = withoutChild(json, node);
  if (left !== undefined) {
    return mark + left;
  }
  const before = json.slice(0, root.offset);
  return before === ' ' || mark !== '' ? mark + json.slice(root.offset + root.length) : undefined;
}

function withoutMark(text: string): string {
  return text.startsWith(byteOrderMark) ? text.slice(1) : text;
}

function wrapped(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner, name) => ({ [name]: inner }), value);
}

function child(value: unknown, layout: Layout, depth: number, name?: string): string {
  const named = name === undefined ? '' : `${JSON.stringify(name)}: `;
  return layout.newline + layout.indent.repeat(depth) + named + written(value, layout, depth);
}
