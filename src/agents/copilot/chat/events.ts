import type { TranscriptPart } from '../../../core/transcript/parts/transcriptPart';
import { TurnFold, type TurnFoldState } from '../../../core/transcript/parts/turnFold';
import type { UsageTable } from '../../../core/transcript/usageTable';
import { PartBuilder, type BuilderState } from '../../reading/partBuilder';
import { count, records, text } from '../../json/jsonValues';
import { wordsOf } from '../../reading/promptWords';
import { longestPath, shortText } from '../../json/shortText';
import type { ReadingRules, Skip, TranscriptFile } from '../../reading/transcriptReader';
import { workspaceFolder } from './folder';
import { isChatsOwn, typedPromptText } from '../prompt';
import { chatCallId, copilotProposingCall, copilotToolKind } from '../tools';

type Data = Readonly<Record<string, unknown>>;

export interface ChatEventsState {
  readonly built: BuilderState;
  readonly turns: TurnFoldState;
  readonly sessionId: string | null;
  readonly folder: string | null;
  readonly version: string | null;
  readonly isReplayed: boolean;
  readonly isOver: boolean;
}

/** Rounds copied from an older chat, all at once: `turn.round`. */
const replayedRound = /^\d+\.\d+$/;

/**
 * A chat as its extension's events, each written as it happens. They don't say when a tool asks, so the time it may
 * have run is bounded as elsewhere. Nothing goes on in a round that was copied from an older chat.
 */
export class ChatEvents {
  private readonly builder: PartBuilder;
  private readonly turns: TurnFold;
  private sessionId: string | null;
  private folder: string | null;
  private version: string | null;
  private isReplayed: boolean;
  /** The last answer called no tool. */
  private isOver: boolean;

  constructor(
    private readonly file: TranscriptFile,
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    saved: ChatEventsState | undefined,
    usage: UsageTable,
  ) {
    this.builder = new PartBuilder(rules, saved?.built, usage);
    this.turns = new TurnFold(saved?.turns);
    this.sessionId = saved?.sessionId ?? null;
    this.folder = saved?.folder ?? null;
    this.version = saved?.version ?? null;
    this.isReplayed = saved?.isReplayed ?? false;
    this.isOver = saved?.isOver ?? false;
  }

  take(type: string, event: Data, data: Data): void {
    const at = Date.parse(shortText(event['timestamp']) ?? '');
    if (!this.builder.moment(at, this.skip)) {
      return;
    }
    const id = shortText(event['id']) ?? `${this.sessionId ?? this.file.name}@${at}`;
    switch (type) {
      case 'session.start': {
        const { context } = data;
        this.sessionId = shortText(data['sessionId']) ?? this.sessionId;
        this.version = shortText(data['copilotVersion']) ?? this.version;
        this.folder = folderIn(context) ?? this.folder;
        return;
      }
      case 'user.message':
        this.message(data, id, at);
        return;
      case 'assistant.turn_start':
        this.isReplayed = replayedRound.test(text(data['turnId']) ?? '');
        this.observe(() => this.turns.observe({ kind: 'activity', at }));
        return;
      case 'assistant.message':
        this.observe(() => this.answer(data, at));
        return;
      case 'assistant.turn_end':
        this.observe(() => this.turns.observe({ kind: 'output', at, ends: this.isOver }));
        return;
      case 'tool.execution_start':
        this.observe(() => this.called(data['toolCallId'], data['toolName'], data['arguments'], at));
        return;
      case 'tool.execution_complete':
        this.observe(() => this.ended(data, at));
        return;
      case 'assistant.usage':
        this.used(data, id, at);
        return;
      default:
      // Irrelevant here.
    }
  }

  /** Undefined if no event was among the lines. */
  part(): TranscriptPart | undefined {
    // Rounds copied from an older chat have no duration. Nothing is guessed: only their prompts count.
    const turns = this.turns.turns().filter(({ start, end }) => end > start);
    return this.builder.withTurns(turns).part({
      source: `transcripts/${this.file.name}`,
      agent: 'copilot-chat',
      externalId: this.sessionId ?? this.file.name.replace(/\.jsonl?$/, ''),
      folder: this.folder ?? workspaceFolder(this.file),
      version: this.version,
      toldBy: 'events',
      live: this.isReplayed ? undefined : this.turns.live(),
    });
  }

  state(): ChatEventsState {
    const { sessionId, folder, version, isReplayed, isOver } = this;
    return {
      built: this.builder.state(),
      turns: this.turns.state(),
      sessionId,
      folder,
      version,
      isReplayed,
      isOver,
    };
  }

  usage(): UsageTable {
    return this.builder.table();
  }

  private message(data: Data, id: string, at: number): void {
    const content = text(data['content']) ?? '';
    const words = typedPromptText(content);
    const { attachments } = data;
    const isSent = words !== '' || (Array.isArray(attachments) && attachments.length > 0);
    const isTyped = isSent && !isChatsOwn(words);
    this.isReplayed = false;
    if (isTyped) {
      this.builder.prompt(id, at, wordsOf(words, this.rules));
    }
    this.turns.observe({ kind: 'begin', at, id, by: isTyped ? 'person' : 'system' });
  }

  private answer(data: Data, at: number): void {
    const calls = records(data['toolRequests']);
    this.isOver = calls.length === 0;
    this.turns.observe({ kind: 'output', at, ends: this.isOver });
    calls.forEach((call) => this.called(call['toolCallId'], call['name'], call['arguments'], at));
  }

  private ended(data: Data, at: number): void {
    const id = chatCallId(data['toolCallId']);
    this.turns.observe({ kind: 'tool-end', at, id });
    this.builder.proposals.result(id, at, data['result']);
  }

  private called(id: unknown, name: unknown, args: unknown, at: number): void {
    this.builder.proposals.called(chatCallId(id), copilotProposingCall(name, args));
    this.turns.observe({
      kind: 'tool-start',
      at,
      id: chatCallId(id),
      tool: copilotToolKind(shortText(name) ?? ''),
    });
  }

  private used(data: Data, id: string, at: number): void {
    const whole = count(data['inputTokens']);
    const output = count(data['outputTokens']);
    const cacheRead = Math.min(count(data['cacheReadTokens']), whole);
    const cacheWrite = Math.min(count(data['cacheCreationInputTokens']), whole - cacheRead);
    if (whole + output > 0) {
      const model = shortText(data['model']) ?? '';
      this.builder.tokens(id, {
        at,
        model,
        input: whole - cacheRead - cacheWrite,
        output,
        cacheRead,
        cacheWrite,
      });
    }
  }

  private observe(take: () => void): void {
    if (!this.isReplayed) {
      take();
    }
  }
}

function folderIn(context: unknown): string | undefined {
  return typeof context === 'object' && context !== null && 'cwd' in context
    ? shortText(context.cwd, longestPath)
    : undefined;
}
