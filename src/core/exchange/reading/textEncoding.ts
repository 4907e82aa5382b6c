export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Text of a file in UTF-8, or in UTF-16 with a byte order mark as spreadsheets, shells and editors save it.
 * @param decode throws for bytes that are invalid in the encoding
 * @returns undefined for anything else, which would come in garbled
 */
export function decodedText(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array, encoding: TextEncodingName) => string,
): string | undefined {
  try {
    const text = decode(bytes, encodingOf(bytes));
    return text.includes('\0') ? undefined : text;
  } catch {
    // Not in that encoding, which is the answer.
    return undefined;
  }
}

function encodingOf([first, second]: Uint8Array): TextEncodingName {
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
