import { build } from 'esbuild';
import { basename, join } from 'node:path';

/** Bundles a TypeScript file for plain Node, which starts much faster than through a loader. @returns the new file. */
export async function bundled(source: string, folder: string): Promise<string> {
  const outfile = join(folder, basename(source).replace(/\.ts$/u, '.cjs'));
  await build({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile,
    logLevel: 'error',
    // As in the build: its main file asks for its parts in a way that a bundle can't hold.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  });
  return outfile;
}
