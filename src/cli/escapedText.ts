/** The flag of a part of a country: tag characters that a terminal draws. */
const flag = String.raw`\u{1F3F4}[\u{E0020}-\u{E007E}]{1,8}\u{E007F}`;
/**
 * Characters that steer a terminal, change the order in which a line is read, end it or can't be seen. Joiners and
 * variation selectors are not among them: emoji and several scripts need them.
 */
const unsafe = String.raw`[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Surrogate}\u180E\u200B\u2060-\u2064\u206A-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]`;
const flagOrUnsafe = new RegExp(`${flag}|${unsafe}`, 'gu');
const anyUnsafe = new RegExp(unsafe, 'u');
/** What the text of a file may hold besides: its own line ends and tabs. */
const inFile = /[\t\n\r]/u;

/** A line that anyone may have had a part in, for a terminal: what could steer it is written as in JSON, `\u001b`. */
export function escapedLine(text: string): string {
  return anyUnsafe.test(text) ? text.replace(flagOrUnsafe, escaped) : text;
}

/** The text of a file that is shown in a terminal; its lines stay lines. */
export function escapedFile(text: string): string {
  return text.replace(flagOrUnsafe, (found) => (inFile.test(found) ? found : escaped(found)));
}

/** The text of a file that goes into a file or a program: as it is, but for what no text needs. */
export function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, (found) => (inFile.test(found) ? found : escaped(found)));
}

/** JSON that says the same, and can be shown: outside of its strings there is nothing of the kind. */
export function escapedJson(json: string): string {
  return escapedFile(json);
}

function escaped(found: string): string {
  // A flag is longer than one character.
  return found.length > 2 ? found : Array.from({ length: found.length }, (_, at) => unit(found, at)).join('');
}

function unit(text: string, at: number): string {
  return `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
}
