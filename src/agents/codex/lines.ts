import { normalized } from '../../core/transcript/intervals';
import type { Prompt, TranscriptMark, TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import { noUsage, UsageCollector } from '../../core/transcript/usageTable';
import { isBelievable, isBelievableDuration } from '../reading/believable';
import { fieldNames } from '../json/fieldNames';
import { hashText } from '../reading/hash';
import { isBlank, plainEnd } from '../json/jsonSkim';
import { isRecord, parsedObject, records, text } from '../json/jsonValues';
import { ObjectFields } from '../json/objectFields';
import { wordsOf } from '../reading/promptWords';
import { TimestampReader } from '../json/timestamp';
import { longestPath, shortText } from '../json/shortText';
import { ProposalCalls } from '../reading/proposalCalls';
import type { LineReader, ReadingRules, Skip, TranscriptFile } from '../reading/transcriptReader';
import { CodexCompactions, type RecordedResponse } from './compactions';
import { CodexPayload } from './fields';
import { isCodexState, type CodexState } from './linesState';
import { codexPrompt } from './prompt';
import { ignoredTypes, readTypes } from './recordTypes';
import { CodexSession } from './session';
import { CodexTurns, type TurnBegunBefore } from './turns';
import { codexUsage, totalOf } from './usage';

const topNames = fieldNames(['timestamp', 'type', 'payload', 'ordinal']);

/** One rollout of Codex, line by line. */
export class CodexLines implements LineReader {
  private readonly top = new ObjectFields(topNames);
  private readonly payload = new CodexPayload();
  private readonly times = new TimestampReader();
  private readonly session: CodexSession;
  private model: string;
  private previousTotal: string;
  private prompts: Prompt[];
  private marks: TranscriptMark[];
  private inReview: boolean;
  private turns: CodexTurns;
  private compactions: CodexCompactions;
  private proposals: ProposalCalls;
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
    this.compactions = new CodexCompactions(saved?.compactions);
    this.proposals = new ProposalCalls(saved?.proposals);
    this.usage = new UsageCollector(saved?.usage);
    this.top.descend('payload', (bytes, position, pass) =>
      bytes[position] === 0x7b ? this.payload.read(bytes, position, pass) : pass(bytes, position),
    );
  }

  line(bytes: Buffer, start: number, end: number): void {
    this.payload.clear();
    const after = this.top.read(bytes, start);
    if (after < 0 || after > end || !isBlank(bytes, after, end)) {
      this.skip('malformed line');
      return;
    }
    this.take(bytes);
  }

  plainLine(bytes: Buffer, start: number, end: number): boolean {
    this.payload.clear();
    if (this.top.read(bytes, start, plainEnd) !== end) {
      return false;
    }
    this.take(bytes);
    return true;
  }

  private take(bytes: Buffer): void {
    const type = this.top.string(bytes, this.top.at.type) ?? '';
    if (!readTypes.has(type)) {
      if (!ignoredTypes.has(type)) {
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
    // A file that ends within the copy of its parent's history has none of its own yet.
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
      ...(isCopy ? {} : this.proposals.ofPart()),
      usage: isCopy ? noUsage : this.usage.table(),
      live: isCopy ? undefined : this.turns.live(),
    };
  }

  state(): CodexState {
    const { session, model, previousTotal, prompts, marks, inReview, turns, compactions, proposals, usage } =
      this;
    return {
      session: session.state(),
      model,
      previousTotal,
      prompts,
      marks,
      inReview,
      turns: turns.state(),
      compactions: compactions.state(),
      proposals: proposals.state(),
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
      this.compactionUsed(this.compactions.compacted(this.payload.compactionResponse(bytes)));
      return;
    }
    const payload = parsedObject(
      bytes,
      this.top.start(this.top.at.payload),
      this.top.end(this.top.at.payload),
    );
    if (!payload) {
      this.skip('malformed line');
    } else if (type === 'token_usage_record') {
      this.compactionUsed(this.compactions.recorded(payload, at, this.model));
    } else if (type === 'session_meta') {
      this.session.meta(payload, at);
    } else if (type === 'turn_context') {
      this.model = shortText(payload['model']) ?? this.model;
      this.session.runsIn(shortText(payload['cwd'], longestPath));
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
        this.turns.started(shortText(payload['turn_id']), at, this.session.isDriven);
        return;
      case 'task_complete':
      case 'turn_complete':
      case 'turn_aborted':
        if (payload['type'] === 'turn_aborted' && payload['reason'] === 'interrupted') {
          this.marks.push({
            id: `${shortText(payload['turn_id']) ?? this.session.id}@${at}`,
            at,
            kind: 'interruption',
          });
        }
        this.turns.ended(at, this.durationIn(payload), this.begunBefore(payload['turn_id']));
        return;
      case 'user_message':
        this.userMessage(
          text(payload['message']) ?? '',
          hasItems(payload['images']) || hasItems(payload['local_images']),
          at,
        );
        return;
      case 'entered_review_mode':
      case 'exited_review_mode':
        this.inReview = payload['type'] === 'entered_review_mode';
        return;
      case 'token_count':
        this.tokens(payload['info'], at, bytes);
        return;
      case 'exec_command_end':
      case 'mcp_tool_call_end':
        this.turns.ran(hashText(text(payload['call_id']) ?? ''), payload['duration']);
        this.turns.output(at);
        return;
      case 'item_completed':
        this.completed(isRecord(payload['item']) ? payload['item'] : {}, at);
        return;
      default:
        this.turns.output(at);
    }
  }

  /** Since 0.147 these are items of one event instead of events of their own. */
  private completed(item: Readonly<Record<string, unknown>>, at: number): void {
    switch (item['type']) {
      case 'UserMessage': {
        const parts = records(item['content']);
        const texts = parts.map((part) => text(part['text']) ?? '');
        this.userMessage(texts.join(''), parts.some(isPicture), at);
        return;
      }
      case 'EnteredReviewMode':
      case 'ExitedReviewMode':
        this.inReview = item['type'] === 'EnteredReviewMode';
        return;
      case 'CommandExecution':
      case 'McpToolCall':
        this.turns.ran(hashText(text(item['id']) ?? ''), item['duration']);
    }
    this.turns.output(at);
  }

  private durationIn({ duration_ms: ms }: Readonly<Record<string, unknown>>): number | undefined {
    return typeof ms === 'number' && ms >= 0 && isBelievableDuration(ms, this.session.spanMs, this.skip)
      ? ms
      : undefined;
  }

  /** The turn that ends here, if it may have begun in the thread's previous file. */
  private begunBefore(turn: unknown): TurnBegunBefore | undefined {
    const { first, goesOn, isDriven } = this.session;
    const id = shortText(turn);
    return goesOn && first !== undefined && id !== undefined ? { id, isDriven, since: first } : undefined;
  }

  private userMessage(message: string, hasPicture: boolean, at: number): void {
    if (this.session.isDriven || this.inReview) {
      return;
    }
    const prompt = codexPrompt(message);
    const typed = prompt.by === 'person' ? prompt.words : '';
    // A hash would let the words be guessed; length and time identify a prompt well enough.
    const id = `${typed.length}@${at}`;
    if (prompt.by === 'nobody') {
      this.turns.prompted(`system ${id}`, at, 'system');
    } else if ((typed !== '' || hasPicture) && !this.isRepeat(typed.length, at)) {
      this.prompts.push({ id, at, kind: 'typed', ...wordsOf(typed, this.rules) });
      this.turns.prompted(id, at, 'person');
    }
  }

  /** Codex writes some messages twice at once. */
  private isRepeat(length: number, at: number): boolean {
    const last = this.prompts.at(-1);
    return last !== undefined && last.length === length && Math.abs(at - last.at) < 100;
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
    if (usage && !this.compactions.counted(usage)) {
      const { input, output, cacheRead, cacheWrite } = usage;
      // A copied history repeats events; their time and counts identify them.
      const message = hashText(`${written} ${input} ${output} ${cacheRead} ${cacheWrite}`);
      this.usage.add({ message, request: 0, at, model: this.model, side: false, ...usage });
    }
  }

  private compactionUsed(response: RecordedResponse | undefined): void {
    if (response) {
      const { id, ...usage } = response;
      this.usage.add({ message: hashText(`codex response ${id}`), request: 0, side: false, ...usage });
    }
  }

  /** Calls and their results: what lies between may have been the user's time. */
  private item(bytes: Buffer, at: number): void {
    const item = this.payload.item(bytes);
    if (item.kind === 'call') {
      this.turns.called(item.call, at);
      this.proposals.called(item.call.id, item.call.proposes);
    } else if (item.kind === 'result') {
      this.turns.result(item.call, at, item.text);
      if (this.proposals.awaits(item.call)) {
        this.proposals.result(item.call, at, item.whole());
      }
    } else {
      this.turns.output(at);
    }
  }

  private forgetCopied(): void {
    this.turns = new CodexTurns({ ...this.turns.state(), closed: [], open: null });
    this.compactions = new CodexCompactions();
    this.proposals = new ProposalCalls();
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

function hasItems(list: unknown): boolean {
  return Array.isArray(list) && list.length > 0;
}

function isPicture({ type }: Readonly<Record<string, unknown>>): boolean {
  return type === 'image' || type === 'local_image';
}
