import type { PromptKind } from '../../core/transcript/parts/transcriptPart';
import { isRecord, parsedJson } from '../json/jsonValues';
import { isLocal, recordedCommand, startsTurn, typedCommand, type ClaudeCommand } from './commands';
import { isRunByCopilot } from './session';
import { messageWords, typedWords } from './words';

/** What a user record without tool results is. Most aren't typed by anybody. */
export type ClaudeUserRecord =
  | {
      readonly kind: 'prompt';
      readonly prompt: PromptKind;
      readonly text: string;
      readonly startsTurn: boolean;
    }
  /** Starts a turn that nobody typed: a notification, a message of another agent, a schedule, an approved plan. */
  | { readonly kind: 'trigger' }
  /** The session was reopened, so whatever was going on before has ended. */
  | { readonly kind: 'resumption' }
  /** A hook kept the model from stopping. */
  | { readonly kind: 'sent on' }
  | { readonly kind: 'interruption'; readonly of: 'writing' | 'tool' }
  | { readonly kind: 'other' };

const sentOn = 'Stop hook feedback:';
const resumption = 'Continue from where you left off.';
const warmUp = 'Warmup';
const notTyped = [
  '<local-command-caveat>',
  '<local-command-stdout>',
  '<local-command-stderr>',
  '<bash-stdout>',
  '<bash-stderr>',
  'Caveat: The messages below',
  'This session is being continued from a previous conversation',
  'Operation stopped by hook:',
  'Base directory for this skill:',
  '[Image: source:',
];
const triggers = [
  'Implement the following plan:',
  '[Subagent hand-back]',
  '[Subagent report]',
  'Your claude.ai usage limit has reset',
  'Goal check-in:',
];
/** A goal set while the agent worked reaches it in the program's words. */
const goalSet = /^Goal set:\s*/;
const banner = /^Another Claude session sent a message(?: while you were working)?:?\s*/;
/** The elements in which agents and programs send each other messages. */
const message =
  /^<(?!command-|local-)(?:channel|[a-z]+(?:[-_][a-z]+)*[-_](?:message|notification|event))[\s>]/;
const disqualifying = [
  'isCompactSummary',
  'isSidechain',
  'isVisibleInTranscriptOnly',
  'isVirtual',
  'textNotTyped',
  'handedOff',
];

type Json = Readonly<Record<string, unknown>>;

export function claudeUserRecord(record: Json): ClaudeUserRecord {
  const { text, hasAttachment } = messageWords(
    isRecord(record['message']) ? record['message']['content'] : undefined,
  );
  const origin = originKind(record);
  if (text.startsWith('[Request interrupted')) {
    return { kind: 'interruption', of: text.includes('for tool use') ? 'tool' : 'writing' };
  }
  if (record['scheduledTaskId'] || record['wakeupSource'] || record['planContent']) {
    return { kind: 'trigger' };
  }
  if (disqualifying.some((name) => record[name])) {
    return { kind: 'other' };
  }
  if (text.startsWith(resumption) && origin !== 'human') {
    return { kind: record['isMeta'] ? 'resumption' : 'other' };
  }
  if (text.startsWith(sentOn)) {
    return { kind: 'sent on' };
  }
  if (isOfProgram(text)) {
    return { kind: 'other' };
  }
  if (isSentByAgent(text, origin)) {
    return { kind: 'trigger' };
  }
  if (record['isMeta']) {
    return isFromElsewhere(record) ? { kind: 'trigger' } : { kind: 'other' };
  }
  return isFromProgram(record) ? { kind: 'trigger' } : typed(text, hasAttachment, origin);
}

/** A prompt typed while the agent worked, which it picks up without starting a turn. */
export function claudeQueuedPrompt(record: Json): Extract<ClaudeUserRecord, { kind: 'prompt' }> | undefined {
  const attachment = isRecord(record['attachment']) ? record['attachment'] : {};
  const mode = attachment['commandMode'];
  const origin = originKind(attachment) ?? originKind(record);
  const isQueued =
    (mode === undefined || mode === 'prompt' || mode === 'bash') &&
    (origin ?? 'human') === 'human' &&
    ![...disqualifying, 'isMeta'].some((name) => record[name] || attachment[name]);
  const { text, hasAttachment } = messageWords(attachment['prompt']);
  const [goal] = goalSet.exec(text) ?? [];
  if (goal !== undefined && mode !== 'bash' && !record['isSidechain']) {
    return { kind: 'prompt', prompt: 'queued', text: `/goal ${text.slice(goal.length)}`, startsTurn: false };
  }
  if (!isQueued || !isTyped(text, origin)) {
    return undefined;
  }
  const found = typed(text, hasAttachment, 'human');
  if (found.kind !== 'prompt') {
    return undefined;
  }
  return { ...found, prompt: mode === 'bash' ? 'shell' : 'queued', startsTurn: false };
}

/** A command as in the program's own record; undefined if no word of it is for the model. */
export function claudeLocalCommand(
  content: unknown,
): Extract<ClaudeUserRecord, { kind: 'prompt' }> | undefined {
  const found = claudeUserRecord({ message: { content } });
  return found.kind === 'prompt' && found.prompt === 'command' ? found : undefined;
}

/** How much of a queued text somebody typed; 0 if the program queued it itself. */
export function queuedLength(content: string): number {
  const text = typedWords(content);
  return isTyped(text, undefined) && typed(text, false, 'human').kind === 'prompt' ? text.length : 0;
}

function isTyped(text: string, origin: string | undefined): boolean {
  const isAdded = text.startsWith(sentOn) || text.startsWith(resumption) || isOfProgram(text);
  return !isAdded && !isSentByAgent(text, origin);
}

function isOfProgram(text: string): boolean {
  return text === warmUp || notTyped.some((start) => text.startsWith(start)) || isLocalCommand(text);
}

function typed(text: string, hasAttachment: boolean, origin: string | undefined): ClaudeUserRecord {
  if (text === '') {
    return hasAttachment ? { kind: 'prompt', prompt: 'typed', text, startsTurn: true } : { kind: 'other' };
  }
  if (text.startsWith('<bash-input>')) {
    const command = text.replace(/^<bash-input>/, '').replace(/<\/bash-input>\s*$/, '');
    return { kind: 'prompt', prompt: 'shell', text: command, startsTurn: false };
  }
  const command = commandIn(text);
  if (command && text.startsWith('<')) {
    const asTyped = `/${command.name} ${command.words}`.trim();
    return { kind: 'prompt', prompt: 'command', text: asTyped, startsTurn: startsTurn(command) };
  }
  const tag = /^<([a-z][a-z0-9_-]*)[\s>]/.exec(text)?.[1];
  if (tag !== undefined && !(origin === 'human' && !/[-_]/.test(tag))) {
    return { kind: 'other' };
  }
  return { kind: 'prompt', prompt: 'typed', text, startsTurn: !command || startsTurn(command) };
}

function commandIn(text: string): ClaudeCommand | undefined {
  return /^<command-(name|message)>/.test(text) ? recordedCommand(text) : typedCommand(text);
}

/** Built-in commands begin with their name; those of skills and of the user begin with their message. */
function isLocalCommand(text: string): boolean {
  const command = text.startsWith('<command-message>') ? undefined : commandIn(text);
  return command !== undefined && (isLocal(command) || (command.words === '' && text.startsWith('<')));
}

/** Another session, a teammate or background work sent it; older versions queued these as JSON. */
function isSentByAgent(text: string, origin: string | undefined): boolean {
  const [found] = banner.exec(text) ?? [''];
  // A user may well ask what these words mean; what another session sent is marked up, or isn't recorded as typed.
  const isMarked = text.startsWith('<', found.length);
  if (triggers.some((start) => text.startsWith(start)) || message.test(text)) {
    return true;
  }
  if (found !== '') {
    return isMarked || origin !== 'human';
  }
  const sent = text.startsWith('{') && origin !== 'human' ? parsedJson(text) : undefined;
  return (
    isRecord(sent) && ('task_id' in sent || ('type' in sent && ('from' in sent || 'assignedBy' in sent)))
  );
}

/** Whether a hidden record came from somebody, and isn't just text added by the program. */
function isFromElsewhere(record: Json): boolean {
  const origin = originKind(record);
  return (origin !== undefined && origin !== 'human') || record['promptSource'] === 'system';
}

function isFromProgram(record: Json): boolean {
  const { turnOrigin, entrypoint, cwd } = record;
  return (
    isFromElsewhere(record) ||
    (typeof turnOrigin === 'string' && !['human', 'sdk', 'unknown'].includes(turnOrigin)) ||
    (typeof entrypoint === 'string' && entrypoint.startsWith('sdk') && !isRunByCopilot(cwd))
  );
}

function originKind(record: Json): string | undefined {
  const { origin } = record;
  const kind = isRecord(origin) ? origin['kind'] : origin;
  return typeof kind === 'string' ? kind : undefined;
}
