/** The scripts are plain JavaScript, which this project does not read types from. */
declare module '*/demoProposals.mjs' {
  export function demoTranscript(
    pieces: readonly {
      readonly prompt: string;
      readonly aiMinutes: number;
      readonly pauseMinutes: number;
      readonly proposed: Readonly<Record<string, string>>;
    }[],
    ids: readonly string[],
    of: { readonly session: string; readonly workspace: string; readonly end: number },
  ): string;
}
