import { isDeepStrictEqual } from 'node:util';
import * as l10n from '@vscode/l10n';
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import { UserError } from '../../core/userError';
import { hasTwice, jsonRoot, withoutNode, withPiece, type JsonPiece } from '../settings/jsonDocument';
import type { FileText } from '../settings/userFile';
import type { AgentFile } from './agentFile';

/** A JSON file of an agent, with or without comments, that gets some elements of lists and properties of objects. */
export function jsonFile(path: string, pieces: readonly JsonPiece[]): AgentFile {
  const rootOf = (text: FileText): Node | undefined => checkedRoot(text, path, pieces);
  return {
    path,
    isOurs: false,
    with(before, noted) {
      let text = before;
      let taken = false;
      const added: string[] = [];
      // Each goes in front of those before it.
      for (const piece of pieces.toReversed()) {
        const isOurs = noted.includes(keyOf(piece));
        const found = nodeOf(rootOf(text), piece);
        if (found && isValue(found, piece.value)) {
          if (isOurs) {
            added.push(keyOf(piece));
          }
        } else if (found && !isOurs) {
          taken = true;
        } else {
          const free = found ? removed(text, rootOf(text), found) : text;
          text = withPiece(free, rootOf(free), piece);
          added.push(keyOf(piece));
        }
      }
      return { text, added, taken };
    },
    without(before, noted) {
      let text = before;
      for (const piece of pieces) {
        const root = rootOf(text);
        const found = nodeOf(root, piece);
        const isOurs =
          noted === undefined
            ? found !== undefined && isValue(found, piece.value)
            : noted.includes(keyOf(piece));
        text = found && isOurs ? removed(text, root, found) : text;
      }
      return text;
    },
  };
}

function keyOf({ path, name, value }: JsonPiece): string {
  return JSON.stringify(name === undefined ? [path, value] : [path, name]);
}

/** The element with that value, or the value of the property, whatever it is. */
function nodeOf(root: Node | undefined, { path, name, value }: JsonPiece): Node | undefined {
  const container = root && at(root, path);
  return name === undefined
    ? container?.children?.find((each) => isValue(each, value))
    : container && findNodeAtLocation(container, [name]);
}

/** Parsed objects have no prototype, which would make them differ. */
function isValue(node: Node, value: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(getNodeValue(node))), value);
}

function removed(text: FileText, root: Node | undefined, node: Node): FileText {
  const whole = node.parent?.type === 'property' ? node.parent : node;
  return text === undefined || !root ? text : withoutNode(text, root, whole);
}

function at(root: Node, path: readonly string[]): Node | undefined {
  return path.length === 0 ? root : findNodeAtLocation(root, [...path]);
}

function checkedRoot(text: FileText, file: string, pieces: readonly JsonPiece[]): Node | undefined {
  const root = jsonRoot(
    text,
    (line) =>
      new UserError(
        l10n.t('{0} is not valid JSON (line {1}). Correct it, then connect the agent again.', file, line),
      ),
  );
  if (root && !pieces.every((piece) => hasPlaceFor(root, piece))) {
    throw new UserError(
      l10n.t('{0} has an unexpected format. Correct it, then connect the agent again.', file),
    );
  }
  return root;
}

/** Whether all containers on the way are of the right kind, each there once. */
function hasPlaceFor(root: Node, { path, name }: JsonPiece): boolean {
  return Array.from({ length: path.length + 1 }, (_, depth) => depth).every((depth) => {
    const container = at(root, path.slice(0, depth));
    const next = path[depth] ?? name;
    return (
      container === undefined ||
      (next === undefined
        ? container.type === 'array'
        : container.type === 'object' && !hasTwice(container, next))
    );
  });
}
