import * as z from 'zod/mini';
import { tokensSchema } from './tokens';

export const sessionModes = ['batch', 'interactive', 'manual', 'transcript'] as const;
export type SessionMode = (typeof sessionModes)[number];

/** What an agent's own transcript says of a session, or of the part of it that [from, to) cuts out. */
export const transcriptFactsSchema = z.object({
  /** The agent's own name for the session. */
  externalId: z.string().check(z.minLength(1), z.maxLength(500)),
  branch: z.nullable(z.string()),
  version: z.nullable(z.string()),
  models: z.array(z.string()),
  turns: z.int().check(z.nonnegative()),
  prompts: z.int().check(z.nonnegative()),
  tokens: tokensSchema,
  from: z.int().check(z.nonnegative()),
  /** Null while it goes on as the transcript grows. */
  to: z.nullable(z.int().check(z.nonnegative())),
});
export type TranscriptFacts = Readonly<z.infer<typeof transcriptFactsSchema>>;

/** How a transcript's part ends when its session does. */
export function factsUntil(facts: TranscriptFacts, at: number): TranscriptFacts {
  return { ...facts, to: Math.max(facts.from, Math.min(at, facts.to ?? at)) };
}

/** One conversation with one agent, or one run of an agent in a terminal. */
export const sessionFieldsSchema = z.object({
  /** The task it works for; null while it belongs to none (inbox). */
  taskId: z.nullable(z.string()),
  /** `claude`, `codex`, … or the name the user gave a manual session. */
  agent: z.string().check(z.minLength(1), z.maxLength(200)),
  mode: z.enum(sessionModes),
  folder: z.nullable(z.string()),
  startedAt: z.int().check(z.nonnegative()),
  endedAt: z.nullable(z.int().check(z.nonnegative())),
  ending: z.nullable(z.enum(['exited', 'stopped', 'terminal-closed', 'recovered'])),
  exitCode: z.nullable(z.int()),
  /** Null where no transcript was found for it. */
  transcript: z.nullable(transcriptFactsSchema),
  /** Put aside in the inbox: it belongs to no task and never will. */
  ignored: z.boolean(),
});
export type SessionFields = Readonly<z.infer<typeof sessionFieldsSchema>>;

export interface AgentSession extends SessionFields {
  readonly id: string;
}
