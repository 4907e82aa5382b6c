/** Translates texts: `@vscode/l10n` into the language of the window, `english` always into English. */
export interface Texts {
  /** @param message in English, whole; `{0}`, `{1}` … stand for the arguments */
  t(message: string, ...args: (string | number)[]): string;
}

/** For texts that leave the window: a published record reads the same wherever it was written. */
export const english: Texts = {
  t: (message, ...args) =>
    message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole)),
};
