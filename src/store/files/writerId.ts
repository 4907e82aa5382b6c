/** Letters and digits only, since it is part of file names and stamps. */
export function writerId(id: string): string {
  const plain = id.toLowerCase().replaceAll(/[^0-9a-z]/gu, '');
  return plain === '' ? '0' : plain.slice(-16);
}
