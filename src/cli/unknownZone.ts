const universal = /^(?:Etc\/)?(?:UTC|UCT|Universal|Zulu|Greenwich|GMT(?:[+-]?0)?)$/iu;

/**
 * The name in TZ that stands for no zone here, so that the process runs in UTC without a word.
 * @param zone that the process runs in.
 */
export function unknownZone(name: string | undefined, zone: string): string | undefined {
  const plain = name?.replace(/^:/u, '') ?? '';
  // A path is a file of zone data, which may well be that of UTC.
  const isKnown = zone !== 'UTC' || plain === '' || plain.startsWith('/') || universal.test(plain);
  return isKnown ? undefined : plain;
}
