import { normalized } from '../../core/transcript/intervals';
import type { Prompt, TranscriptMark, TranscriptPart } from '../../core/transcript/transcriptPart';
import { noUsage, UsageCollector, type UsageTable } from '../../core/transcript/usageTable';
import { isBelievable, isBelievableDuration } from '../believable';
import { fieldNames } from '../fieldNames';
import { hash53, hashText } from '../hash';
import { isBlank, valueEnd } from '../jsonSkim';
import { isRecord, parsedObject, records, text } from '../jsonValues';
import { ObjectFields } from '../objectFields';
import { wordsOf } from '../promptWords';
import { TimestampReader } from '../timestamp';
import type { LineReader, ReadingRules, Skip, TranscriptFile } from '../transcriptReader';
import { codexPromptText } from './codexPrompt';
import { CodexSession, type CodexSessionState } from './codexSession';
import { CodexTurns, type CodexTurnsState, type TurnBegunBefore } from './codexTurns';
import { codexUsage, totalOf } from './codexUsage';

interface CodexState {
  readonly session: CodexSessionState;
  readonly model: string;
  readonly previousTotal: string;
  readonly prompts: readonly Prompt[];
  readonly marks: readonly TranscriptMark[];
  readonly inReview: boolean;
  readonly turns: CodexTurnsState;
  readonly usage: UsageTable;
}

const topNames = fieldNames(['timestamp', 'type', 'payload', 'ordinal']);
const payloadNames = fieldNames(['type', 'call_id', 'output', 'arguments', 'input']);
const read = new Set(['session_meta', 'turn_context', 'event_msg', 'response_item', 'compacted']);
/** Of no concern; and what responses used is told by events, too. */
const ignored = new Set([
  'world_state',
  'inter_agent_communication',
  'inter_agent_communication_metadata',
  'token_usage_record',
  'security_risk_score',
  'realtime_item',
  'retained_context',
  'agent_response_observation',
  'rollout_reference',
]);

/** One rollout of Codex, line by line. */
export class CodexLines implements LineReader {
  private readonly top = new ObjectFields(topNames);
  private readonly payload = new ObjectFields(payloadNames);
  private readonly times = new TimestampReader();
  private readonly session: CodexSession;
  private model: string;
  private previousTotal: string;
  private prompts: Prompt[];
  private marks: TranscriptMark[];
  private inReview: boolean;
  private turns: CodexTurns;
  private usage: UsageCollector;

  constructor(
    private readonly file: TranscriptFile,
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    state: unknown,
  ) {
    const saved = isCodexState(state) ? state : undefined;
    this.session = new CodexSession(file.name, saved?.session);
    this.model = saved?.model ?? '';
    this.previousTotal = saved?.previousTotal ?? '';
    this.prompts = [...(saved?.prompts ?? [])];
    this.marks = [...(saved?.marks ?? [])];
    this.inReview = saved?.inReview ?? false;
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
    if (type !== 'session_meta' && this.session.inherited(this.top.number(bytes, this.top.at.ordinal))) {
      return;
    }
    const at = this.time(bytes);
    if (isBelievable(at, this.rules, this.skip)) {
      this.record(type, bytes, at);
    }
  }

  part(): TranscriptPart | undefined {
    const about = this.session.about();
    if (!about) {
      return undefined;
    }
    // A file that ends with the copy of its parent's history has none of its own yet.
    const isCopy = this.session.isReplayed && !this.turns.isOpen;
    const turns = isCopy ? [] : this.turns.turns(this.session.id ?? about.externalId);
    return {
      source: this.file.name,
      agent: 'codex',
      ...about,
      turns: about.side ? [] : turns,
      activity: about.side ? normalized(turns.flatMap((turn) => turn.busy)) : [],
      prompts: isCopy ? [] : [...this.prompts],
      marks: isCopy ? [] : [...this.marks],
      usage: isCopy ? noUsage : this.usage.table(),
    };
  }

  state(): CodexState {
    const { session, model, previousTotal, prompts, marks, inReview, turns, usage } = this;
    return {
      session: session.state(),
      model,
      previousTotal,
      prompts,
      marks,
      inReview,
      turns: turns.state(),
      usage: usage.table(),
    };
  }

  private record(type: string, bytes: Buffer, at: number): void {
    if (this.session.seen(at) && !this.turns.isOpen) {
      this.forgetCopied();
    }
    if (type === 'response_item') {
      this.item(bytes, at);
      return;
    }
    if (type === 'compacted') {
      this.marks.push({ id: `${this.session.id ?? ''}@${at}`, at, kind: 'compaction' });
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
      this.session.meta(payload, at);
    } else if (type === 'turn_context') {
      this.model = text(payload['model']) ?? this.model;
      this.session.runsIn(text(payload['cwd']));
      this.turns.approvalPolicy(payload['approval_policy']);
    } else {
      this.event(payload, at, bytes);
    }
  }

  private event(payload: Readonly<Record<string, unknown>>, at: number, bytes: Buffer): void {
    switch (payload['type']) {
      case 'task_started':
      case 'turn_started':
        if (this.session.isReplayed) {
          this.forgetCopied();
        }
        this.turns.started(text(payload['turn_id']), at, this.session.isDriven);
        return;
      case 'task_complete':
      case 'turn_complete':
      case 'turn_aborted':
        if (payload['type'] === 'turn_aborted' && payload['reason'] === 'interrupted') {
          this.marks.push({
            id: `${text(payload['turn_id']) ?? this.session.id}@${at}`,
            at,
            kind: 'interruption',
          });
        }
        this.turns.ended(at, this.durationIn(payload), this.begunBefore(payload['turn_id']));
        return;
      case 'user_message':
        this.userMessage(text(payload['message']) ?? '', at);
        return;
      case 'entered_review_mode':
      case 'exited_review_mode':
        this.inReview = payload['type'] === 'entered_review_mode';
        return;
      case 'token_count':
        this.tokens(payload['info'], at, bytes);
        return;
      case 'exec_command_end':
        this.turns.ran(hashText(text(payload['call_id']) ?? ''), payload['duration']);
        return;
      case 'item_completed':
        this.completed(isRecord(payload['item']) ? payload['item'] : {}, at);
        return;
      default:
        this.turns.output(at);
    }
  }

  /** Since 0.147 what were events of their own are items of one. */
  private completed(item: Readonly<Record<string, unknown>>, at: number): void {
    switch (item['type']) {
      case 'UserMessage': {
        const texts = records(item['content']).map((part) => text(part['text']) ?? '');
        this.userMessage(texts.join(''), at);
        return;
      }
      case 'EnteredReviewMode':
      case 'ExitedReviewMode':
        this.inReview = item['type'] === 'EnteredReviewMode';
        return;
      case 'CommandExecution':
        this.turns.ran(hashText(text(item['id']) ?? ''), item['duration']);
    }
    this.turns.output(at);
  }

  private durationIn({ duration_ms: ms }: Readonly<Record<string, unknown>>): number | undefined {
    return typeof ms === 'number' && ms >= 0 && isBelievableDuration(ms, this.session.spanMs, this.skip)
      ? ms
      : undefined;
  }

  /** The turn that ends here, should it have begun in the thread's file before. */
  private begunBefore(turn: unknown): TurnBegunBefore | undefined {
    const { first, goesOn, isDriven } = this.session;
    const id = text(turn);
    return goesOn && first !== undefined && id !== undefined ? { id, isDriven, since: first } : undefined;
  }

  private userMessage(message: string, at: number): void {
    if (this.session.isDriven || this.inReview) {
      return;
    }
    const typed = codexPromptText(message);
    const hash = `${hashText(typed)}@`;
    const isRepeat = this.prompts.some((each) => each.id.startsWith(hash) && at - each.at < 100);
    if (typed !== '' && !isRepeat) {
      const id = `${hash}${at}`;
      this.prompts.push({ id, at, kind: 'typed', ...wordsOf(typed, this.rules) });
      this.turns.prompted(id, at);
    }
  }

  private tokens(info: unknown, at: number, bytes: Buffer): void {
    const total = totalOf(info);
    if (total !== '' && total === this.previousTotal) {
      return;
    }
    const written = bytes.toString(
      'latin1',
      this.top.start(this.top.at.timestamp),
      this.top.end(this.top.at.timestamp),
    );
    const usage = codexUsage(info, this.previousTotal);
    if (total !== '') {
      this.previousTotal = total;
    }
    if (usage) {
      const { input, output, cacheRead, cacheWrite } = usage;
      // A copied history has the same events: their time and counts say so.
      const message = hashText(`${written} ${input} ${output} ${cacheRead} ${cacheWrite}`);
      this.usage.add({ message, request: 0, at, model: this.model, side: false, ...usage });
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
    this.prompts = [];
    this.marks = [];
  }

  private time(bytes: Buffer): number {
    const start = this.top.start(this.top.at.timestamp);
    return start < 0
      ? Number.NaN
      : this.times.read(bytes, start + 1, this.top.end(this.top.at.timestamp) - 1);
  }
}

/** It comes from an index of our own, which is only read if it is whole and of this version. */
function isCodexState(state: unknown): state is CodexState {
  return isRecord(state) && 'previousTotal' in state && 'turns' in state;
}
