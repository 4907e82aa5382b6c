import { withoutElements } from '../json/elements';
import { isRecord } from '../json/jsonValues';

/** What Claude Code and its editors put into a prompt. */
const injected = [
  'system-reminder',
  'system_notification',
  'system-notification',
  'ide_opened_file',
  'ide_selection',
  'ide_diagnostics',
  'user-prompt-submit-hook',
];
/** Since 2.1.280 longer pastes are marked; the end of one names it, too. */
const pasted = 'pasted_content';
/** These stand for what was pasted. */
const placeholders = /\[(?:Image #\d+|Pasted text #\d+(?: \+\d+ lines)?)\]/g;

/** As much of a text as somebody may have typed. */
export function typedWords(text: string): string {
  const plain = text.replace(/^\uFEFF/, '');
  // Most texts are long and hold none of it: looking for what all have in common is quicker.
  const marked = plain.includes('</') || plain.includes('<pasted_content') ? withoutMarked(plain) : plain;
  return (marked.includes('[') ? marked.replace(placeholders, '') : marked).trim();
}

function withoutMarked(text: string): string {
  const own = injected.reduce((left, name) => withoutElements(left, name, 'left'), text);
  return withoutElements(own, pasted, 'gone');
}

/** The words of a message, and whether something else than words came with them. */
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
