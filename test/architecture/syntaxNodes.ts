import { parse, type Node } from 'acorn';
import { transformSync } from 'esbuild';
import { textOf } from './projectFiles';

/** Every node of a source's syntax tree, outer ones first, without its types. */
export function syntaxNodes(path: string): readonly Node[] {
  const { code } = transformSync(textOf(path), { loader: 'ts' });
  const found: Node[] = [];
  collect(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), found);
  return found;
}

function collect(node: Node, found: Node[]): void {
  found.push(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) {
        collect(child, found);
      }
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
