const offset = 0x6c62272e07bb014262b821756295c58dn;
const prime = 0x0000000001000000000000000000013bn;

/**
 * The id of an imported task follows from its import key (FNV-1a of 128 bits), so that processes or synchronised
 * machines that import the same file at once write one task and not two.
 */
export function importedTaskId(importKey: string): string {
  let hash = offset;
  for (let index = 0; index < importKey.length; index += 1) {
    hash = BigInt.asUintN(128, (hash ^ BigInt(importKey.charCodeAt(index))) * prime);
  }
  return `imported-${hash.toString(16).padStart(32, '0')}`;
}
