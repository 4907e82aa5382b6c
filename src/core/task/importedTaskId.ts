/** The offset basis of FNV-1a of 128 bits, as four words of 32 bits, the lowest first. */
const offset: readonly [number, number, number, number] = [0x6295c58d, 0x62b82175, 0x07bb0142, 0x6c62272e];
/** The prime is this and 2 ** 88. */
const lowPrime = 0x13b;
const wordSize = 2 ** 32;

/**
 * The id of an imported task follows from its import key (FNV-1a of 128 bits), so that processes or synchronised
 * machines that import the same file at once write one task and not two.
 */
export function importedTaskId(importKey: string): string {
  // In words, since a file has a hundred thousand rows and BigInts are twenty times slower.
  let [a, b, c, d] = offset;
  for (let index = 0; index < importKey.length; index += 1) {
    const low = (a ^ importKey.charCodeAt(index)) >>> 0;
    const a1 = low * lowPrime;
    const b1 = b * lowPrime + Math.floor(a1 / wordSize);
    const c1 = c * lowPrime + Math.floor(b1 / wordSize) + ((low << 24) >>> 0);
    const d1 = d * lowPrime + Math.floor(c1 / wordSize) + (((b << 24) | (low >>> 8)) >>> 0);
    a = a1 >>> 0;
    b = b1 >>> 0;
    c = c1 >>> 0;
    d = d1 >>> 0;
  }
  return `imported-${[d, c, b, a].map((word) => word.toString(16).padStart(8, '0')).join('')}`;
}
