import type { Usage } from '../../core/transcript/usageTable';
import { hash53, hashText } from '../hash';
import { fieldText, ObjectFields, parsedObject, utf8Of, valueEnd, walkArray } from '../jsonSkim';
import { TimestampReader } from '../timestamp';

interface ToolCall {
  readonly id: number;
  readonly name: string;
  readonly limitMs: number | undefined;
}

/** The fields of a Claude Code record that matter, found in one walk over its line. */
export class ClaudeFields {
  readonly top = new ObjectFields([
    ...['type', 'subtype', 'timestamp', 'sessionId', 'cwd', 'version', 'gitBranch', 'entrypoint'],
    ...['isSidechain', 'agentId', 'forkedFrom', 'requestId', 'permissionMode', 'toolUseResult', 'message'],
    'attachment',
  ]);
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
    ...['input_tokens', 'output_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens'],
    'cache_creation',
  ]);
  private readonly cacheCreation = new ObjectFields([
    'ephemeral_5m_input_tokens',
    'ephemeral_1h_input_tokens',
  ]);
  private readonly times = new TimestampReader();
  private readonly names = new Map<number, string>();
  private model = '';

  constructor() {
    const orPast =
      (fields: { read(text: string, position: number): number }) =>
      (text: string, position: number): number =>
        text.charCodeAt(position) === 0x7b ? fields.read(text, position) : valueEnd(text, position);
    this.top.descend('message', orPast(this.message)).descend('attachment', orPast(this.attachment));
    this.message.descend('usage', orPast(this.counts));
    this.message.descend('content', (text, position) =>
      text.charCodeAt(position) === 0x5b
        ? walkArray(text, position, (within, at) => this.readBlock(within, at))
        : valueEnd(text, position),
    );
    this.counts.descend('cache_creation', orPast(this.cacheCreation));
  }

  /** @returns false if [start, end) isn't one JSON object. */
  read(text: string, start: number, end: number): boolean {
    this.calls = [];
    this.results = [];
    this.message.clear();
    this.counts.clear();
    this.cacheCreation.clear();
    this.attachment.clear();
    const after = this.top.read(text, start);
    return after > 0 && after <= end && text.slice(after, end).trim() === '';
  }

  type(text: string): string | undefined {
    for (const type of ['assistant', 'user', 'attachment', 'progress', 'system'] as const) {
      if (this.top.is(text, 'type', `"${type}"`)) {
        return type;
      }
    }
    return this.top.string(text, 'type');
  }

  time(text: string): number {
    const start = this.top.start('timestamp');
    return start < 0 ? Number.NaN : this.times.read(text, start + 1, this.top.end('timestamp') - 1);
  }

  /** That field's text, or `known` where it is absent; what hasn't changed is not read again. */
  changed(text: string, name: 'gitBranch' | 'version', known: string | null): string | null {
    const start = this.top.start(name);
    if (start < 0) {
      return known;
    }
    const length = this.top.end(name) - start - 2;
    if (known !== null && known.length === length && text.startsWith(known, start + 1)) {
      return known;
    }
    return this.top.string(text, name) ?? known;
  }

  forkedFrom(text: string): string | null {
    const start = this.top.start('forkedFrom');
    const plain = fieldText(text, start, this.top.end('forkedFrom'));
    const origin = plain ?? parsedObject(text, start, this.top.end('forkedFrom'))?.['sessionId'];
    return typeof origin === 'string' && origin !== '' ? origin : null;
  }

  /** Tokens of an assistant record; undefined where the CLI made the message itself or nothing is counted. */
  usage(text: string, at: number, side: boolean): Usage | undefined {
    const { message, counts, cacheCreation } = this;
    if (!message.has('usage') || message.is(text, 'model', '"<synthetic>"')) {
      return undefined;
    }
    const written = counts.count(text, 'cache_creation_input_tokens');
    const nested =
      cacheCreation.count(text, 'ephemeral_5m_input_tokens') +
      cacheCreation.count(text, 'ephemeral_1h_input_tokens');
    const usage = {
      request: this.hash(text, this.top, 'requestId'),
      at,
      model: this.modelOf(text),
      side,
      input: counts.count(text, 'input_tokens'),
      output: counts.count(text, 'output_tokens'),
      cacheRead: counts.count(text, 'cache_read_input_tokens'),
      cacheWrite: written || nested,
    };
    return { message: this.hash(text, message, 'id') || this.ownHash(text), ...usage };
  }

  /** How long the tools of a result say they took. */
  tookMs(text: string): number | undefined {
    const start = this.top.start('toolUseResult');
    if (start < 0 || this.result.read(text, start) < 0) {
      return undefined;
    }
    const { result } = this;
    const ms = result.count(text, 'totalDurationMs') || result.count(text, 'durationMs');
    if (ms > 0) {
      return ms;
    }
    const seconds = result.has('durationSeconds')
      ? Number(text.slice(result.start('durationSeconds'), result.end('durationSeconds')))
      : Number.NaN;
    return seconds >= 0 ? Math.round(seconds * 1_000) : undefined;
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
    if (block.is(text, 'type', '"tool_use"')) {
      const name = this.nameOf(text);
      const limit =
        name === 'Bash' && this.input.read(text, block.start('input')) > 0
          ? this.input.count(text, 'timeout')
          : 0;
      this.calls.push({ id: this.hash(text, block, 'id'), name, limitMs: limit || undefined });
    } else if (block.is(text, 'type', '"tool_result"')) {
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
    const name = this.block.string(text, 'name') ?? '';
    this.names.set(key, name);
    return name;
  }

  private modelOf(text: string): string {
    const start = this.message.start('model');
    if (start < 0 || text.charCodeAt(start) !== 0x22) {
      return '';
    }
    const length = this.message.end('model') - start - 2;
    if (this.model.length !== length || !text.startsWith(this.model, start + 1)) {
      this.model = utf8Of(text.slice(start + 1, start + 1 + length));
    }
    return this.model;
  }

  /** Without an id nothing says that two lines are one response: each counts. */
  private ownHash(text: string): number {
    const time = text.slice(this.top.start('timestamp'), this.top.end('timestamp'));
    return hashText(time + text.slice(this.top.start('message'), this.top.end('message')));
  }

  /** 0 where the field is absent, null or empty. */
  private hash<Name extends string>(text: string, fields: ObjectFields<Name>, name: Name): number {
    const start = fields.start(name);
    const end = fields.end(name);
    return start >= 0 && text.charCodeAt(start) === 0x22 && end - start > 2 ? hash53(text, start, end) : 0;
  }
}
