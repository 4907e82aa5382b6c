import * as z from 'zod/mini';
import { boundedText } from '../../core/bounded';
import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import type { UsageTable } from '../../core/transcript/usageTable';
import type { ResumableReading, TranscriptReading } from '../reading/readTranscript';
import { withFirstPrompt } from '../reading/promptWords';
import { readSealed, writeSealed } from '../files/sealedFile';
import { skipReasons } from '../../core/transcript/source/skipReason';

/** Raise this whenever a reader changes what it reads from the same file. */
const indexVersion = 5;
const kind = 'leverage-record transcripts\n';
const columns = 9;

const readingSchema = z.object({
  path: boundedText(1),
  agent: boundedText(1),
  name: boundedText(1),
  identity: z.string(),
  size: z.number().check(z.nonnegative()),
  modifiedAt: z.number(),
  offset: z.int().check(z.nonnegative()),
  head: z.string(),
  tail: z.string(),
  skipped: z.partialRecord(z.enum(skipReasons), z.int().check(z.positive())),
  first: z.optional(z.object({ id: z.string(), at: z.number(), line: z.string() })),
});
const restSchema = z.object({
  reading: readingSchema,
  /** Checked by the reader it belongs to; the seal guarantees that it is as it was written. */
  part: z.optional(z.custom<Omit<TranscriptPart, 'usage'>>(isObject)),
  state: z.optional(z.custom<object>(isObject)),
  models: z.array(z.string()),
  numbers: z.int().check(z.nonnegative(), z.multipleOf(columns)),
});
const indexSchema = z.object({
  version: z.literal(indexVersion),
  keepText: z.boolean(),
  rest: z.array(restSchema),
});
/** A reading as stored in the file, with its responses as numbers after the JSON. */
type Rest = z.infer<typeof restSchema>;

/**
 * Saves what is known of every transcript, so that another process reads only what was appended. It can always be
 * rebuilt, so a file that is missing, damaged, of another version or can't be written is no error.
 *
 * @returns whether it was written.
 */
export function writeIndex(path: string, readings: Iterable<ResumableReading>, keepText: boolean): boolean {
  const all = [...readings];
  const firsts = keepText ? firstOfSessions(all) : new Set();
  const rest: Rest[] = [];
  const tables: UsageTable[] = [];
  for (const { part, reader, state, first, skipped, ...reading } of all) {
    const resumable = reader?.state() ?? state;
    const usage = resumable?.usage ?? part?.usage ?? { models: [], rows: [] };
    tables.push(usage);
    rest.push({
      reading: { ...reading, skipped: { ...skipped }, ...(first && firsts.has(first) ? { first } : {}) },
      ...(resumable ? { state: { ...resumable, usage: null } } : {}),
      ...(part && !resumable ? { part: withoutUsage(part) } : {}),
      models: [...usage.models],
      numbers: usage.rows.length,
    });
  }
  const json = Buffer.from(JSON.stringify({ version: indexVersion, keepText, rest }, withoutWords));
  const numbers = new Float64Array(tables.reduce((sum, table) => sum + table.rows.length, 0));
  let at = 0;
  for (const { rows } of tables) {
    numbers.set(rows, at);
    at += rows.length;
  }
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length, 0);
  return writeSealed(path, kind, [length, json, new Uint8Array(numbers.buffer)]);
}

/** @returns nothing if there is no index that this version can use. */
export function readIndex(path: string, keepText: boolean): ResumableReading[] {
  try {
    const bytes = readSealed(path, kind);
    if (!bytes) {
      return [];
    }
    const end = 4 + bytes.readUInt32LE(0);
    const index = indexSchema.safeParse(JSON.parse(bytes.toString('utf8', 4, end)));
    if (!index.success || index.data.keepText !== keepText) {
      return [];
    }
    const numbers = new Float64Array((bytes.length - end) / Float64Array.BYTES_PER_ELEMENT);
    Buffer.from(numbers.buffer).set(bytes.subarray(end));
    let at = 0;
    return index.data.rest.map(({ reading, part, state, models, numbers: count }) => {
      const usage = { models, rows: numbers.subarray(at, at + count) };
      at += count;
      const { first, ...known } = reading;
      return {
        ...known,
        part: part && withFirstPrompt({ ...part, usage }, first),
        ...(first ? { first } : {}),
        ...(state ? { state: { ...state, usage } } : {}),
      };
    });
  } catch {
    return [];
  }
}

/** The file with a session's first prompt: no other prompt's words are kept. */
function firstOfSessions(readings: readonly TranscriptReading[]): ReadonlySet<unknown> {
  const bySession = new Map<string, NonNullable<TranscriptReading['first']>>();
  for (const { part, first } of readings) {
    const session = `${part?.agent ?? ''}\n${part?.externalId ?? ''}`;
    const known = bySession.get(session);
    if (first && (!known || first.at < known.at)) {
      bySession.set(session, first);
    }
  }
  return new Set(bySession.values());
}

/** Prompts are saved as times and lengths only; the first line is stored separately. */
export function withoutWords(name: string, value: unknown): unknown {
  return name === 'text' && typeof value === 'string' ? undefined : value;
}

function withoutUsage(part: TranscriptPart): Omit<TranscriptPart, 'usage'> {
  const { usage: _usage, ...rest } = part;
  return rest;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
