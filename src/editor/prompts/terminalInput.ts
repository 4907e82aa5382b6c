const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';

/**
 * A prompt as a terminal takes it: several lines as one bracketed paste, so that a line end does not send the half of
 * it. Control characters are taken out first: a program would obey them, and an escape could end the paste.
 */
export function terminalInput(prompt: string): string {
  const text = prompt
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trimEnd();
  return text.includes('\n') ? `${pasteStart}${text}${pasteEnd}` : text;
}
