import { basename, dirname, join } from 'node:path';
import type { Interval } from '../../core/span';
import { difference } from '../../core/transcript/intervals';
import type { TranscriptPart } from '../../core/transcript/transcriptPart';
import { count, jsonLines, PartBuilder, text } from '../documentPart';
import { isRecord } from '../jsonSkim';
import type { AgentReader, ReadingRules, Skip, TranscriptFile } from '../transcriptReader';

type Data = Readonly<Record<string, unknown>>;

interface OpenTurn {
  readonly id: string;
  readonly start: number;
  end: number;
}

/** Copilot CLI: the events of a session, permissions asked and given among them. */
export const copilotCliReader: AgentReader = {
  agent: 'copilot',
  roots: ({ home, variables }) => [
    join(variables['COPILOT_HOME'] || join(home, '.copilot'), 'session-state'),
  ],
  format: (name) =>
    /^[^/]+\/events\.jsonl$/.test(name) || /^[^/]+\.jsonl$/.test(name)
      ? { kind: 'document', read: readEvents }
      : undefined,
};

function readEvents(
  bytes: Buffer,
  file: TranscriptFile,
  rules: ReadingRules,
  skip: Skip,
): TranscriptPart | undefined {
  const session = new CopilotEvents(file, rules, skip);
  for (const event of jsonLines(bytes, skip)) {
    session.take(event);
  }
  return session.part();
}

/** One pass over the events of a session. */
class CopilotEvents {
  private readonly builder: PartBuilder;
  private readonly asked = new Map<string, number>();
  private readonly waits: Interval[] = [];
  /** Output told by messages since the last shutdown, whose own figures replace it. */
  private told: {
    readonly id: string;
    readonly at: number;
    readonly model: string;
    readonly output: number;
  }[] = [];
  private about: { folder: string | null; branch: string | null; version: string | null } | undefined;
  private sessionId: string;
  private turn: OpenTurn | undefined;
  private model = '';

  constructor(
    private readonly file: TranscriptFile,
    rules: ReadingRules,
    private readonly skip: Skip,
  ) {
    this.builder = new PartBuilder(rules);
    this.sessionId =
      basename(file.path) === 'events.jsonl' ? basename(dirname(file.path)) : basename(file.path, '.jsonl');
  }

  take(event: Data): void {
    const type = text(event['type']);
    if (type === undefined) {
      this.skip('unknown record');
      return;
    }
    const at = Date.parse(text(event['timestamp']) ?? '');
    if (!this.builder.moment(at, this.skip)) {
      return;
    }
    const id = text(event['id']) ?? `${this.sessionId}@${at}`;
    const data = isRecord(event['data']) ? event['data'] : {};
    if (type === 'session.start' || type === 'session.resume') {
      this.started(data);
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
      this.worked(at);
    } else if (type.startsWith('assistant.') || type.startsWith('tool.') || type.startsWith('subagent.')) {
      this.worked(at);
      if (type === 'assistant.message') {
        this.model = text(data['model']) ?? this.model;
        this.told.push({ id, at, model: this.model, output: count(data['outputTokens']) });
      }
    }
  }

  part(): TranscriptPart | undefined {
    this.closeTurn();
    for (const { id, at, model, output } of this.told) {
      if (output > 0) {
        this.builder.tokens(id, { at, model, input: 0, output, cacheRead: 0, cacheWrite: 0 });
      }
    }
    return this.builder.part({
      source: this.file.name,
      agent: 'copilot',
      externalId: this.sessionId,
      ...this.about,
    });
  }

  private started(data: Data): void {
    const context = isRecord(data['context']) ? data['context'] : {};
    this.sessionId = text(data['sessionId']) ?? this.sessionId;
    this.about = {
      folder: text(context['cwd']) ?? this.about?.folder ?? null,
      branch: text(context['branch']) ?? this.about?.branch ?? null,
      version: text(data['copilotVersion']) ?? this.about?.version ?? null,
    };
  }

  private message(data: Data, id: string, at: number): void {
    const content = (text(data['content']) ?? '').trim();
    const isTyped = data['source'] === undefined || data['source'] === null;
    if (!isTyped || data['isAutopilotContinuation'] === true || content === '') {
      return;
    }
    const isSteering = data['delivery'] === 'steering';
    this.builder.prompt(id, at, content, isSteering || data['delivery'] === 'queued' ? 'queued' : 'typed');
    if (!isSteering || !this.turn) {
      this.closeTurn();
      this.turn = { id, start: at, end: at };
    }
  }

  private worked(at: number): void {
    if (this.turn) {
      this.turn.end = Math.max(this.turn.end, at);
    }
  }

  private answered(request: string, at: number): void {
    const since = this.asked.get(request);
    if (since !== undefined) {
      this.asked.delete(request);
      this.waits.push({ start: since, end: at });
    }
  }

  private closeTurn(): void {
    if (this.turn && this.turn.end > this.turn.start) {
      const { id, start, end } = this.turn;
      const busy = difference([{ start, end }], this.waits);
      this.builder.turns.push({ id, by: 'person', start, end, busy, delegated: [], source: 'events' });
    }
    this.turn = undefined;
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
