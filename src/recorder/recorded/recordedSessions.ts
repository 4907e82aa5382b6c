import type { AgentSession, SessionFields } from '../../core/task/agentSession';
import type { RecordStore } from '../../core/record/recordStore';
import { addTokens, type Tokens } from '../../core/task/tokens';
import type { ChangeWriter } from './changeWriter';

interface Answer {
  readonly version: number;
  readonly revision: number;
  readonly tokens: Tokens | undefined;
}

/** Sessions as they are recorded, what still waits for the disk included. */
export class RecordedSessions {
  private readonly answers = new Map<string, Answer>();

  constructor(
    private readonly store: RecordStore,
    private readonly writer: ChangeWriter,
  ) {}

  session(id: string): AgentSession | undefined {
    return this.withPending(this.store.session(id), id);
  }

  /** The sum over the transcripts of the task's sessions; undefined where none has one. */
  tokensOf(taskId: string): Tokens | undefined {
    const { version } = this.store;
    const { revision } = this.writer;
    const known = this.answers.get(taskId);
    if (known?.version === version && known.revision === revision) {
      return known.tokens;
    }
    if (this.answers.size >= maxAnswers) {
      this.answers.clear();
    }
    const tokens = this.sumOf(taskId);
    this.answers.set(taskId, { version, revision, tokens });
    return tokens;
  }

  private sumOf(taskId: string): Tokens | undefined {
    const sessions = new Map(this.store.sessionsOfTask(taskId).map((session) => [session.id, session]));
    for (const { entity, id } of this.writer.pending) {
      const session = entity === 'session' ? this.session(id) : undefined;
      if (session) {
        sessions.set(id, session);
      }
    }
    let total: Tokens | undefined;
    for (const { taskId: owner, transcript } of sessions.values()) {
      if (owner === taskId && transcript) {
        total = total ? addTokens(total, transcript.tokens) : transcript.tokens;
      }
    }
    return total;
  }

  private withPending(stored: AgentSession | undefined, id: string): AgentSession | undefined {
    let session = stored;
    for (const change of this.writer.pending) {
      if (change.entity === 'session' && change.kind === 'set' && change.id === id) {
        session = sessionOf(id, { ...session, ...change.fields }) ?? session;
      }
    }
    return session;
  }
}

/** Enough for every open task; this only bounds growth over months. */
const maxAnswers = 500;

/** @returns undefined if a field is missing. */
function sessionOf(id: string, fields: Partial<SessionFields>): AgentSession | undefined {
  const whole = { ...noFields, ...fields };
  return isWhole(whole) ? { ...whole, id } : undefined;
}

type KnownFields = { readonly [Name in keyof SessionFields]: SessionFields[Name] | undefined };

function isWhole(fields: KnownFields): fields is SessionFields {
  return Object.values(fields).every((value) => value !== undefined);
}

/** Names them all. */
const noFields: KnownFields = {
  taskId: undefined,
  agent: undefined,
  mode: undefined,
  folder: undefined,
  startedAt: undefined,
  endedAt: undefined,
  ending: undefined,
  exitCode: undefined,
  transcript: undefined,
  ignored: undefined,
};
