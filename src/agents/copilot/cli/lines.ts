import type { TranscriptPart } from '../../../core/transcript/parts/transcriptPart';
import type { UsageTable } from '../../../core/transcript/usageTable';
import { PartBuilder, type BuilderState } from '../../reading/partBuilder';
import { count, isRecord, parsedObject, text } from '../../json/jsonValues';
import { hashText } from '../../reading/hash';
import { wordsOf } from '../../reading/promptWords';
import { shortText } from '../../json/shortText';
import type { LineReader, ReadingRules, Skip, TranscriptFile } from '../../reading/transcriptReader';
import { CliSession, type CliSessionState } from './session';
import { CliTokens, type CliTokensState } from './usage';
import { CliTurn, type CliTurnState } from './turns';
import { typedPromptText } from '../prompt';
import { copilotProposingCall, copilotToolKind } from '../tools';

type Data = Readonly<Record<string, unknown>>;

/** Everything remembered between two readings of a file, as plain data. */
interface CopilotState extends CliSessionState {
  readonly built: BuilderState;
  readonly usage: UsageTable;
  readonly tokens: CliTokensState;
  readonly turn: CliTurnState;
  readonly model: string;
  readonly workedAt: number | null;
}

const asking = /^(?:permission|user_input|exit_plan_mode|elicitation)\.(requested|completed)$/;

/** The events of a session, line by line. */
export class CopilotLines implements LineReader {
  private readonly builder: PartBuilder;
  private readonly tokens: CliTokens;
  private readonly turn: CliTurn;
  private readonly session: CliSession;
  private model: string;
  private workedAt: number | null;

  constructor(
    file: TranscriptFile,
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    state: unknown,
  ) {
    const saved = isCopilotState(state) ? state : undefined;
    this.builder = new PartBuilder(rules, saved?.built, saved?.usage);
    this.tokens = new CliTokens(saved?.tokens);
    this.turn = new CliTurn(saved?.turn);
    this.session = new CliSession(file, saved);
    this.model = saved?.model ?? '';
    this.workedAt = saved?.workedAt ?? null;
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
    // An open turn is reported as if it ended here; later lines continue it.
    const builder = new PartBuilder(this.rules, this.builder.state(), this.builder.table());
    this.turn.addTo(builder);
    this.tokens.addOpen(builder);
    return builder.part({ agent: 'copilot', ...this.session.about(), live: this.turn.live() });
  }

  state(): CopilotState {
    const { model, workedAt } = this;
    return {
      built: this.builder.state(),
      usage: this.builder.table(),
      tokens: this.tokens.state(),
      turn: this.turn.state(),
      ...this.session.state(),
      model,
      workedAt,
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
    const id = shortText(event['id']) ?? `${this.session.id}@${at}`;
    const data = isRecord(event['data']) ? event['data'] : {};
    const isSubagents = text(event['agentId']) !== undefined;
    const asks = asking.exec(type);
    if (asks) {
      this.asked(asks[1] === 'requested', `${type.split('.')[0]} ${shortText(data['requestId']) ?? ''}`, at);
      return;
    }
    switch (type) {
      case 'session.start':
      case 'session.resume':
        this.turn.stopAsking(at);
        this.tokens.resumed();
        this.session.started(data);
        return;
      case 'session.context_changed':
        this.session.runsIn(data);
        return;
      case 'user.message':
        if (isSubagents) {
          // A subagent's instructions: the session's own events name no agent.
          this.worked(at);
        } else {
          this.message(data, id, at);
        }
        return;
      case 'session.usage_checkpoint':
      case 'session.shutdown':
        this.turn.stopAsking(at);
        this.tokens.shutdown(data, id, this.workedAt ?? at, this.builder);
        return;
      case 'session.compaction_start':
        this.workOfItsOwn(id, at);
        return;
      case 'session.compaction_complete':
        this.worked(at);
        this.builder.marks.push({ id, at, kind: 'compaction' });
        if (data['success'] !== false) {
          this.tokens.compacted();
        }
        return;
      case 'session.model_change':
        this.model = shortText(data['newModel']) ?? this.model;
        return;
      case 'abort':
        this.builder.marks.push({ id, at, kind: 'interruption' });
        this.turn.stopped(at);
        return;
      case 'assistant.turn_end':
        if (isSubagents) {
          this.worked(at);
        } else {
          this.turn.rested(at);
          this.workedAt = at;
        }
        return;
      default:
        this.work(type, data, id, at);
    }
  }

  private work(type: string, data: Data, id: string, at: number): void {
    if (!type.startsWith('assistant.') && !type.startsWith('tool.') && !type.startsWith('subagent.')) {
      return;
    }
    this.worked(at);
    const call = `tool ${shortText(data['toolCallId']) ?? ''}`;
    if (type === 'assistant.message') {
      this.model = shortText(data['model']) ?? this.model;
      this.tokens.message(id, at, this.model, count(data['outputTokens']));
      return;
    }
    this.proposed(type, data, at);
    if (
      type === 'tool.execution_start' &&
      copilotToolKind(shortText(data['toolName']) ?? '') === 'question'
    ) {
      this.turn.ask(call, at);
    } else if (type === 'tool.execution_complete') {
      this.turn.answered(call, at);
    }
  }

  private proposed(type: string, data: Data, at: number): void {
    const id = hashText(text(data['toolCallId']) ?? '');
    if (type === 'tool.execution_start') {
      this.builder.proposals.called(id, copilotProposingCall(data['toolName'], data['arguments']));
    } else if (type === 'tool.execution_complete') {
      this.builder.proposals.result(id, at, data['result']);
    }
  }

  private asked(isRequest: boolean, request: string, at: number): void {
    if (isRequest) {
      this.turn.ask(request, at);
    } else {
      this.turn.answered(request, at);
    }
  }

  private message(data: Data, id: string, at: number): void {
    const content = text(data['content']) ?? '';
    const words = typedPromptText(content);
    const attachments: unknown = data['attachments'];
    const isSent = words !== '' || (Array.isArray(attachments) && attachments.length > 0);
    const isTyped = text(data['source']) === undefined && data['isAutopilotContinuation'] !== true && isSent;
    if (!isTyped) {
      if (content.trim() !== '') {
        this.workOfItsOwn(id, at);
      }
      return;
    }
    const isSteering = data['delivery'] === 'steering';
    const kind = isSteering || data['delivery'] === 'queued' ? 'queued' : 'typed';
    this.builder.prompt(id, at, wordsOf(words, this.rules), kind);
    if (!isSteering || !this.turn.isOpen) {
      this.turn.begin(id, 'person', at, this.builder);
    }
  }

  /**
   * What nobody typed belongs to the running turn. If none is running it begins one, and the time before is nobody's.
   */
  private workOfItsOwn(id: string, at: number): void {
    if (this.turn.isIdle) {
      this.turn.begin(id, 'system', at, this.builder);
    }
  }

  private worked(at: number): void {
    this.turn.worked(at);
    this.workedAt = at;
  }
}

function isCopilotState(state: unknown): state is CopilotState {
  return isRecord(state) && 'tokens' in state && 'built' in state;
}
