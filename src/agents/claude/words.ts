import { withoutElements } from '../json/elements';
import { isRecord } from '../json/jsonValues';

/** Elements that Claude Code and its editors add to a prompt. */
const injected = [
  'system-reminder',
  'system_notification',
  'system-notification',
  'ide_opened_file',
  'ide_selection',
  'ide_diagnostics',
  'user-prompt-submit-hook',
];
/** Since 2.1.280 longer pastes are marked; the closing tag has attributes, too. */
const pasted = 'pasted_content';
/** Placeholders for pasted content. */
const placeholders = /\[(?:Image #\d+|Pasted text #\d+(?: \+\d+ lines)?)\]/g;

/** The part of a text that somebody may have typed. */
export function typedWords(text: string): string {
  const plain = text.replace(/^\uFEFF/, '');
  // Most texts are long and contain none of them, and looking for what all of them share is faster.
  const marked = plain.includes('</') || plain.includes('<pasted_content') ? withoutMarked(plain) : plain;
  return (marked.includes('[') ? marked.replace(placeholders, '') : marked).trim();
}

function withoutMarked(text: string): string {
  const own = injected.reduce((left, name) => withoutElements(left, name, 'left'), text);
  return withoutElements(own, pasted, 'gone');
}

/** The words of a message, and whether anything but words came with them. */
export function messageWords(content: unknown): { readonly text: string; readonly hasAttachment: boolean } {
  const blocks = Array.isArray(content) ? content.filter(isRecord) : [];
  const texts = blocks.map((block) => (block['type'] === 'text' ? block['text'] : undefined));
  const parts = typeof content === 'string' ? [content] : texts.filter((each) => typeof each === 'string');
  return {
    text: parts
      .filter((each) => blocks.length < 2 || !each.startsWith('[Image: source:'))
      .map(typedWords)
      .filter((each) => each !== '')
      .join('\n'),
    hasAttachment:
      blocks.some((block) => block['type'] === 'image' || block['type'] === 'document') ||
      parts.some((each) => each.trimStart().startsWith('<pasted_content')),
  };
}
