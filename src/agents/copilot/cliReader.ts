import { basename, dirname, join } from 'node:path';
import type { Interval } from '../../core/span';
import { difference } from '../../core/transcript/intervals';
import type { TranscriptPart } from '../../core/transcript/transcriptPart';
import type { UsageTable } from '../../core/transcript/usageTable';
import { count, isRecord, parsedObject, text } from '../jsonValues';
import { PartBuilder, type BuilderState } from '../documentPart';
import { wordsOf } from '../promptWords';
import type { AgentReader, LineReader, ReadingRules, Skip, TranscriptFile } from '../transcriptReader';

type Data = Readonly<Record<string, unknown>>;

interface OpenTurn {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Output that a message tells. */
interface ToldOutput {
  readonly id: string;
  readonly at: number;
  readonly model: string;
  readonly output: number;
}

/** What is remembered between two readings of a file; plain data. */
interface CopilotState {
  readonly built: BuilderState;
  readonly usage: UsageTable;
  /** When permissions were asked for that nobody has answered yet. */
  readonly asked: readonly (readonly [string, number])[];
  readonly waits: readonly Interval[];
  readonly told: readonly ToldOutput[];
  readonly about: {
    readonly folder: string | null;
    readonly branch: string | null;
    readonly version: string | null;
  };
  readonly sessionId: string | null;
  readonly turn: OpenTurn | null;
  readonly model: string;
}

/** Copilot CLI: the events of a session, permissions asked and given among them. */
export const copilotCliReader: AgentReader = {
  agent: 'copilot',
  roots: ({ home, variables }) => [
    join(variables['COPILOT_HOME'] || join(home, '.copilot'), 'session-state'),
  ],
  format: (name) =>
    /^[^/]+\/events\.jsonl$/.test(name) || /^[^/]+\.jsonl$/.test(name)
      ? {
          kind: 'lines',
          open: (file, rules, skip, state) => new CopilotEvents(file, rules, skip, state),
        }
      : undefined,
};

/** The events of a session, line by line. */
class CopilotEvents implements LineReader {
  private readonly builder: PartBuilder;
  private readonly asked: Map<string, number>;
  private readonly waits: Interval[];
  /** Since the last shutdown, whose own figures replace it. */
  private told: ToldOutput[];
  private about: CopilotState['about'];
  private sessionId: string | null;
  private turn: OpenTurn | null;
  private model: string;

  constructor(
    private readonly file: TranscriptFile,
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    state: unknown,
  ) {
    const saved = isCopilotState(state) ? state : undefined;
    this.builder = new PartBuilder(rules, saved?.built, saved?.usage);
    this.asked = new Map(saved?.asked);
    this.waits = [...(saved?.waits ?? [])];
    this.told = [...(saved?.told ?? [])];
    this.about = saved?.about ?? { folder: null, branch: null, version: null };
    this.sessionId = saved?.sessionId ?? null;
    this.turn = saved?.turn ?? null;
    this.model = saved?.model ?? '';
  }

  line(bytes: Buffer, start: number, end: number): void {
    const event = parsedObject(bytes, start, end);
    if (event) {
      this.take(event);
    } else {
      this.skip('malformed line');
    }
  }

  part(): TranscriptPart | undefined {
    // What is still going on is told as if it ended here; what follows goes on from where it was.
    const builder = new PartBuilder(this.rules, this.builder.state(), this.builder.table());
    this.closeTurn(builder);
    this.addTold(builder);
    return builder.part({
      source: this.file.name,
      agent: 'copilot',
      externalId: this.sessionId ?? nameOf(this.file),
      ...this.about,
    });
  }

  state(): CopilotState {
    const { about, sessionId, turn, model } = this;
    return {
      built: this.builder.state(),
      usage: this.builder.table(),
      asked: [...this.asked],
      waits: [...this.waits],
      told: [...this.told],
      about,
      sessionId,
      turn,
      model,
    };
  }

  private take(event: Data): void {
    const type = text(event['type']);
    if (type === undefined) {
      this.skip('unknown record');
      return;
    }
    const at = Date.parse(text(event['timestamp']) ?? '');
    if (!this.builder.moment(at, this.skip)) {
      return;
    }
    const id = text(event['id']) ?? `${this.sessionId ?? nameOf(this.file)}@${at}`;
    const data = isRecord(event['data']) ? event['data'] : {};
    if (type === 'session.start' || type === 'session.resume') {
      this.started(data);
    } else if (type === 'user.message' && text(event['agentId']) !== undefined) {
      // What a subagent is told; the session's own events name no agent.
      this.worked(at);
    } else if (type === 'user.message') {
      this.message(data, id, at);
    } else if (type === 'permission.requested') {
      this.asked.set(text(data['requestId']) ?? '', at);
    } else if (type === 'permission.completed') {
      this.answered(text(data['requestId']) ?? '', at);
    } else if (type === 'session.shutdown') {
      this.shutdown(data, id, at);
    } else if (type === 'session.compaction_complete') {
      this.builder.marks.push({ id, at, kind: 'compaction' });
    } else if (type === 'session.model_change') {
      this.model = text(data['newModel']) ?? this.model;
    } else if (type === 'abort') {
      this.builder.marks.push({ id, at, kind: 'interruption' });
      // Nobody will answer what was still being asked.
      [...this.asked.keys()].forEach((request) => this.answered(request, at));
      this.worked(at);
    } else if (type.startsWith('assistant.') || type.startsWith('tool.') || type.startsWith('subagent.')) {
      this.worked(at);
      if (type === 'assistant.message') {
        this.model = text(data['model']) ?? this.model;
        this.told.push({ id, at, model: this.model, output: count(data['outputTokens']) });
      }
    }
  }

  private started(data: Data): void {
    // A run that ended without a shutdown will never tell its sums.
    this.addTold(this.builder);
    this.told = [];
    const context = isRecord(data['context']) ? data['context'] : {};
    this.sessionId = text(data['sessionId']) ?? this.sessionId;
    this.about = {
      folder: text(context['cwd']) ?? this.about.folder,
      branch: text(context['branch']) ?? this.about.branch,
      version: text(data['copilotVersion']) ?? this.about.version,
    };
  }

  private message(data: Data, id: string, at: number): void {
    const content = (text(data['content']) ?? '').trim();
    const isTyped = data['source'] === undefined || data['source'] === null;
    if (!isTyped || data['isAutopilotContinuation'] === true || content === '') {
      return;
    }
    const isSteering = data['delivery'] === 'steering';
    const words = wordsOf(content, this.rules);
    this.builder.prompt(id, at, words, isSteering || data['delivery'] === 'queued' ? 'queued' : 'typed');
    if (!isSteering || !this.turn) {
      this.closeTurn(this.builder);
      this.turn = { id, start: at, end: at };
    }
  }

  private worked(at: number): void {
    if (this.turn) {
      this.turn = { ...this.turn, end: Math.max(this.turn.end, at) };
    }
  }

  private answered(request: string, at: number): void {
    const since = this.asked.get(request);
    if (since !== undefined) {
      this.asked.delete(request);
      this.waits.push({ start: since, end: at });
    }
  }

  private closeTurn(builder: PartBuilder): void {
    if (this.turn && this.turn.end > this.turn.start) {
      const { id, start, end } = this.turn;
      const busy = difference([{ start, end }], this.waits);
      builder.turns.push({ id, by: 'person', start, end, busy, delegated: [], source: 'events' });
    }
  }

  private addTold(builder: PartBuilder): void {
    for (const { id, at, model, output } of this.told) {
      if (output > 0) {
        builder.tokens(id, { at, model, input: 0, output, cacheRead: 0, cacheWrite: 0 });
      }
    }
  }

  /** The sums of one run of the CLI; a resumed session has several. */
  private shutdown(data: Data, id: string, at: number): void {
    const models = isRecord(data['modelMetrics']) ? Object.entries(data['modelMetrics']) : [];
    if (models.length > 0) {
      this.told = [];
    }
    for (const [model, metrics] of models) {
      const usage = isRecord(metrics) && isRecord(metrics['usage']) ? metrics['usage'] : {};
      const whole = count(usage['inputTokens']);
      const cacheRead = Math.min(count(usage['cacheReadTokens']), whole);
      const cacheWrite = Math.min(count(usage['cacheWriteTokens']), whole - cacheRead);
      const input = whole - cacheRead - cacheWrite;
      const output = count(usage['outputTokens']);
      this.builder.tokens(`${id} ${model}`, { at, model, input, output, cacheRead, cacheWrite });
    }
  }
}

function nameOf({ path }: TranscriptFile): string {
  return basename(path) === 'events.jsonl' ? basename(dirname(path)) : basename(path, '.jsonl');
}

function isCopilotState(state: unknown): state is CopilotState {
  return isRecord(state) && 'asked' in state && 'built' in state;
}
