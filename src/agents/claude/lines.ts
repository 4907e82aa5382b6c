import { liveWithSubagents } from '../../core/transcript/parts/liveTurn';
import type { TranscriptObservation } from '../../core/transcript/parts/observation';
import type {
  Prompt,
  PromptKind,
  TranscriptMark,
  TranscriptPart,
} from '../../core/transcript/parts/transcriptPart';
import { TurnFold } from '../../core/transcript/parts/turnFold';
import { UsageCollector } from '../../core/transcript/usageTable';
import { isBelievable, isBelievableDuration, isTime } from '../reading/believable';
import { isRecord, parsedObject, records } from '../json/jsonValues';
import { wordsOf } from '../reading/promptWords';
import { ProposalCalls } from '../reading/proposalCalls';
import type { LineReader, ReadingRules, Skip, TranscriptFile } from '../reading/transcriptReader';
import { ClaudeFields } from './fields';
import { shellRanMs } from './progress';
import { claudeLocalCommand, claudeQueuedPrompt, claudeUserRecord, type ClaudeUserRecord } from './prompt';
import { ClaudeQueue } from './queue';
import { isClaudeState, type ClaudeState } from './linesState';
import { isIgnored } from './recordTypes';
import { ClaudeSession } from './session';
import { ClaudeSubagents } from './subagents';
import { asksForPermission, claudeToolKind } from './tools';
import { saysWhyItStops } from './version';

const repeatMs = 1_000;

/** One transcript of Claude Code, line by line. */
export class ClaudeLines implements LineReader {
  private readonly fields: ClaudeFields;
  private readonly session: ClaudeSession;
  private readonly subagents: ClaudeSubagents;
  private readonly turns: TurnFold;
  private readonly usage: UsageCollector;
  private readonly queue: ClaudeQueue;
  private readonly proposals: ProposalCalls;
  private readonly prompts: Prompt[];
  private readonly marks: TranscriptMark[];
  private timedCalls: number[];

  constructor(
    private readonly file: TranscriptFile,
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    state: unknown,
  ) {
    const saved = isClaudeState(state) ? state : undefined;
    this.session = new ClaudeSession(file, saved?.session);
    this.subagents = new ClaudeSubagents(saved?.subagents);
    this.prompts = [...(saved?.prompts ?? [])];
    this.marks = [...(saved?.marks ?? [])];
    this.timedCalls = [...(saved?.timedCalls ?? [])];
    this.turns = new TurnFold(saved?.turns);
    this.usage = new UsageCollector(saved?.usage);
    this.queue = new ClaudeQueue(saved?.queue, rules.key);
    this.proposals = new ProposalCalls(saved?.proposals);
    this.fields = new ClaudeFields((call) => this.timedCalls.includes(call));
  }

  line(bytes: Buffer, start: number, end: number): void {
    if (!this.fields.read(bytes, start, end)) {
      this.skip('malformed line');
      return;
    }
    this.take(bytes, start, end);
  }

  plainLine(bytes: Buffer, start: number, end: number): boolean {
    if (!this.fields.readPlain(bytes, start, end)) {
      return false;
    }
    this.take(bytes, start, end);
    return true;
  }

  private take(bytes: Buffer, start: number, end: number): void {
    const { top } = this.fields;
    const type = this.fields.type(bytes);
    switch (type) {
      case 'assistant':
      case 'user':
      case 'attachment':
      case 'system':
      case 'progress':
        this.timed(type, bytes, start, end);
        return;
      case 'queue-operation':
        this.queued(parsedObject(bytes, start, end));
        return;
      case 'permission-mode':
        this.permissionMode(top.string(bytes, top.at.permissionMode), this.session.last);
        return;
      default:
        if (type === undefined || !isIgnored(type)) {
          this.skip('unknown record');
        }
    }
  }

  part(): TranscriptPart | undefined {
    const about = this.session.about();
    return (
      about && {
        source: this.file.name,
        agent: 'claude',
        ...about,
        turns: this.turns.turns(),
        activity: this.subagents.activity(),
        prompts: [...this.prompts, ...this.queue.absorbed(about.version)],
        marks: [...this.marks],
        ...this.proposals.ofPart(),
        usage: this.usage.table(),
        live: liveWithSubagents(this.turns.live(), this.subagents.live()),
      }
    );
  }

  state(): ClaudeState {
    return {
      session: this.session.state(),
      prompts: this.prompts,
      marks: this.marks,
      timedCalls: this.timedCalls,
      subagents: this.subagents.state(),
      queue: this.queue.state(),
      proposals: this.proposals.state(),
      turns: this.turns.state(),
      usage: this.usage.table(),
    };
  }

  private timed(
    type: 'assistant' | 'user' | 'attachment' | 'system' | 'progress',
    bytes: Buffer,
    start: number,
    end: number,
  ): void {
    const at = this.fields.time(bytes, end);
    if (!isBelievable(at, this.rules, this.skip)) {
      return;
    }
    const isSide = this.fields.top.is(bytes, this.fields.top.at.isSidechain, 'true');
    this.session.remember(this.fields, bytes, type === 'progress' ? undefined : at, isSide);
    if (type === 'assistant') {
      this.assistant(bytes, at, isSide);
    } else if (type === 'user') {
      this.user(bytes, start, end, at, isSide);
    } else if (isSide) {
      this.observe({ kind: 'activity', at }, bytes, isSide);
    } else if (type === 'attachment') {
      this.attachment(bytes, start, end, at);
    } else if (type === 'system') {
      this.system(bytes, start, end, at);
    } else {
      const ranMs = shellRanMs(bytes, start, end);
      this.turns.observe({ kind: 'activity', at, ...(ranMs === undefined ? {} : { ranMs }) });
    }
  }

  private assistant(bytes: Buffer, at: number, isSide: boolean): void {
    const { fields } = this;
    const usage = fields.usage(bytes, at, isSide);
    if (usage) {
      [usage, ...fields.advice(bytes, usage)].forEach((each) => this.usage.add(each));
    }
    this.observe(this.outputIn(bytes, at), bytes, isSide);
    for (const call of fields.calls) {
      const tool = claudeToolKind(call.name);
      const { id, limitMs } = call;
      this.proposals.called(id, call.proposes);
      const limit = limitMs === undefined ? {} : { limitMs };
      this.observe({ kind: 'tool-start', at, id, tool, ...limit }, bytes, isSide);
      if (tool === 'other' || tool === 'agent') {
        this.timedCalls.push(call.id);
      }
    }
  }

  private outputIn(bytes: Buffer, at: number): TranscriptObservation {
    const { fields } = this;
    if (fields.isNoResponse(bytes)) {
      return { kind: 'activity', at };
    }
    if (fields.isByProgram(bytes)) {
      return { kind: 'output', at, ends: true, byProgram: true };
    }
    // Old versions never say when an answer ends, so any text may be its end.
    const isOld = fields.hasText && !saysWhyItStops(this.session.version);
    const ends = fields.endsAnswer(bytes) ?? (isOld && 'perhaps');
    return ends ? { kind: 'output', at, ends } : { kind: 'output', at };
  }

  private user(bytes: Buffer, start: number, end: number, at: number, isSide: boolean): void {
    const { fields } = this;
    if (fields.results.length > 0) {
      const { timedCalls } = this;
      const isTimed = timedCalls.length > 0 && fields.results.some((id) => timedCalls.includes(id));
      const took = isTimed ? fields.tookMs(bytes) : undefined;
      this.timedCalls = isTimed ? timedCalls.filter((id) => !fields.results.includes(id)) : timedCalls;
      for (const id of fields.results) {
        const ended: TranscriptObservation =
          took === undefined ? { kind: 'tool-end', at, id } : { kind: 'tool-end', at, id, tookMs: took };
        this.observe(ended, bytes, isSide);
      }
      if (fields.results.some((id) => this.proposals.awaits(id))) {
        this.proposed(parsedObject(bytes, start, end), at);
      }
      return;
    }
    if (
      isSide ||
      (fields.top.has(fields.top.at.toolUseResult) &&
        !fields.top.is(bytes, fields.top.at.toolUseResult, 'null'))
    ) {
      this.observe({ kind: 'activity', at }, bytes, isSide);
      return;
    }
    const record = parsedObject(bytes, start, end);
    if (!record) {
      this.skip('malformed line');
      return;
    }
    const id = this.idOf(record['uuid'], at);
    if (typeof record['permissionMode'] === 'string') {
      this.permissionMode(record['permissionMode'], at);
    }
    const found = claudeUserRecord(record);
    switch (found.kind) {
      case 'prompt':
        this.prompted(id, at, found);
        return;
      case 'sent on':
        this.turns.observe({ kind: 'activity', at, goesOn: true });
        return;
      case 'resumption':
        this.turns.observe({ kind: 'break', at });
        return;
      case 'trigger':
        this.turns.observe({ kind: 'begin', at, id, by: 'system' });
        return;
      case 'interruption':
        this.marks.push({ id, at, kind: 'interruption' });
        this.turns.observe({ kind: 'interruption', at, of: found.of });
        return;
      case 'other':
        this.turns.observe({ kind: 'activity', at });
    }
  }

  /** Takes the ids that the results of proposing calls say, in the order in which the fields list them. */
  private proposed(record: Record<string, unknown> | undefined, at: number): void {
    const message = record?.['message'];
    const blocks = isRecord(message) ? records(message['content']) : [];
    const results = blocks.filter(({ type }) => type === 'tool_result');
    this.fields.results.forEach((call, index) =>
      this.proposals.result(call, at, results[index]?.['content']),
    );
  }

  private prompted(id: string, at: number, found: Extract<ClaudeUserRecord, { kind: 'prompt' }>): void {
    const last = this.prompts.at(-1);
    const isRepeat = found.prompt === 'command' && last?.kind === 'command' && last.id !== id;
    if (isRepeat && last.length === found.text.length && Math.abs(at - last.at) <= repeatMs) {
      // Some versions also write a built-in command as a system record.
      return;
    }
    this.prompt(id, at, found.prompt, found.text);
    this.turns.observe(found.startsTurn ? { kind: 'begin', at, id, by: 'person' } : { kind: 'activity', at });
  }

  private attachment(bytes: Buffer, start: number, end: number, at: number): void {
    const goesOn = this.fields.attachment.is(bytes, this.fields.attachment.at.type, '"queued_command"');
    this.turns.observe({ kind: 'activity', at, goesOn });
    if (goesOn) {
      const record = parsedObject(bytes, start, end);
      const found = record && claudeQueuedPrompt(record);
      if (record && found) {
        this.prompt(this.idOf(record['uuid'], at), at, found.prompt, found.text);
      }
    }
  }

  private system(bytes: Buffer, start: number, end: number, at: number): void {
    const { top } = this.fields;
    const written = top.is(bytes, top.at.subtype, '"turn_duration"')
      ? top.number(bytes, top.at.durationMs)
      : undefined;
    if (written !== undefined && isBelievableDuration(written, this.session.spanMs, this.skip)) {
      const pending =
        top.count(bytes, top.at.pendingBackgroundAgentCount) + top.count(bytes, top.at.pendingWorkflowCount);
      this.turns.observe({ kind: 'duration', at, ms: Math.max(0, written), pending });
      return;
    }
    this.turns.observe({ kind: 'activity', at });
    if (top.is(bytes, top.at.subtype, '"local_command"')) {
      const record = parsedObject(bytes, start, end);
      const found = claudeLocalCommand(record?.['content']);
      if (record && found) {
        this.prompted(this.idOf(record['uuid'], at), at, found);
      }
    } else if (top.is(bytes, top.at.subtype, '"compact_boundary"')) {
      const id = this.idOf(top.string(bytes, top.at.uuid), at);
      const tookMs = this.fields.compactedMs(bytes);
      const isTold = tookMs > 0 && isBelievableDuration(tookMs, this.session.spanMs, this.skip);
      this.marks.push({ id, at, kind: 'compaction', ...(isTold ? { tookMs } : {}) });
    }
  }

  private queued(record: Record<string, unknown> | undefined): void {
    const time = record?.['timestamp'];
    const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
    if (!record || !isTime(at)) {
      this.skip(record ? 'missing time' : 'malformed line');
      return;
    }
    this.queue.operation(record, at, this.session.version);
  }

  private prompt(id: string, at: number, kind: PromptKind, text: string): void {
    const { prompts } = this;
    if (prompts.some((each) => each.id === id)) {
      return;
    }
    const typedAt = this.queue.taken(text);
    prompts.push({ id, at: typedAt ?? at, kind, ...wordsOf(text, this.rules) });
  }

  private permissionMode(mode: string | undefined, at: number | undefined): void {
    if (mode !== undefined) {
      this.turns.observe({ kind: 'permissions', at: at ?? 0, asks: asksForPermission(mode) });
    }
  }

  private observe(observation: TranscriptObservation, bytes: Buffer, isSide: boolean): void {
    if (!isSide) {
      this.turns.observe(observation);
      return;
    }
    const agent = this.fields.top.string(bytes, this.fields.top.at.agentId) ?? '';
    this.subagents.observe(agent, observation);
  }

  private idOf(uuid: unknown, at: number): string {
    return typeof uuid === 'string' && uuid !== '' ? uuid : `${this.file.name}@${at}`;
  }
}
