import { encodingOf } from '../../core/exchange/textEncoding';

/** Text of a file in UTF-8, or in UTF-16 with a byte order mark as spreadsheets save it; undefined for anything else. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    // Not of that encoding, which is the answer.
    return undefined;
  }
}
