import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { gapLimitsMs } from '../core/transcript/cappedGaps';
import { isRecord } from './jsonValues';

/** What the last records of a transcript say of the turn they are in. */
export interface LiveTurn {
  readonly state: 'busy' | 'waiting' | 'idle';
  /** Time of the last record that tells. */
  readonly since: number;
  /** Silence beyond this means that it waits for its person. */
  readonly until: number;
}

type Json = Readonly<Record<string, unknown>>;
type Told = Pick<LiveTurn, 'state'> & { readonly limitMs: number };

const tailBytes = 128 * 1024;

/** Answers without a reason to stop are either not over or of an old version, which never wrote one. */
const unfinishedMs = 10_000;

const instant = new Set(
  'Edit Write MultiEdit NotebookEdit Read Glob Grep LS TodoWrite ToolSearch SendMessage'.split(' '),
);
const questions = new Set(['AskUserQuestion', 'ExitPlanMode']);

/**
 * Reads the end of a transcript for what its agent does right now. @returns undefined where it doesn't tell.
 * @param agent one whose transcripts are lines
 */
export function liveTurn(agent: string, path: string): LiveTurn | undefined {
  const judge = agent === 'claude' ? claudeTold : agent === 'codex' ? codexTold : undefined;
  if (!judge) {
    return undefined;
  }
  for (const line of lastLines(path)) {
    const record = parsed(line);
    const told = record && judge(record);
    const since = record && timeOf(record['timestamp']);
    if (told && since !== undefined) {
      return { state: told.state, since, until: since + told.limitMs };
    }
  }
  return undefined;
}

const idle: Told = { state: 'idle', limitMs: 0 };
const generating: Told = { state: 'busy', limitMs: gapLimitsMs.generating };

function claudeTold(record: Json): Told | undefined {
  const { message } = record;
  if (record['isSidechain'] === true || record['isMeta'] === true || record['isCompactSummary'] === true) {
    return undefined;
  }
  if (record['type'] === 'system') {
    const { subtype } = record;
    return subtype === 'turn_duration' || subtype === 'stop_hook_summary'
      ? idle
      : subtype === 'compact_boundary'
        ? generating
        : undefined;
  }
  if (!isRecord(message)) {
    return undefined;
  }
  const blocks = Array.isArray(message['content']) ? message['content'].filter(isRecord) : [];
  if (record['type'] === 'assistant') {
    const tools = blocks.filter(({ type }) => type === 'tool_use').map(({ name }) => String(name));
    if (tools.length > 0) {
      return tools.some((name) => questions.has(name))
        ? { state: 'waiting', limitMs: 0 }
        : { state: 'busy', limitMs: Math.max(...tools.map(limitOf)) };
    }
    return typeof message['stop_reason'] === 'string' || record['isApiErrorMessage'] === true
      ? idle
      : { state: 'busy', limitMs: unfinishedMs };
  }
  if (record['type'] !== 'user') {
    return undefined;
  }
  const text = typeof message['content'] === 'string' ? message['content'] : textOf(blocks[0]?.['text']);
  if (text.startsWith('[Request interrupted by user')) {
    return idle;
  }
  return /^<(command-|local-command|bash-)/.test(text) ? undefined : generating;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function limitOf(tool: string): number {
  if (instant.has(tool) || tool.startsWith('Task') || tool.startsWith('Agent')) {
    return tool === 'Task' || tool === 'Agent' ? gapLimitsMs.agent : gapLimitsMs.instant;
  }
  return tool === 'Bash' ? gapLimitsMs.shell : gapLimitsMs.other;
}

function codexTold({ type, payload }: Json): Told | undefined {
  if (!isRecord(payload) || (type !== 'event_msg' && type !== 'response_item')) {
    return undefined;
  }
  switch (payload['type']) {
    case 'task_complete':
    case 'turn_complete':
    case 'turn_aborted':
      return idle;
    case 'task_started':
    case 'turn_started':
    case 'user_message':
    case 'agent_message':
    case 'agent_reasoning':
    case 'item_completed':
    case 'reasoning':
    case 'function_call_output':
    case 'custom_tool_call_output':
      return generating;
    case 'function_call':
    case 'custom_tool_call':
    case 'local_shell_call':
    case 'exec_command_begin':
      return { state: 'busy', limitMs: gapLimitsMs.other };
    default:
      return undefined;
  }
}

/** Complete lines at the end of a file, the last first. */
function lastLines(path: string): string[] {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(descriptor);
    const start = Math.max(0, size - tailBytes);
    const bytes = Buffer.alloc(size - start);
    const text = bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, start));
    const lines = text.split('\n');
    // What follows the last line break is not complete; what precedes the first may be cut.
    return lines.slice(start > 0 ? 1 : 0, -1).toReversed();
  } catch {
    return [];
  } finally {
    closeSync(descriptor);
  }
}

function parsed(line: string): Json | undefined {
  try {
    const record: unknown = JSON.parse(line);
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(time) ? time : undefined;
}
