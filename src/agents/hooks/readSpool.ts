import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { boundedText } from '../../core/bounded';
import { hookEventNames, type HookEvent } from '../../core/transcript/hooks/hookEvents';
import { parsedObject } from '../json/jsonValues';
import { takeRecords, type TakeRecord } from '../reading/wholeRecords';

/** The new events of a spool. */
export interface SpoolReading {
  readonly events: readonly HookEvent[];
  /** Lines and files that couldn't be read. */
  readonly skipped: number;
}

/** The script stops at half of this, so anything longer isn't ours. */
const mostBytes = 16 * 1024 * 1024;
const mostBytesOfRecord = 8_192;
const after2020 = Date.UTC(2020, 0, 1);
const before2100 = Date.UTC(2100, 0, 1);

const lineSchema = z.object({
  event: z.enum(hookEventNames),
  session: boundedText(1, 128),
  folder: z._default(z.nullable(boundedText(0, 4_096)), null),
  at: z.int().check(z.gte(after2020), z.lte(before2100)),
  ranMs: z.optional(z.int().check(z.nonnegative())),
  notice: z.optional(boundedText(0, 64)),
});

interface FilePlace {
  readonly inode: number;
  readonly offset: number;
}

/** Reads the complete lines that hooks appended since the last time. */
export class SpoolReader {
  private places: ReadonlyMap<string, FilePlace> = new Map();

  constructor(private readonly directory: string) {}

  /** Never throws; a missing spool is empty. If a file was replaced, its events may come again. */
  read(): SpoolReading {
    const events: HookEvent[] = [];
    const places = new Map<string, FilePlace>();
    let skipped = 0;
    for (const name of daysIn(this.directory)) {
      try {
        const { bytes, place } = appendedTo(join(this.directory, name), this.places.get(name));
        places.set(name, place);
        const take: TakeRecord = (_, start, end) => {
          const event = eventOf(bytes, start, end);
          if (event) {
            events.push(event);
          } else {
            skipped += 1;
          }
        };
        for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
          end = bytes.indexOf(0x0a, start);
          takeRecords(bytes, start, end, take, () => (skipped += 1));
        }
      } catch {
        skipped += 1;
      }
    }
    this.places = places;
    return { events, skipped };
  }
}

/** Everything currently in a spool. */
export function readSpool(directory: string): SpoolReading {
  return new SpoolReader(directory).read();
}

function daysIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /^\d{4}-\d{2}-\d{2}\.jsonl$/.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

function appendedTo(path: string, known: FilePlace | undefined): { bytes: Buffer; place: FilePlace } {
  const descriptor = openSync(path, 'r');
  try {
    const { ino: inode, size } = fstatSync(descriptor);
    const from = known && known.inode === inode && known.offset <= size ? known.offset : 0;
    const bytes = Buffer.alloc(Math.max(0, Math.min(size, mostBytes) - from));
    const read = readSync(descriptor, bytes, 0, bytes.length, from);
    // An incomplete last line is left for the next time.
    const whole = bytes.subarray(0, read).lastIndexOf(0x0a) + 1;
    return { bytes: bytes.subarray(0, whole), place: { inode, offset: from + whole } };
  } finally {
    closeSync(descriptor);
  }
}

function eventOf(bytes: Buffer, start: number, end: number): HookEvent | undefined {
  if (end - start > mostBytesOfRecord) {
    return undefined;
  }
  try {
    const { ranMs, notice, ...event } = lineSchema.parse(parsedObject(bytes, start, end));
    return { ...event, ...(ranMs !== undefined && { ranMs }), ...(notice !== undefined && { notice }) };
  } catch {
    return undefined;
  }
}
