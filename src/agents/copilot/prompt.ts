import { withoutElements } from '../json/elements';

/** Elements that the CLI and the chat add to the text of a prompt. */
const injected = ['system_notification', 'system_reminder', 'system-reminder', 'current_datetime'];

/** A prompt without added elements and pasted attachments. */
export function typedPromptText(content: string): string {
  const words = injected.reduce((text, tag) => withoutElements(text, tag, 'gone'), content);
  return words.replaceAll(/\[(?:Paste|Pasted text) #\d{1,6}[^\]\n]{0,60}\]/g, '').trim();
}

const buttons =
  /^@\w{1,40} (?:Try Again|Continue|Continue to iterate\??|Enable|Allow|Cancel|Accept|Discard)$/i;
const notification = /^\[Terminal [^\]\n]{1,200} notification: /;

/** Whether a text in a VS Code chat is a button's label, or something the chat sends to its agent itself. */
export function isChatsOwn(words: string): boolean {
  return buttons.test(words) || notification.test(words);
}
