import type { Usage } from '../../core/transcript/usageTable';
import { hash53, hashText } from '../hash';
import { enough, fieldText, ObjectFields, parsedObject, utf8Of, valueEnd, walkArray } from '../jsonSkim';
import { TimestampReader } from '../timestamp';

interface ToolCall {
  readonly id: number;
  readonly name: string;
  readonly limitMs: number | undefined;
}

const topNames = [
  'type',
  'subtype',
  'timestamp',
  'sessionId',
  'cwd',
  'version',
  'gitBranch',
  'entrypoint',
  'isSidechain',
  'agentId',
  'forkedFrom',
  'requestId',
  'permissionMode',
  'toolUseResult',
  'message',
  'attachment',
  'data',
  'uuid',
  'durationMs',
  'pendingBackgroundAgentCount',
  'pendingWorkflowCount',
] as const;
const resultStart = '[{"tool_use_id":"';
const timeStart = '","timestamp":"';
const uuidLength = 36;
const frequentTypes = ['assistant', 'user', 'progress', 'attachment', 'system'].map((type) => ({
  type,
  json: JSON.stringify(type),
}));

/** The fields of a Claude Code record that matter, found in one walk over its line. */
export class ClaudeFields {
  readonly top = new ObjectFields(topNames);
  readonly attachment = new ObjectFields(['type']);
  /** Tool calls of an assistant record. */
  calls: ToolCall[] = [];
  /** Hashes of the calls whose results a user record brings. */
  results: number[] = [];

  private readonly message = new ObjectFields(['id', 'model', 'content', 'usage']);
  private readonly block = new ObjectFields(['type', 'id', 'name', 'input', 'tool_use_id']);
  private readonly input = new ObjectFields(['timeout']);
  private readonly result = new ObjectFields(['durationMs', 'durationSeconds', 'totalDurationMs']);
  private readonly counts = new ObjectFields([
    'input_tokens',
    'output_tokens',
    'cache_read_input_tokens',
    'cache_creation_input_tokens',
    'cache_creation',
  ]);
  private readonly cacheCreation = new ObjectFields([
    'ephemeral_5m_input_tokens',
    'ephemeral_1h_input_tokens',
  ]);
  private readonly times = new TimestampReader();
  private readonly names = new Map<number, string>();
  private model = '';

  private timeAt = 0;
  private lineEnd = 0;
  private cutShort: 'progress' | 'user' | 'other' | undefined;

  /** @param isTimed whether that call's result is wanted for how long it took */
  constructor(private readonly isTimed: (call: number) => boolean) {
    const orPast =
      (fields: { read(text: string, position: number): number }) =>
      (text: string, position: number): number =>
        text.charCodeAt(position) === 0x7b ? fields.read(text, position) : valueEnd(text, position);
    this.top.descend('type', (text, position) =>
      text.startsWith('"file-history-', position) ? this.sayEnough('other') : valueEnd(text, position),
    );
    this.top.descend('data', (text, position) =>
      this.top.is(text, this.top.at.type, '"progress"')
        ? this.sayEnough('progress')
        : valueEnd(text, position),
    );
    this.top.descend('toolUseResult', (text, position) =>
      this.needsNoResult(text) ? this.sayEnough('user') : valueEnd(text, position),
    );
    this.top.descend('message', orPast(this.message)).descend('attachment', orPast(this.attachment));
    this.message.descend('usage', orPast(this.counts));
    this.message.descend('content', (text, position) =>
      text.charCodeAt(position) === 0x5b
        ? this.passLoneResult(text, position) ||
          walkArray(text, position, (within, at) => this.readBlock(within, at))
        : valueEnd(text, position),
    );
    this.counts.descend('cache_creation', orPast(this.cacheCreation));
  }

  /** @returns false if [start, end) isn't one JSON object. */
  read(text: string, start: number, end: number): boolean {
    // Emptying an array costs more than a look at it.
    if (this.calls.length > 0) {
      this.calls = [];
    }
    if (this.results.length > 0) {
      this.results = [];
    }
    this.message.clear();
    this.counts.clear();
    this.cacheCreation.clear();
    this.attachment.clear();
    this.cutShort = undefined;
    this.timeAt = 0;
    this.lineEnd = end;
    const after = this.top.read(text, start);
    if (after === enough) {
      return isClosed(text, end);
    }
    return after > 0 && after <= end && (after === end || text.slice(after, end).trim() === '');
  }

  type(text: string): string | undefined {
    const { top } = this;
    const slot = top.at.type;
    if (this.cutShort === 'other') {
      return 'file-history-snapshot';
    }
    // A known name costs no text of its own.
    for (const { json, type } of frequentTypes) {
      if (top.is(text, slot, json)) {
        return type;
      }
    }
    return top.string(text, slot);
  }

  /** @param end of the line */
  time(text: string, end: number): number {
    if (this.cutShort === 'progress' && !this.top.has(this.top.at.timestamp)) {
      // Behind the data, which may be megabytes of a subagent's messages with times of their own.
      const name = '"timestamp":"';
      const found = text.lastIndexOf(name, end) + name.length;
      return this.times.read(text, found, text.indexOf('"', found));
    }
    if (this.timeAt > 0) {
      return this.times.read(text, this.timeAt, text.indexOf('"', this.timeAt));
    }
    const start = this.top.start(this.top.at.timestamp);
    return start < 0 ? Number.NaN : this.times.read(text, start + 1, this.top.end(this.top.at.timestamp) - 1);
  }

  /** That field's text, or `known` where it is absent; what hasn't changed is not read again. */
  changed(text: string, name: 'gitBranch' | 'version', known: string | null): string | null {
    const slot = this.top.at[name];
    const start = this.top.start(slot);
    if (start < 0) {
      return known;
    }
    const length = this.top.end(slot) - start - 2;
    if (known !== null && known.length === length && text.startsWith(known, start + 1)) {
      return known;
    }
    return this.top.string(text, slot) ?? known;
  }

  forkedFrom(text: string): string | null {
    const start = this.top.start(this.top.at.forkedFrom);
    const plain = fieldText(text, start, this.top.end(this.top.at.forkedFrom));
    const origin = plain ?? parsedObject(text, start, this.top.end(this.top.at.forkedFrom))?.['sessionId'];
    return typeof origin === 'string' && origin !== '' ? origin : null;
  }

  /** Tokens of an assistant record; undefined where the CLI made the message itself or nothing is counted. */
  usage(text: string, at: number, side: boolean): Usage | undefined {
    const { message, counts, cacheCreation } = this;
    if (!message.has(message.at.usage) || message.is(text, message.at.model, '"<synthetic>"')) {
      return undefined;
    }
    const written = counts.count(text, counts.at.cache_creation_input_tokens);
    const nested =
      cacheCreation.count(text, cacheCreation.at.ephemeral_5m_input_tokens) +
      cacheCreation.count(text, cacheCreation.at.ephemeral_1h_input_tokens);
    const usage = {
      request: this.hash(text, this.top, 'requestId'),
      at,
      model: this.modelOf(text),
      side,
      input: counts.count(text, counts.at.input_tokens),
      output: counts.count(text, counts.at.output_tokens),
      cacheRead: counts.count(text, counts.at.cache_read_input_tokens),
      cacheWrite: written || nested,
    };
    return { message: this.hash(text, message, 'id') || this.ownHash(text), ...usage };
  }

  /** How long the tools of a result say they took. */
  tookMs(text: string): number | undefined {
    const start = this.top.start(this.top.at.toolUseResult);
    if (start < 0 || this.result.read(text, start) < 0) {
      return undefined;
    }
    const { result } = this;
    const ms = result.count(text, result.at.totalDurationMs) || result.count(text, result.at.durationMs);
    if (ms > 0) {
      return ms;
    }
    const seconds = result.has(result.at.durationSeconds)
      ? Number(text.slice(result.start(result.at.durationSeconds), result.end(result.at.durationSeconds)))
      : Number.NaN;
    return seconds >= 0 ? Math.round(seconds * 1_000) : undefined;
  }

  private sayEnough(kind: 'progress' | 'user' | 'other'): number {
    this.cutShort = kind;
    return enough;
  }

  /** What a tool returned is most of a history; it matters only where it may say how long the tool took. */
  private needsNoResult(text: string): boolean {
    return (
      this.results.length > 0 &&
      this.top.has(this.top.at.timestamp) &&
      this.top.is(text, this.top.at.type, '"user"') &&
      !this.results.some((id) => this.isTimed(id))
    );
  }

  /**
   * A single result of a tool, which is what most of a history is made of, needn't be walked: a quote within a string
   * is always escaped, so the record's own time behind it is found by a plain search.
   *
   * @returns 0 if it has to be walked after all.
   */
  private passLoneResult(text: string, position: number): number {
    const { top } = this;
    const isMain = top.is(text, top.at.type, '"user"') && top.is(text, top.at.isSidechain, 'false');
    if (!isMain || !text.startsWith(resultStart, position)) {
      return 0;
    }
    const id = position + resultStart.length;
    const idEnd = text.indexOf('"', id);
    const time = text.indexOf(timeStart, idEnd);
    const isWhole =
      time > 0 &&
      time < this.lineEnd &&
      text.startsWith('","type":"tool_result",', idEnd) &&
      text.startsWith('}]},"uuid":"', time - uuidLength - 12) &&
      !text.slice(idEnd, time).includes('"tool_use_id":"');
    const call = hash53(text, id - 1, idEnd + 1);
    if (!isWhole || this.isTimed(call)) {
      return 0;
    }
    this.results.push(call);
    this.timeAt = time + timeStart.length;
    return this.sayEnough('user');
  }

  private readBlock(text: string, position: number): number {
    const { block } = this;
    if (text.charCodeAt(position) !== 0x7b) {
      return valueEnd(text, position);
    }
    const end = block.read(text, position);
    if (end < 0) {
      return -1;
    }
    if (block.is(text, block.at.type, '"tool_use"')) {
      const name = this.nameOf(text);
      const limit =
        name === 'Bash' && this.input.read(text, block.start(block.at.input)) > 0
          ? this.input.count(text, this.input.at.timeout)
          : 0;
      this.calls.push({ id: this.hash(text, block, 'id'), name, limitMs: limit || undefined });
    } else if (block.is(text, block.at.type, '"tool_result"')) {
      this.results.push(this.hash(text, block, 'tool_use_id'));
    }
    return end;
  }

  private nameOf(text: string): string {
    const key = this.hash(text, this.block, 'name');
    const known = this.names.get(key);
    if (known !== undefined) {
      return known;
    }
    const name = this.block.string(text, this.block.at.name) ?? '';
    this.names.set(key, name);
    return name;
  }

  private modelOf(text: string): string {
    const start = this.message.start(this.message.at.model);
    if (start < 0 || text.charCodeAt(start) !== 0x22) {
      return '';
    }
    const length = this.message.end(this.message.at.model) - start - 2;
    if (this.model.length !== length || !text.startsWith(this.model, start + 1)) {
      this.model = utf8Of(text.slice(start + 1, start + 1 + length));
    }
    return this.model;
  }

  /** Without an id nothing says that two lines are one response: each counts. */
  private ownHash(text: string): number {
    const time = text.slice(this.top.start(this.top.at.timestamp), this.top.end(this.top.at.timestamp));
    return hashText(
      time + text.slice(this.top.start(this.top.at.message), this.top.end(this.top.at.message)),
    );
  }

  /** 0 where the field is absent, null or empty. */
  private hash<Name extends string>(text: string, fields: ObjectFields<Name>, name: Name): number {
    const slot = fields.at[name];
    const start = fields.start(slot);
    const end = fields.end(slot);
    return start >= 0 && text.charCodeAt(start) === 0x22 && end - start > 2 ? hash53(text, start, end) : 0;
  }
}

function isClosed(text: string, end: number): boolean {
  let at = end - 1;
  while (text.charCodeAt(at) <= 0x20) {
    at -= 1;
  }
  return text.charCodeAt(at) === 0x7d;
}
