import * as z from 'zod';
import { tokensSchema } from './tokens';

export const sessionModes = ['batch', 'interactive', 'manual', 'transcript'] as const;
export type SessionMode = (typeof sessionModes)[number];

/** What an agent's own transcript says of a session, or of the part of it that [from, to) cuts out. */
export const transcriptFactsSchema = z.object({
  /** The agent's own name for the session. */
  externalId: z.string().min(1).max(500),
  branch: z.string().nullable(),
  version: z.string().nullable(),
  models: z.array(z.string()),
  turns: z.number().int().nonnegative(),
  prompts: z.number().int().nonnegative(),
  tokens: tokensSchema,
  from: z.number().int().nonnegative(),
  /** Null while it goes on as the transcript grows. */
  to: z.number().int().nonnegative().nullable(),
});
export type TranscriptFacts = Readonly<z.infer<typeof transcriptFactsSchema>>;

/** How a transcript's part ends when its session does. */
export function factsUntil(facts: TranscriptFacts, at: number): TranscriptFacts {
  return { ...facts, to: Math.max(facts.from, Math.min(at, facts.to ?? at)) };
}

/** One conversation with one agent, or one run of an agent in a terminal. */
export const sessionFieldsSchema = z.object({
  /** The task it works for; null while it belongs to none (inbox). */
  taskId: z.string().nullable(),
  /** `claude`, `codex`, … or the name the user gave a manual session. */
  agent: z.string().min(1).max(200),
  mode: z.enum(sessionModes),
  folder: z.string().nullable(),
  startedAt: z.number().int().nonnegative(),
  endedAt: z.number().int().nonnegative().nullable(),
  ending: z.enum(['exited', 'stopped', 'terminal-closed', 'recovered']).nullable(),
  exitCode: z.number().int().nullable(),
  /** Null where no transcript was found for it. */
  transcript: transcriptFactsSchema.nullable(),
  /** Put aside in the inbox: it belongs to no task and never will. */
  ignored: z.boolean(),
});
export type SessionFields = Readonly<z.infer<typeof sessionFieldsSchema>>;

export interface AgentSession extends SessionFields {
  readonly id: string;
}
