import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TranscriptPart } from '../core/transcript/transcriptPart';
import type { UsageTable } from '../core/transcript/usageTable';
import { isRecord } from './jsonValues';
import type { ResumableReading } from './readTranscript';

/** To be raised whenever a reader comes to read something else out of the same file. */
const indexVersion = 4;
const magic = Buffer.from('leverage-record transcripts\n');

/** A reading as it rests in the file: its responses are numbers in the part behind the JSON. */
interface Rest {
  readonly reading: Omit<ResumableReading, 'part' | 'reader' | 'state'>;
  readonly part?: Omit<TranscriptPart, 'usage'>;
  readonly state?: object;
  readonly models: readonly string[];
  readonly numbers: number;
}

/**
 * Puts away what is known of every transcript, so that another process reads only what was appended. It can always be
 * made again: a file that is missing, damaged or of another version is no error, and neither is one that can't be
 * written.
 *
 * @returns whether it was written.
 */
export function writeIndex(path: string, readings: Iterable<ResumableReading>, keepText: boolean): boolean {
  const rest: Rest[] = [];
  const tables: UsageTable[] = [];
  for (const { part, reader, state, ...reading } of readings) {
    const resumable = reader?.state() ?? state;
    const usage = resumable?.usage ?? part?.usage ?? { models: [], rows: [] };
    tables.push(usage);
    rest.push({
      reading,
      ...(resumable ? { state: { ...resumable, usage: null } } : {}),
      ...(part && !resumable ? { part: withoutUsage(part) } : {}),
      models: usage.models,
      numbers: usage.rows.length,
    });
  }
  const json = Buffer.from(JSON.stringify({ version: indexVersion, keepText, rest }));
  const numbers = new Float64Array(tables.reduce((sum, table) => sum + table.rows.length, 0));
  let at = 0;
  for (const { rows } of tables) {
    numbers.set(rows, at);
    at += rows.length;
  }
  const length = Buffer.alloc(8);
  length.writeUInt32LE(json.length, 0);
  length.writeUInt32LE(numbers.length, 4);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const bytes = Buffer.from(numbers.buffer);
    // It says where the person worked and when: nobody else's business.
    writeFileSync(temporary, Buffer.concat([magic, length, json, bytes]), { mode: 0o600 });
    renameSync(temporary, path);
    return true;
  } catch {
    removeIfThere(temporary);
    return false;
  }
}

/** @returns nothing if there is no index that this version can use. */
export function readIndex(path: string, keepText: boolean): ResumableReading[] {
  try {
    const bytes = readFileSync(path);
    const start = magic.length + 8;
    if (!bytes.subarray(0, magic.length).equals(magic)) {
      return [];
    }
    const jsonLength = bytes.readUInt32LE(magic.length);
    const count = bytes.readUInt32LE(magic.length + 4);
    if (bytes.length !== start + jsonLength + count * 8) {
      return [];
    }
    const whole: unknown = JSON.parse(bytes.toString('utf8', start, start + jsonLength));
    if (!isIndex(whole) || whole.version !== indexVersion || whole.keepText !== keepText) {
      return [];
    }
    const numbers = new Float64Array(count);
    Buffer.from(numbers.buffer).set(bytes.subarray(start + jsonLength));
    let at = 0;
    return whole.rest.map((each) => {
      const usage = { models: each.models, rows: numbers.subarray(at, at + each.numbers) };
      at += each.numbers;
      return {
        ...each.reading,
        part: each.part ? { ...each.part, usage } : undefined,
        ...(each.state ? { state: { ...each.state, usage } } : {}),
      };
    });
  } catch {
    return [];
  }
}

function withoutUsage(part: TranscriptPart): Omit<TranscriptPart, 'usage'> {
  const { usage: _usage, ...rest } = part;
  return rest;
}

interface Index {
  readonly version: number;
  readonly keepText: boolean;
  readonly rest: readonly Rest[];
}

function isIndex(value: unknown): value is Index {
  return isRecord(value) && Array.isArray(value['rest']);
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder is no folder, or closed to us: then it was never written.
  }
}
