import { decodedText } from '../../core/exchange/reading/textEncoding';

/** Text of a file in UTF-8, or in UTF-16 with a byte order mark as spreadsheets save it; undefined for anything else. */
export function decodeText(file: Uint8Array): string | undefined {
  return decodedText(file, (bytes, encoding) => new TextDecoder(encoding, { fatal: true }).decode(bytes));
}
