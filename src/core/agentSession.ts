import * as z from 'zod';

export const sessionModes = ['batch', 'interactive', 'manual', 'transcript'] as const;
export type SessionMode = (typeof sessionModes)[number];

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
});
export type SessionFields = Readonly<z.infer<typeof sessionFieldsSchema>>;

export interface AgentSession extends SessionFields {
  readonly id: string;
}
