/** 53 bits of hash of a stretch of text: identity enough for the ids of one person's history. Never 0. */
export function hash53(text: string, start: number, end: number): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = start; at < end; at += 1) {
    const each = text.charCodeAt(at);
    high = Math.imul(high ^ each, 2654435761);
    low = Math.imul(low ^ each, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0) || 1;
}

export function hashText(text: string): number {
  return hash53(text, 0, text.length);
}
