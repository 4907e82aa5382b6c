/** A 53-bit hash of a range of bytes: enough to identify the ids of one user's history. Never 0. */
export function hash53(bytes: Uint8Array, start: number, end: number): number {
  let high = highSeed;
  let low = lowSeed;
  for (let at = start; at < end; at += 1) {
    const each = bytes[at] ?? 0;
    high = Math.imul(high ^ each, highFactor);
    low = Math.imul(low ^ each, lowFactor);
  }
  return mixed(high, low);
}

/** The same for a text, by its characters: for ASCII it equals the hash of its bytes. */
export function hashText(text: string): number {
  let high = highSeed;
  let low = lowSeed;
  for (let at = 0; at < text.length; at += 1) {
    const each = text.charCodeAt(at);
    high = Math.imul(high ^ each, highFactor);
    low = Math.imul(low ^ each, lowFactor);
  }
  return mixed(high, low);
}

const highSeed = 0xdeadbeef;
const lowSeed = 0x41c6ce57;
const highFactor = 2654435761;
const lowFactor = 1597334677;

function mixed(high: number, low: number): number {
  const a = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  const b = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0) || 1;
}
