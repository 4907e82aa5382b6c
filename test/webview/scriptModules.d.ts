/** The scripts are plain JavaScript, which this project does not read types from. */
declare module '*/chromium.mjs' {
  export function ensureChromium(): Promise<string>;
}

declare module '*/plainElements.mjs' {
  import type { Plugin } from 'esbuild';
  export const plainElements: Plugin;
}

declare module '*/commonJsParts.mjs' {
  import type { Plugin } from 'esbuild';
  export const commonJsParts: Plugin;
}
