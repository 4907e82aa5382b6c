/** The script is plain JavaScript, which this project does not read types from. */
declare module '*/chromium.mjs' {
  export function ensureChromium(): Promise<string>;
}
