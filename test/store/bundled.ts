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
  });
  return outfile;
}
