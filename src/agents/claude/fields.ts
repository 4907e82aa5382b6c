import type { Usage } from '../../core/transcript/usageTable';
import { hash53, hashText } from '../reading/hash';
import type { ProposingCall } from '../reading/proposalCalls';
import { parsedObject } from '../json/jsonValues';
import {
  closesObject,
  enough,
  isBlank,
  objectEnd,
  plainEnd,
  skimmedText,
  startsWith,
  valueEnd,
  walkArray,
  type PassValue,
  type WalkValue,
} from '../json/jsonSkim';
import { ObjectFields } from '../json/objectFields';
import { TimestampReader } from '../json/timestamp';
import { adviceType, claudeAdvice } from './advice';
import {
  attachmentNames,
  blockNames,
  cacheCreationNames,
  compactionNames,
  countNames,
  inputNames,
  messageNames,
  resultNames,
  topNames,
} from './names';
import { commandProposes, KnownTools } from './knownTools';

interface ToolCall {
  readonly id: number;
  readonly name: string;
  readonly limitMs: number | undefined;
  /** Whether it proposes a task to us, and how. */
  readonly proposes: ProposingCall | undefined;
}

const frequentTypes = ['assistant', 'user', 'progress', 'attachment', 'system'].map((type) => ({
  type,
  json: JSON.stringify(type),
}));

/** The relevant fields of a Claude Code record, found in one walk over its line. */
export class ClaudeFields {
  readonly top = new ObjectFields(topNames);
  readonly attachment = new ObjectFields(attachmentNames);
  /** Tool calls of an assistant record. */
  calls: ToolCall[] = [];
  /** Whether an assistant record contains text. */
  hasText = false;
  /** Hashes of the calls whose results are in a user record. */
  results: number[] = [];

  private readonly message = new ObjectFields(messageNames);
  private readonly block = new ObjectFields(blockNames);
  private readonly input = new ObjectFields(inputNames);
  private readonly result = new ObjectFields(resultNames);
  private readonly compaction = new ObjectFields(compactionNames);
  private readonly counts = new ObjectFields(countNames);
  private readonly cacheCreation = new ObjectFields(cacheCreationNames);
  private readonly times = new TimestampReader();
  /** By the hash of the name. */
  private readonly tools = new KnownTools();
  private model = '';

  private lineStart = 0;
  private cutShort: 'progress' | 'user' | 'other' | undefined;
  /** From where the line wasn't walked, among the fields of the record itself. */
  private cutAt = 0;

  /** @param isTimed whether that call's result may say how long it took */
  constructor(private readonly isTimed: (call: number) => boolean) {
    const orPast =
      (fields: { readonly read: WalkValue }): WalkValue =>
      (bytes, position, pass) =>
        bytes[position] === 0x7b ? fields.read(bytes, position, pass) : pass(bytes, position);
    this.top.descend('type', (bytes, position, pass) =>
      startsWith(bytes, position, '"file-history-')
        ? this.sayEnough('other', position)
        : pass(bytes, position),
    );
    this.top.descend('data', (bytes, position, pass) =>
      this.top.is(bytes, this.top.at.type, '"progress"')
        ? this.sayEnough('progress', position)
        : pass(bytes, position),
    );
    this.top.descend('toolUseResult', (bytes, position, pass) =>
      this.needsNoResult(bytes) ? this.sayEnough('user', position) : pass(bytes, position),
    );
    this.top.descend('message', orPast(this.message)).descend('attachment', orPast(this.attachment));
    this.message.descend('usage', orPast(this.counts));
    const readBlock: WalkValue = (bytes, position, pass) => this.readBlock(bytes, position, pass);
    this.message.descend('content', (bytes, position, pass) =>
      bytes[position] === 0x5b ? walkArray(bytes, position, readBlock, pass) : pass(bytes, position),
    );
    this.counts.descend('cache_creation', orPast(this.cacheCreation));
  }

  /** @returns false if [start, end), which was checked to be a whole object, isn't one of JSON. */
  read(bytes: Buffer, start: number, end: number): boolean {
    const after = this.walk(bytes, start, valueEnd);
    if (after === enough) {
      return closesObject(bytes, end);
    }
    return after > 0 && after <= end && isBlank(bytes, after, end);
  }

  /** The same without a check before. @returns false if [start, end) isn't plainly one whole object. */
  readPlain(bytes: Buffer, start: number, end: number): boolean {
    const after = this.walk(bytes, start, plainEnd);
    return (after === enough ? objectEnd(bytes, this.cutAt, end, 1) : after) === end;
  }

  private walk(bytes: Buffer, start: number, pass: PassValue): number {
    // Clearing an array costs more than checking it.
    if (this.calls.length > 0) {
      this.calls = [];
    }
    if (this.results.length > 0) {
      this.results = [];
    }
    this.hasText = false;
    this.message.clear();
    this.counts.clear();
    this.cacheCreation.clear();
    this.attachment.clear();
    this.cutShort = undefined;
    this.lineStart = start;
    return this.top.read(bytes, start, pass);
  }

  type(bytes: Buffer): string | undefined {
    const { top } = this;
    const slot = top.at.type;
    if (this.cutShort === 'other') {
      return 'file-history-snapshot';
    }
    // A known name needs no new string.
    for (const { json, type } of frequentTypes) {
      if (top.is(bytes, slot, json)) {
        return type;
      }
    }
    return top.string(bytes, slot);
  }

  /** @param end of the line */
  time(bytes: Buffer, end: number): number {
    if (this.cutShort === 'progress' && !this.top.has(this.top.at.timestamp)) {
      // After the data, which may be megabytes of a subagent's messages with their own times.
      const name = '"timestamp":"';
      const found = bytes.lastIndexOf(name, end);
      const time = found + name.length;
      return found < this.lineStart
        ? Number.NaN
        : this.times.read(bytes, time, valueEnd(bytes, time - 1) - 1);
    }
    const start = this.top.start(this.top.at.timestamp);
    return start < 0
      ? Number.NaN
      : this.times.read(bytes, start + 1, this.top.end(this.top.at.timestamp) - 1);
  }

  /** That field's text, or `known` if it is absent; unchanged text isn't decoded again. */
  changed(bytes: Buffer, name: 'gitBranch' | 'version' | 'cwd', known: string | null): string | null {
    const slot = this.top.at[name];
    const start = this.top.start(slot);
    if (start < 0) {
      return known;
    }
    const length = this.top.end(slot) - start - 2;
    if (known !== null && known.length === length && startsWith(bytes, start + 1, known)) {
      return known;
    }
    return this.top.string(bytes, slot) ?? known;
  }

  forkedFrom(bytes: Buffer): string | null {
    const start = this.top.start(this.top.at.forkedFrom);
    const plain = skimmedText(bytes, start, this.top.end(this.top.at.forkedFrom));
    const origin = plain ?? parsedObject(bytes, start, this.top.end(this.top.at.forkedFrom))?.['sessionId'];
    return typeof origin === 'string' && origin !== '' ? origin : null;
  }

  /** Tokens of an assistant record; undefined if the CLI made the message itself or nothing is counted. */
  usage(bytes: Buffer, at: number, side: boolean): Usage | undefined {
    const { message, counts, cacheCreation } = this;
    if (!message.has(message.at.usage) || this.isByProgram(bytes)) {
      return undefined;
    }
    const written = counts.count(bytes, counts.at.cache_creation_input_tokens);
    const nested =
      cacheCreation.count(bytes, cacheCreation.at.ephemeral_5m_input_tokens) +
      cacheCreation.count(bytes, cacheCreation.at.ephemeral_1h_input_tokens);
    return {
      message: this.hash(bytes, message, 'id') || this.ownHash(bytes),
      request: this.hash(bytes, this.top, 'requestId'),
      at,
      model: this.modelOf(bytes),
      side,
      input: counts.count(bytes, counts.at.input_tokens),
      output: counts.count(bytes, counts.at.output_tokens),
      cacheRead: counts.count(bytes, counts.at.cache_read_input_tokens),
      cacheWrite: written || nested,
    };
  }

  /** Calls to another model for advice, which the response's own counts leave out. */
  advice(bytes: Buffer, response: Usage): readonly Usage[] {
    const { counts } = this;
    const start = counts.start(counts.at.iterations);
    const end = counts.end(counts.at.iterations);
    return start >= 0 && bytes.subarray(start, end).includes(adviceType)
      ? claudeAdvice(bytes.toString('utf8', start, end), response)
      : [];
  }

  /** Whether Claude Code wrote the message itself. */
  isByProgram(bytes: Buffer): boolean {
    return this.message.is(bytes, this.message.at.model, '"<synthetic>"');
  }

  /** Whether it is the "no response requested" message that begins a reopened session. */
  isNoResponse(bytes: Buffer): boolean {
    const { content } = this.message.at;
    return (
      this.isByProgram(bytes) &&
      bytes
        .subarray(this.message.start(content), this.message.end(content))
        .includes('No response requested.')
    );
  }

  /** @returns undefined if nothing says so, as in old versions */
  endsAnswer(bytes: Buffer): boolean | undefined {
    const { message } = this;
    const reason = message.string(bytes, message.at.stop_reason);
    return reason === undefined ? undefined : reason !== 'tool_use' && reason !== 'pause_turn';
  }

  /** How long the model worked on a compaction. */
  compactedMs(bytes: Buffer): number {
    const start = this.top.start(this.top.at.compactMetadata);
    return start >= 0 && this.compaction.read(bytes, start) > 0
      ? this.compaction.count(bytes, this.compaction.at.durationMs)
      : 0;
  }

  /** How long the tools of a result say they took. */
  tookMs(bytes: Buffer): number | undefined {
    const start = this.top.start(this.top.at.toolUseResult);
    if (start < 0 || this.result.read(bytes, start) < 0) {
      return undefined;
    }
    const { result } = this;
    const ms = result.count(bytes, result.at.totalDurationMs) || result.count(bytes, result.at.durationMs);
    if (ms > 0) {
      return ms;
    }
    const seconds = result.number(bytes, result.at.durationSeconds);
    return seconds !== undefined && seconds >= 0 ? Math.round(seconds * 1_000) : undefined;
  }

  private sayEnough(kind: 'progress' | 'user' | 'other', position: number): number {
    this.cutShort = kind;
    this.cutAt = position;
    return enough;
  }

  /** Tool results are most of a history, and matter only if they may say how long the tool took. */
  private needsNoResult(bytes: Buffer): boolean {
    return (
      this.results.length > 0 &&
      this.top.has(this.top.at.timestamp) &&
      this.top.is(bytes, this.top.at.type, '"user"') &&
      !this.results.some((id) => this.isTimed(id))
    );
  }

  private readBlock(bytes: Buffer, position: number, pass: PassValue): number {
    const { block } = this;
    if (bytes[position] !== 0x7b) {
      return pass(bytes, position);
    }
    const end = block.read(bytes, position, pass);
    if (end < 0) {
      return -1;
    }
    if (block.is(bytes, block.at.type, '"tool_use"')) {
      const { name, isShell, isProposing } = this.tools.tool(
        this.hash(bytes, block, 'name'),
        () => block.string(bytes, block.at.name) ?? '',
      );
      const limit =
        isShell && this.input.read(bytes, block.start(block.at.input)) > 0
          ? this.input.count(bytes, this.input.at.timeout)
          : 0;
      const proposes = isShell
        ? commandProposes(bytes, block.start(block.at.input), block.end(block.at.input))
        : isProposing
          ? 'tool'
          : undefined;
      this.calls.push({ id: this.hash(bytes, block, 'id'), name, limitMs: limit || undefined, proposes });
    } else if (block.is(bytes, block.at.type, '"text"')) {
      this.hasText = true;
    } else if (block.is(bytes, block.at.type, '"tool_result"')) {
      this.results.push(this.hash(bytes, block, 'tool_use_id'));
    }
    return end;
  }

  private modelOf(bytes: Buffer): string {
    const start = this.message.start(this.message.at.model);
    if (start < 0 || bytes[start] !== 0x22) {
      return '';
    }
    const length = this.message.end(this.message.at.model) - start - 2;
    if (this.model.length !== length || !startsWith(bytes, start + 1, this.model)) {
      this.model = bytes.toString('utf8', start + 1, start + 1 + length);
    }
    return this.model;
  }

  /** Without an id two lines can't be known to be one response, so each counts. */
  private ownHash(bytes: Buffer): number {
    const { top } = this;
    const time = bytes.toString('latin1', top.start(top.at.timestamp), top.end(top.at.timestamp));
    const length = top.end(top.at.message) - top.start(top.at.message);
    const used = bytes.toString(
      'latin1',
      this.message.start(this.message.at.usage),
      this.message.end(this.message.at.usage),
    );
    // Nothing of what it says is kept, not even a hash.
    return hashText(`${time} ${length} ${used}`);
  }

  /** 0 if the field is absent, null or empty. */
  private hash<Name extends string>(bytes: Buffer, fields: ObjectFields<Name>, name: Name): number {
    const slot = fields.at[name];
    const start = fields.start(slot);
    const end = fields.end(slot);
    return start >= 0 && bytes[start] === 0x22 && end - start > 2 ? hash53(bytes, start, end) : 0;
  }
}
