import { cappedGaps } from '../../core/transcript/cappedGaps';
import { normalized } from '../../core/transcript/intervals';
import type { Observation } from '../../core/transcript/observation';
import type {
  Prompt,
  PromptKind,
  TranscriptMark,
  TranscriptPart,
} from '../../core/transcript/transcriptPart';
import { TurnFold, type TurnFoldState } from '../../core/transcript/turnFold';
import { UsageCollector, type UsageTable } from '../../core/transcript/usageTable';
import { isRecord, parsedObject } from '../jsonSkim';
import type { LineReader, ReadingRules, Skip, TranscriptFile } from '../transcriptReader';
import { ClaudeFields } from './claudeFields';
import { ClaudeQueue, type ClaudeQueueState } from './claudeQueue';
import { shellRanMs } from './claudeProgress';
import { claudeQueuedPrompt, claudeUserRecord } from './claudePrompt';
import { asksForPermission, claudeToolKind } from './claudeTools';

/** Everything that is remembered between two readings of a file; plain data. */
interface ClaudeState {
  externalId: string | null;
  sideId: string | null;
  folder: string | null;
  branch: string | null;
  version: string | null;
  forkedFrom: string | null;
  automated: boolean;
  first: number | undefined;
  last: number | undefined;
  prompts: Prompt[];
  marks: TranscriptMark[];
  /** Calls without result of tools whose results may say how long they took. */
  timedCalls: number[];
  /** Observations of each subagent, by its id. */
  side: Record<string, Observation[]>;
  queue: ClaudeQueueState;
  turns: TurnFoldState;
  usage: UsageTable;
}

const aDayMs = 86_400_000;
const firstYear = Date.UTC(2020, 0);
const ignored = new Set([
  'summary',
  'file-history-snapshot',
  'file-history-delta',
  'last-prompt',
  'ai-title',
  'custom-title',
  'agent-name',
  'agent-setting',
  'mode',
  'pr-link',
  'bridge-session',
  'frame-link',
  'tag',
  'atis-latch',
  'worktree-state',
  'relocated',
  'history-suppression',
  'agent-color',
  'content-replacement',
]);

/** One transcript of Claude Code, line by line. */
export class ClaudeLines implements LineReader {
  private readonly fields: ClaudeFields;
  private readonly known: Omit<ClaudeState, 'turns' | 'usage' | 'queue'>;
  private readonly turns: TurnFold;
  private readonly usage: UsageCollector;
  private readonly queue: ClaudeQueue;

  constructor(
    private readonly file: TranscriptFile,
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    state: unknown,
  ) {
    const saved = isClaudeState(state) ? state : undefined;
    this.known = {
      externalId: saved?.externalId ?? null,
      sideId: saved?.sideId ?? null,
      folder: saved?.folder ?? null,
      branch: saved?.branch ?? null,
      version: saved?.version ?? null,
      forkedFrom: saved?.forkedFrom ?? null,
      automated: saved?.automated ?? false,
      first: saved?.first,
      last: saved?.last,
      prompts: [...(saved?.prompts ?? [])],
      marks: [...(saved?.marks ?? [])],
      timedCalls: [...(saved?.timedCalls ?? [])],
      side: Object.fromEntries(Object.entries(saved?.side ?? {}).map(([id, each]) => [id, [...each]])),
    };
    this.turns = new TurnFold(saved?.turns);
    this.usage = new UsageCollector(saved?.usage);
    this.queue = new ClaudeQueue(saved?.queue);
    this.fields = new ClaudeFields((call) => this.known.timedCalls.includes(call));
  }

  line(bytes: Buffer, start: number, end: number): void {
    const { fields } = this;
    if (!fields.read(bytes, start, end)) {
      this.skip('malformed line');
      return;
    }
    const type = fields.type(bytes);
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
        this.permissionMode(fields.top.string(bytes, fields.top.at.permissionMode), this.known.last);
        return;
      default:
        if (type === undefined || !(ignored.has(type) || type.startsWith('artifact-'))) {
          this.skip('unknown record');
        }
    }
  }

  part(): TranscriptPart | undefined {
    const { externalId, sideId, folder, branch, version, forkedFrom, automated, first, last } = this.known;
    const side = externalId === null;
    const id = this.nameOfFile() ?? externalId ?? sideId;
    if (id === null || first === undefined) {
      return undefined;
    }
    return {
      source: this.file.name,
      agent: 'claude',
      externalId: id,
      side,
      folder,
      branch,
      version,
      forkedFrom,
      automated,
      first,
      last,
      turns: this.turns.turns(),
      activity: normalized(Object.values(this.known.side).flatMap(sideActivity)),
      prompts: [...this.known.prompts, ...this.queue.absorbed(version)],
      marks: [...this.known.marks],
      usage: this.usage.table(),
    };
  }

  state(): ClaudeState {
    return {
      ...this.known,
      turns: this.turns.state(),
      usage: this.usage.table(),
      queue: this.queue.state(),
    };
  }

  private timed(
    type: 'assistant' | 'user' | 'attachment' | 'system' | 'progress',
    bytes: Buffer,
    start: number,
    end: number,
  ): void {
    const at = this.fields.time(bytes, end);
    if (!(at >= firstYear)) {
      this.skip('missing time');
      return;
    }
    if (at > this.rules.now + aDayMs) {
      this.skip('time in the future');
      return;
    }
    const isSide = this.fields.top.is(bytes, this.fields.top.at.isSidechain, 'true');
    this.remember(bytes, type === 'progress' ? undefined : at, isSide);
    if (type === 'assistant') {
      this.assistant(bytes, at, isSide);
    } else if (type === 'user') {
      this.user(bytes, start, end, at, isSide);
    } else if (isSide) {
      this.observe({ kind: 'activity', at }, bytes, isSide);
    } else if (type === 'attachment') {
      this.attachment(bytes, start, end, at);
    } else if (type === 'system') {
      this.system(bytes, at);
    } else {
      const ranMs = shellRanMs(bytes, start, end);
      this.turns.observe({ kind: 'activity', at, ...(ranMs === undefined ? {} : { ranMs }) });
    }
  }

  private remember(bytes: Buffer, at: number | undefined, isSide: boolean): void {
    const { known } = this;
    const { top } = this.fields;
    if (at !== undefined) {
      known.first = known.first === undefined || at < known.first ? at : known.first;
      known.last = known.last === undefined || at > known.last ? at : known.last;
    }
    if (isSide) {
      known.sideId ??= top.string(bytes, top.at.sessionId) ?? null;
    } else if (known.externalId === null) {
      known.externalId = top.string(bytes, top.at.sessionId) ?? null;
      known.automated = top.string(bytes, top.at.entrypoint)?.startsWith('sdk') ?? false;
    }
    known.folder ??= top.string(bytes, top.at.cwd) ?? null;
    known.branch = this.fields.changed(bytes, 'gitBranch', known.branch);
    known.version = this.fields.changed(bytes, 'version', known.version);
    if (known.forkedFrom === null && top.has(top.at.forkedFrom)) {
      known.forkedFrom = this.fields.forkedFrom(bytes);
    }
  }

  private assistant(bytes: Buffer, at: number, isSide: boolean): void {
    const { fields } = this;
    const usage = fields.usage(bytes, at, isSide);
    if (usage) {
      this.usage.add(usage);
    }
    this.observe({ kind: 'output', at }, bytes, isSide);
    for (const call of fields.calls) {
      const tool = claudeToolKind(call.name);
      const { id, limitMs } = call;
      this.observe(
        limitMs === undefined
          ? { kind: 'tool-start', at, id, tool }
          : { kind: 'tool-start', at, id, tool, limitMs },
        bytes,
        isSide,
      );
      if (tool === 'other' || tool === 'agent') {
        this.known.timedCalls.push(call.id);
      }
    }
  }

  private user(bytes: Buffer, start: number, end: number, at: number, isSide: boolean): void {
    const { fields } = this;
    if (fields.results.length > 0) {
      const { timedCalls } = this.known;
      const isTimed = timedCalls.length > 0 && fields.results.some((id) => timedCalls.includes(id));
      const took = isTimed ? fields.tookMs(bytes) : undefined;
      this.known.timedCalls = isTimed ? timedCalls.filter((id) => !fields.results.includes(id)) : timedCalls;
      for (const id of fields.results) {
        const ended: Observation =
          took === undefined ? { kind: 'tool-end', at, id } : { kind: 'tool-end', at, id, tookMs: took };
        this.observe(ended, bytes, isSide);
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
        this.prompt(id, at, found.prompt, found.text);
        this.turns.observe(
          found.startsTurn ? { kind: 'begin', at, id, by: 'person' } : { kind: 'activity', at },
        );
        return;
      case 'trigger':
        this.turns.observe({ kind: 'begin', at, id, by: 'system' });
        return;
      case 'interruption':
        this.known.marks.push({ id, at, kind: 'interruption' });
        this.turns.observe({ kind: 'interruption', at, of: found.of });
        return;
      case 'other':
        this.turns.observe({ kind: 'activity', at });
    }
  }

  private attachment(bytes: Buffer, start: number, end: number, at: number): void {
    this.turns.observe({ kind: 'activity', at });
    if (this.fields.attachment.is(bytes, this.fields.attachment.at.type, '"queued_command"')) {
      const record = parsedObject(bytes, start, end);
      const found = record && claudeQueuedPrompt(record);
      if (record && found) {
        this.prompt(this.idOf(record['uuid'], at), at, found.prompt, found.text);
      }
    }
  }

  private system(bytes: Buffer, at: number): void {
    const { top } = this.fields;
    if (
      top.is(bytes, top.at.subtype, '"turn_duration"') &&
      top.number(bytes, top.at.durationMs) !== undefined
    ) {
      const pending =
        top.count(bytes, top.at.pendingBackgroundAgentCount) + top.count(bytes, top.at.pendingWorkflowCount);
      const ms = Math.max(0, top.number(bytes, top.at.durationMs) ?? 0);
      this.turns.observe({ kind: 'duration', at, ms, pending: pending > 0 });
      return;
    }
    this.turns.observe({ kind: 'activity', at });
    if (top.is(bytes, top.at.subtype, '"compact_boundary"')) {
      this.known.marks.push({ id: this.idOf(top.string(bytes, top.at.uuid), at), at, kind: 'compaction' });
    }
  }

  private queued(record: Record<string, unknown> | undefined): void {
    const time = record?.['timestamp'];
    const at = typeof time === 'string' ? Date.parse(time) : Number.NaN;
    if (!record || !(at >= firstYear)) {
      this.skip(record ? 'missing time' : 'malformed line');
      return;
    }
    this.queue.operation(record, at);
  }

  private prompt(id: string, at: number, kind: PromptKind, text: string): void {
    const { prompts } = this.known;
    if (prompts.some((each) => each.id === id)) {
      return;
    }
    const typedAt = this.queue.taken(text);
    const kept = this.rules.keepText ? { text } : {};
    prompts.push({ id, at: typedAt ?? at, length: text.length, kind, ...kept });
  }

  private permissionMode(mode: string | undefined, at: number | undefined): void {
    if (mode !== undefined) {
      this.turns.observe({ kind: 'permissions', at: at ?? 0, asks: asksForPermission(mode) });
    }
  }

  private observe(observation: Observation, bytes: Buffer, isSide: boolean): void {
    if (!isSide) {
      this.turns.observe(observation);
      return;
    }
    const agent = this.fields.top.string(bytes, this.fields.top.at.agentId) ?? '';
    const own = this.known.side[agent] ?? [];
    own.push(observation);
    this.known.side[agent] = own;
  }

  /** Transcripts are named after their session; a copied history keeps the old id in some versions. */
  private nameOfFile(): string | undefined {
    const stem = /([^/]+)\.jsonl$/.exec(this.file.name)?.[1] ?? '';
    const isSession = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(stem);
    if (isSession) {
      return stem;
    }
    return /([^/]+)\/subagents\//.exec(this.file.name)?.[1];
  }

  private idOf(uuid: unknown, at: number): string {
    return typeof uuid === 'string' && uuid !== '' ? uuid : `${this.file.name}@${at}`;
  }
}

function sideActivity(observations: readonly Observation[]): ReturnType<typeof normalized> {
  const first = Math.min(...observations.map((each) => each.at));
  return [...cappedGaps(first, observations, true).busy];
}

/** It comes from an index of our own, which is only read if it is whole and of this version. */
function isClaudeState(state: unknown): state is ClaudeState {
  return isRecord(state) && 'timedCalls' in state && 'turns' in state;
}
