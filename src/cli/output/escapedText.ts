/** A regional flag: tag characters that a terminal draws. */
const flag = String.raw`\u{1F3F4}[\u{E0020}-\u{E007E}]{1,8}\u{E007F}`;
/**
 * Characters that control a terminal, change the reading order of a line, end it or are invisible. Joiners and
 * variation selectors are not among them: emoji and several scripts need them.
 */
const unsafe = String.raw`[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Surrogate}\u180E\u200B\u2060-\u2064\u206A-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]`;
const flagOrUnsafe = new RegExp(`${flag}|${unsafe}`, 'gu');
const anyUnsafe = new RegExp(unsafe, 'u');
/** Allowed in the text of a file: line ends and tabs. */
const inFile = /[\t\n\r]/u;

/** Almost every line is, and classes of Unicode take longer to look for. */
const safe = /^[\x20-\x7e]*$/u;

/** A line for a terminal that may contain foreign text: control characters are written as in JSON, `\u001b`. */
export function escapedLine(text: string): string {
  return !safe.test(text) && anyUnsafe.test(text) ? text.replace(flagOrUnsafe, escaped) : text;
}

/** The text of a file to show in a terminal; its lines stay lines. */
export function escapedFile(text: string): string {
  return text.replace(flagOrUnsafe, (found) => (inFile.test(found) ? found : escaped(found)));
}

/** The text of a file for a file or a program: unchanged, except for characters that no text needs. */
export function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, (found) => (inFile.test(found) ? found : escaped(found)));
}

/** Equivalent JSON that is safe to show: only its strings can contain such characters. */
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
