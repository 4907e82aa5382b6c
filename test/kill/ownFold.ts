import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An entity as this fold sees it: fields with the stamp of who wrote them last, and whether it is deleted. */
export interface Folded {
  readonly fields: Map<string, { readonly stamp: string; readonly value: unknown }>;
  deleted: boolean;
  visibility: string;
}

interface Line {
  readonly stamp: string;
  readonly entity: string;
  readonly id: string;
  readonly kind: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly more?: number;
}

/**
 * What the journal says, by code of its own that shares nothing with the product's: only what ARCHITECTURE.md says of
 * the format. Whole actions in each file, each field as the highest stamp wrote it.
 */
export function ownFold(directory: string): Map<string, Folded> {
  const entities = new Map<string, Folded>();
  const journal = join(directory, 'journal');
  for (const month of readdirSync(journal)) {
    for (const name of readdirSync(join(journal, month)).filter((each) => each.endsWith('.jsonl'))) {
      for (const line of wholeActions(readFileSync(join(journal, month, name)))) {
        apply(entities, line);
      }
    }
  }
  return entities;
}

function wholeActions(bytes: Buffer): readonly Line[] {
  const whole: Line[] = [];
  let action: Line[] = [];
  // What stands behind the last line end was torn off.
  for (const text of bytes.toString('utf8').split('\n').slice(0, -1)) {
    const json = text.slice(9);
    if (checksum(Buffer.from(json)) !== text.slice(0, 8)) {
      throw new Error(`A line is damaged: ${text.slice(0, 80)}`);
    }
    const line: Line = JSON.parse(json);
    action.push(line);
    if (line.more === undefined) {
      action.forEach((each) => whole.push(each));
      action = [];
    }
  }
  return whole;
}

function apply(entities: Map<string, Folded>, { stamp, entity, id, kind, fields = {} }: Line): void {
  const key = `${entity} ${id}`;
  const folded = entities.get(key) ?? { fields: new Map(), deleted: false, visibility: '' };
  entities.set(key, folded);
  if (kind !== 'set') {
    if (stamp > folded.visibility) {
      folded.visibility = stamp;
      folded.deleted = kind === 'delete';
    }
    return;
  }
  for (const [name, value] of Object.entries(fields)) {
    if (stamp > (folded.fields.get(name)?.stamp ?? '')) {
      folded.fields.set(name, { stamp, value });
    }
  }
}

/** CRC-32 as RFC 1952 has it, bit by bit. */
function checksum(bytes: Buffer): string {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}
