import type { Prompt, TranscriptMark, TranscriptPart } from '../../core/transcript/transcriptPart';
import { normalized } from '../../core/transcript/intervals';
import { UsageCollector, type UsageTable } from '../../core/transcript/usageTable';
import { fieldNames } from '../fieldNames';
import { hash53, hashText } from '../hash';
import { isBlank, isRecord, parsedObject, valueEnd } from '../jsonSkim';
import { ObjectFields } from '../objectFields';
import { TimestampReader } from '../timestamp';
import type { LineReader, ReadingRules, Skip, TranscriptFile } from '../transcriptReader';
import { codexPromptText } from './codexPrompt';
import { CodexTurns, type CodexTurnsState } from './codexTurns';
import { codexUsage, totalOf } from './codexUsage';

interface CodexState {
  id: string | null;
  /** The thread that this one is a subagent of. */
  parent: string | null;
  side: boolean;
  automated: boolean;
  folder: string | null;
  branch: string | null;
  version: string | null;
  forkedFrom: string | null;
  model: string;
  first: number | undefined;
  last: number | undefined;
  /** While the parent's history is copied in, everything within a second of this. */
  replaySince: number | undefined;
  previousTotal: string;
  prompts: Prompt[];
  marks: TranscriptMark[];
  inReview: boolean;
  turns: CodexTurnsState;
  usage: UsageTable;
}

const topNames = fieldNames(['timestamp', 'type', 'payload']);
const payloadNames = fieldNames(['type', 'call_id', 'output', 'arguments', 'input']);
const replayMs = 1_000;
const aDayMs = 86_400_000;
const firstYear = Date.UTC(2020, 0);
const read = new Set(['session_meta', 'turn_context', 'event_msg', 'response_item', 'compacted']);
const ignored = new Set(['world_state', 'inter_agent_communication_metadata']);

/** One rollout of Codex, line by line. */
export class CodexLines implements LineReader {
  private readonly top = new ObjectFields(topNames);
  private readonly payload = new ObjectFields(payloadNames);
  private readonly times = new TimestampReader();
  private readonly facts: Omit<CodexState, 'turns' | 'usage'>;
  private turns: CodexTurns;
  private usage: UsageCollector;

  constructor(
    private readonly file: TranscriptFile,
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    state: unknown,
  ) {
    const saved = isCodexState(state) ? state : undefined;
    this.facts = {
      id: saved?.id ?? null,
      parent: saved?.parent ?? null,
      side: saved?.side ?? false,
      automated: saved?.automated ?? false,
      folder: saved?.folder ?? null,
      branch: saved?.branch ?? null,
      version: saved?.version ?? null,
      forkedFrom: saved?.forkedFrom ?? null,
      model: saved?.model ?? '',
      first: saved?.first,
      last: saved?.last,
      replaySince: saved?.replaySince,
      previousTotal: saved?.previousTotal ?? '',
      prompts: [...(saved?.prompts ?? [])],
      marks: [...(saved?.marks ?? [])],
      inReview: saved?.inReview ?? false,
    };
    this.turns = new CodexTurns(saved?.turns);
    this.usage = new UsageCollector(saved?.usage);
    this.top.descend('payload', (bytes, position) =>
      bytes[position] === 0x7b ? this.payload.read(bytes, position) : valueEnd(bytes, position),
    );
  }

  line(bytes: Buffer, start: number, end: number): void {
    this.payload.clear();
    const after = this.top.read(bytes, start);
    if (after < 0 || after > end || !isBlank(bytes, after, end)) {
      this.skip('malformed line');
      return;
    }
    const type = this.top.string(bytes, this.top.at.type) ?? '';
    if (!read.has(type)) {
      if (!ignored.has(type)) {
        this.skip('unknown record');
      }
      return;
    }
    const at = this.time(bytes);
    if (!(at >= firstYear)) {
      this.skip('missing time');
    } else if (at > this.rules.now + aDayMs) {
      this.skip('time in the future');
    } else {
      this.record(type, bytes, at);
    }
  }

  part(): TranscriptPart | undefined {
    const { id, parent, side, first, last, folder, branch, version, forkedFrom, automated } = this.facts;
    if (id === null || first === undefined) {
      return undefined;
    }
    // A file that ends with the copy of its parent's history has none of its own yet.
    const isCopy = this.facts.replaySince !== undefined && !this.turns.isOpen;
    const turns = isCopy ? [] : this.turns.turns(id);
    return {
      source: this.file.name,
      agent: 'codex',
      externalId: side ? (parent ?? id) : id,
      side,
      folder,
      branch,
      version,
      forkedFrom,
      automated,
      first,
      last,
      turns: side ? [] : turns,
      activity: side ? normalized(turns.flatMap((turn) => turn.busy)) : [],
      prompts: isCopy ? [] : [...this.facts.prompts],
      marks: isCopy ? [] : [...this.facts.marks],
      usage: isCopy ? { models: [], rows: [] } : this.usage.table(),
    };
  }

  state(): CodexState {
    return { ...this.facts, turns: this.turns.state(), usage: this.usage.table() };
  }

  private record(type: string, bytes: Buffer, at: number): void {
    const { facts: state } = this;
    if (state.replaySince !== undefined && at > state.replaySince + replayMs) {
      state.replaySince = undefined;
      if (!this.turns.isOpen) {
        this.forgetCopied();
      }
    }
    state.first = Math.min(state.first ?? at, at);
    state.last = Math.max(state.last ?? at, at);
    if (type === 'response_item') {
      this.item(bytes, at);
      return;
    }
    if (type === 'compacted') {
      state.marks.push({ id: `${state.id ?? ''}@${at}`, at, kind: 'compaction' });
      return;
    }
    const payload = parsedObject(
      bytes,
      this.top.start(this.top.at.payload),
      this.top.end(this.top.at.payload),
    );
    if (!payload) {
      this.skip('malformed line');
    } else if (type === 'session_meta') {
      this.meta(payload, at);
    } else if (type === 'turn_context') {
      state.model = stringOf(payload['model']) ?? state.model;
      state.folder ??= stringOf(payload['cwd']) ?? null;
      this.turns.approvalPolicy(payload['approval_policy']);
    } else {
      this.event(payload, at, bytes);
    }
  }

  /** The first one is the session's own; one of another id is where a copied history begins. */
  private meta(payload: Readonly<Record<string, unknown>>, at: number): void {
    const { facts: state } = this;
    const id = stringOf(payload['id']) ?? stringOf(payload['session_id']);
    if (state.id !== null) {
      if (id !== state.id && state.first !== undefined && at <= state.first + replayMs) {
        state.forkedFrom ??= id ?? null;
        state.replaySince ??= state.first;
      }
      return;
    }
    const { source, git } = payload;
    const spawn =
      isRecord(source) && isRecord(source['subagent']) ? source['subagent']['thread_spawn'] : undefined;
    const spawnedBy = isRecord(spawn) ? stringOf(spawn['parent_thread_id']) : undefined;
    state.id = id ?? this.file.name;
    state.side = isRecord(source) || payload['thread_source'] === 'subagent';
    state.automated = source === 'exec' || source === 'mcp';
    state.parent = spawnedBy ?? stringOf(payload['parent_thread_id']) ?? null;
    state.forkedFrom = stringOf(payload['forked_from_id']) ?? null;
    state.folder = stringOf(payload['cwd']) ?? null;
    state.version = stringOf(payload['cli_version']) ?? null;
    state.branch = (isRecord(git) ? stringOf(git['branch']) : undefined) ?? null;
    if (state.forkedFrom !== null || spawnedBy !== undefined) {
      state.replaySince = at;
    }
  }

  private event(payload: Readonly<Record<string, unknown>>, at: number, bytes: Buffer): void {
    const { facts: state } = this;
    switch (payload['type']) {
      case 'task_started':
        if (state.replaySince !== undefined) {
          this.forgetCopied();
        }
        this.turns.started(stringOf(payload['turn_id']), at, state.automated || state.side);
        return;
      case 'task_complete':
      case 'turn_aborted':
        if (payload['type'] === 'turn_aborted' && payload['reason'] === 'interrupted') {
          state.marks.push({
            id: `${stringOf(payload['turn_id']) ?? state.id}@${at}`,
            at,
            kind: 'interruption',
          });
        }
        this.turns.ended(at, payload['duration_ms']);
        return;
      case 'user_message':
        this.userMessage(stringOf(payload['message']) ?? '', at);
        return;
      case 'entered_review_mode':
      case 'exited_review_mode':
        state.inReview = payload['type'] === 'entered_review_mode';
        return;
      case 'token_count':
        this.tokens(payload['info'], at, bytes);
        return;
      case 'exec_command_end':
        this.turns.ran(hashText(stringOf(payload['call_id']) ?? ''), payload['duration']);
        return;
      default:
        this.turns.output(at);
    }
  }

  private userMessage(message: string, at: number): void {
    const { facts: state } = this;
    if (state.side || state.automated || state.inReview) {
      return;
    }
    const text = codexPromptText(message);
    const id = `${hashText(text)}@${at}`;
    const isRepeat = state.prompts.some(
      (each) => each.id.startsWith(`${hashText(text)}@`) && at - each.at < 100,
    );
    if (text !== '' && !isRepeat) {
      const kept = this.rules.keepText ? { text } : {};
      state.prompts.push({ id, at, length: text.length, kind: 'typed', ...kept });
      this.turns.prompted(id, at);
    }
  }

  private tokens(info: unknown, at: number, bytes: Buffer): void {
    const total = totalOf(info);
    if (total !== '' && total === this.facts.previousTotal) {
      return;
    }
    const written = bytes.toString(
      'latin1',
      this.top.start(this.top.at.timestamp),
      this.top.end(this.top.at.timestamp),
    );
    const usage = codexUsage(info, this.facts.previousTotal);
    if (total !== '') {
      this.facts.previousTotal = total;
    }
    if (usage) {
      const { input, output, cacheRead, cacheWrite } = usage;
      // A copied history has the same events: their time and counts say so.
      const message = hashText(`${written} ${input} ${output} ${cacheRead} ${cacheWrite}`);
      this.usage.add({ message, request: 0, at, model: this.facts.model, side: false, ...usage });
    }
  }

  /** Calls and their results: only those that asked for permission can have waited for it. */
  private item(bytes: Buffer, at: number): void {
    const { payload } = this;
    const start = payload.start(payload.at.call_id);
    const call = start < 0 ? undefined : hash53(bytes, start + 1, payload.end(payload.at.call_id) - 1);
    if (call === undefined) {
      this.turns.output(at);
    } else if (payload.has(payload.at.output)) {
      const output = payload.start(payload.at.output);
      const end = Math.min(payload.end(payload.at.output), output + 4_000);
      this.turns.result(call, at, () => bytes.toString('utf8', output, end));
    } else {
      const told = payload.has(payload.at.arguments) ? 'arguments' : 'input';
      const from = payload.start(payload.at[told]);
      const asks =
        from >= 0 &&
        /require_escalated|with_escalated_permissions/.test(
          bytes.toString('latin1', from, payload.end(payload.at[told])),
        );
      this.turns.called(call, at, asks);
    }
  }

  private forgetCopied(): void {
    this.turns = new CodexTurns({ ...this.turns.state(), closed: [], open: null });
    this.usage = new UsageCollector();
    this.facts.prompts = [];
    this.facts.marks = [];
  }

  private time(bytes: Buffer): number {
    const start = this.top.start(this.top.at.timestamp);
    return start < 0
      ? Number.NaN
      : this.times.read(bytes, start + 1, this.top.end(this.top.at.timestamp) - 1);
  }
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** It comes from an index of our own, which is only read if it is whole and of this version. */
function isCodexState(state: unknown): state is CodexState {
  return isRecord(state) && 'previousTotal' in state && 'turns' in state;
}
