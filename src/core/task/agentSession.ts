import * as z from 'zod/mini';
import { boundedText } from '../bounded';
import { tokensSchema } from './tokensSchema';

export const sessionModes = ['batch', 'interactive', 'manual', 'transcript'] as const;
export type SessionMode = (typeof sessionModes)[number];

/** The facts about a session from the agent's own transcript, or about the part of it that [from, to) cuts out. */
export const transcriptFactsSchema = z.object({
  /** The agent's own name for the session. */
  externalId: boundedText(1, 500),
  branch: z.nullable(z.string()),
  version: z.nullable(z.string()),
  models: z.array(z.string()),
  turns: z.int().check(z.nonnegative()),
  prompts: z.int().check(z.nonnegative()),
  tokens: tokensSchema,
  from: z.int().check(z.nonnegative()),
  /** Null while it follows the transcript as it grows. */
  to: z.nullable(z.int().check(z.nonnegative())),
});
export type TranscriptFacts = Readonly<z.infer<typeof transcriptFactsSchema>>;

/** One conversation with one agent, or one run of an agent in a terminal. */
export const sessionFieldsSchema = z.object({
  /** The task it works for; null while it belongs to none (inbox). */
  taskId: z.nullable(z.string()),
  /** `claude`, `codex`, … or the name the user gave a manual session. */
  agent: boundedText(1, 200),
  mode: z.enum(sessionModes),
  folder: z.nullable(z.string()),
  startedAt: z.int().check(z.nonnegative()),
  endedAt: z.nullable(z.int().check(z.nonnegative())),
  ending: z.nullable(z.enum(['exited', 'stopped', 'terminal-closed', 'recovered'])),
  exitCode: z.nullable(z.int()),
  /** Null if no transcript was found for it. */
  transcript: z.nullable(transcriptFactsSchema),
  /** Put aside in the inbox: it belongs to no task and never will. */
  ignored: z.boolean(),
});
export type SessionFields = Readonly<z.infer<typeof sessionFieldsSchema>>;

export interface AgentSession extends SessionFields {
  readonly id: string;
}

/** The part [from, to) of a transcript that a stored session covers; `to` null: everything still to come. */
export interface Coverage {
  readonly sessionId: string;
  /** Null also if its task is deleted. */
  readonly taskId: string | null;
  readonly agent: string;
  readonly externalId: string;
  readonly from: number;
  readonly to: number | null;
  readonly ignored: boolean;
}
