import type { PromptKind } from '../../core/transcript/transcriptPart';
import { isRecord } from '../jsonValues';

/** What a user record without tool results turns out to be. Most are not typed by anybody. */
export type ClaudeUserRecord =
  | {
      readonly kind: 'prompt';
      readonly prompt: PromptKind;
      readonly text: string;
      readonly startsTurn: boolean;
    }
  /** Starts a turn that nobody typed: a notification, a schedule, an approved plan, a program. */
  | { readonly kind: 'trigger' }
  | { readonly kind: 'interruption'; readonly of: 'writing' | 'tool' }
  | { readonly kind: 'other' };

const notTyped = [
  '<command-name>',
  '<local-command-caveat>',
  '<local-command-stdout>',
  '<local-command-stderr>',
  '<bash-stdout>',
  '<bash-stderr>',
  'Caveat: The messages below',
  'This session is being continued from a previous conversation',
  'Operation stopped by hook:',
  'Stop hook feedback:',
  'Base directory for this skill:',
  'Continue from where you left off.',
  '[Image: source:',
  'Warmup',
];
const triggers = ['<task-notification>', '<ci-monitor-event>', 'Implement the following plan:'];
const disqualifying = [
  'isMeta',
  'isCompactSummary',
  'isSidechain',
  'isVisibleInTranscriptOnly',
  'isVirtual',
  'textNotTyped',
  'handedOff',
];
const injected = /^<(system-reminder|ide_opened_file|ide_selection)>[\s\S]*?<\/\1>/;

export function claudeUserRecord(record: Readonly<Record<string, unknown>>): ClaudeUserRecord {
  const { text, hasAttachment } = contentOf(
    isRecord(record['message']) ? record['message']['content'] : undefined,
  );
  if (text.startsWith('[Request interrupted')) {
    return { kind: 'interruption', of: text.includes('for tool use') ? 'tool' : 'writing' };
  }
  if (record['scheduledTaskId'] || record['wakeupSource'] || record['planContent']) {
    return { kind: 'trigger' };
  }
  if (disqualifying.some((name) => record[name])) {
    return { kind: 'other' };
  }
  if (triggers.some((start) => text.startsWith(start)) || isFromProgram(record)) {
    return { kind: 'trigger' };
  }
  return typed(text, hasAttachment, originKind(record));
}

/** A prompt typed while the agent worked, which it takes up without a turn of its own. */
export function claudeQueuedPrompt(
  record: Readonly<Record<string, unknown>>,
): Extract<ClaudeUserRecord, { kind: 'prompt' }> | undefined {
  const attachment = isRecord(record['attachment']) ? record['attachment'] : {};
  const mode = attachment['commandMode'];
  const person = originKind(attachment) ?? originKind(record) ?? 'human';
  const isQueued =
    (mode === undefined || mode === 'prompt' || mode === 'bash') &&
    person === 'human' &&
    !record['isSidechain'] &&
    !record['isMeta'] &&
    !attachment['isMeta'];
  const { text, hasAttachment } = contentOf(attachment['prompt']);
  if (!isQueued || triggers.some((start) => text.startsWith(start))) {
    return undefined;
  }
  const found = typed(text, hasAttachment, 'human');
  if (found.kind !== 'prompt') {
    return undefined;
  }
  return { ...found, prompt: mode === 'bash' ? 'shell' : 'queued', startsTurn: false };
}

function typed(text: string, hasAttachment: boolean, origin: string | undefined): ClaudeUserRecord {
  if (text === '') {
    return hasAttachment ? { kind: 'prompt', prompt: 'typed', text, startsTurn: true } : { kind: 'other' };
  }
  if (text.startsWith('<bash-input>')) {
    const command = text.replace(/^<bash-input>/, '').replace(/<\/bash-input>\s*$/, '');
    return { kind: 'prompt', prompt: 'shell', text: command, startsTurn: false };
  }
  if (text.startsWith('<command-message>')) {
    return { kind: 'prompt', prompt: 'command', text: commandText(text), startsTurn: true };
  }
  if (notTyped.some((start) => text.startsWith(start))) {
    return { kind: 'other' };
  }
  const tag = /^<([a-z][a-z0-9_-]*)[\s>]/.exec(text)?.[1];
  if (tag !== undefined && !(origin === 'human' && !/[-_]/.test(tag))) {
    return { kind: 'other' };
  }
  return { kind: 'prompt', prompt: 'typed', text, startsTurn: true };
}

function isFromProgram(record: Readonly<Record<string, unknown>>): boolean {
  const { promptSource, turnOrigin, entrypoint } = record;
  const origin = originKind(record);
  return (
    (origin !== undefined && origin !== 'human') ||
    promptSource === 'system' ||
    (typeof turnOrigin === 'string' && !['human', 'sdk', 'unknown'].includes(turnOrigin)) ||
    (typeof entrypoint === 'string' && entrypoint.startsWith('sdk'))
  );
}

function originKind(record: Readonly<Record<string, unknown>>): string | undefined {
  const { origin } = record;
  const kind = isRecord(origin) ? origin['kind'] : origin;
  return typeof kind === 'string' ? kind : undefined;
}

/** The words of a message without what the editor puts in front of them. */
function contentOf(content: unknown): { readonly text: string; readonly hasAttachment: boolean } {
  const blocks = Array.isArray(content) ? content.filter(isRecord) : [];
  const texts = blocks.map((block) => (block['type'] === 'text' ? block['text'] : undefined));
  const parts = typeof content === 'string' ? [content] : texts.filter((each) => typeof each === 'string');
  return {
    text: parts
      .map(withoutInjected)
      .filter((each) => each !== '')
      .join('\n'),
    hasAttachment: blocks.some((block) => block['type'] === 'image' || block['type'] === 'document'),
  };
}

function withoutInjected(text: string): string {
  let rest = text.replace(/^\uFEFF/, '').trim();
  for (let match = injected.exec(rest); match; match = injected.exec(rest)) {
    rest = rest.slice(match[0].length).trim();
  }
  return rest;
}

/** `/name arguments`, as it was typed. */
function commandText(text: string): string {
  const name = /<command-name>([\s\S]*?)<\/command-name>/.exec(text)?.[1] ?? '';
  const given = /<command-args>([\s\S]*?)<\/command-args>/.exec(text)?.[1] ?? '';
  return `${name} ${given}`.trim();
}
