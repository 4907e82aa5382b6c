import * as z from 'zod/mini';
import { boundedText } from '../../core/bounded';
import { isProposalId } from '../../core/proposal/proposalId';
import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import { withoutWords } from './indexFile';
import { readSealed, removeSealed, writeSealed } from '../files/sealedFile';

const kind = 'leverage-record kept parts\n';
const time = z.number().check(z.nonnegative());
const interval = z.object({ start: time, end: time });
const columns = 9;

const partSchema = z.object({
  source: z.string(),
  agent: boundedText(1),
  externalId: boundedText(1),
  side: z.boolean(),
  folder: z.nullable(z.string()),
  branch: z.nullable(z.string()),
  version: z.nullable(z.string()),
  forkedFrom: z.nullable(z.string()),
  automated: z.boolean(),
  toldBy: z.exactOptional(z.enum(['requests', 'events'])),
  first: z.optional(time),
  last: z.optional(time),
  turns: z.array(
    z.extend(interval, {
      id: z.string(),
      by: z.enum(['person', 'system']),
      busy: z.array(interval),
      delegated: z.array(interval),
      source: z.enum(['written', 'events', 'gaps']),
      writtenMs: z.exactOptional(z.number()),
      pending: z.exactOptional(z.number()),
      unnoticed: z.exactOptional(z.boolean()),
    }),
  ),
  activity: z.array(interval),
  prompts: z.array(
    z.object({
      id: z.string(),
      at: time,
      length: z.number().check(z.nonnegative()),
      kind: z.enum(['typed', 'queued', 'command', 'shell']),
    }),
  ),
  marks: z.array(
    z.object({
      id: z.string(),
      at: time,
      kind: z.enum(['interruption', 'compaction']),
      tookMs: z.exactOptional(z.number()),
    }),
  ),
  proposals: z.exactOptional(
    z.array(z.object({ id: z.string().check(z.refine(isProposalId)), at: time, call: z.number() })),
  ),
  usage: z.object({
    models: z.array(z.string()),
    rows: z.array(z.number()).check(z.refine(({ length }) => length % columns === 0)),
  }),
});
const keptSchema = z.array(z.tuple([z.string(), z.array(partSchema)]));

export type KeptParts = readonly (readonly [string, readonly TranscriptPart[]])[];

/**
 * Saves what is known of files that are gone: at every path, since it can't be made again, and never with words.
 *
 * @returns whether it was written.
 */
export function writeKept(
  paths: readonly string[],
  parts: Iterable<readonly [string, readonly TranscriptPart[]]>,
): boolean {
  const plain = [...parts].map(([file, own]) => [file, own.map(plainPart)]);
  if (plain.length === 0) {
    paths.forEach((path) => removeSealed(path, 'all'));
    return true;
  }
  const contents = [Buffer.from(JSON.stringify(plain, withoutWords))];
  return paths.map((path) => writeSealed(path, kind, contents)).every(Boolean);
}

/** @returns nothing if none was saved at any of the paths. */
export function readKept(paths: readonly string[]): KeptParts {
  for (const path of paths) {
    const kept = readCopy(path);
    if (kept) {
      return kept;
    }
  }
  return [];
}

function readCopy(path: string): KeptParts | undefined {
  try {
    const bytes = readSealed(path, kind);
    const kept = bytes && keptSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    return kept?.success ? kept.data.map(([file, parts]) => [file, parts.map(wholePart)]) : undefined;
  } catch {
    return undefined;
  }
}

function plainPart({ usage, live: _live, former: _former, ...part }: TranscriptPart) {
  return { ...part, usage: { models: usage.models, rows: Array.from(usage.rows) } };
}

function wholePart({ first, last, usage, ...part }: z.infer<typeof partSchema>): TranscriptPart {
  return { ...part, first, last, usage: { models: usage.models, rows: new Float64Array(usage.rows) } };
}
