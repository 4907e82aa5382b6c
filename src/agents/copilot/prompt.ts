import { withoutElements } from '../json/elements';

/** What the CLI and the chat put into the text of a prompt. */
const injected = ['system_notification', 'system_reminder', 'system-reminder', 'current_datetime'];

/** A prompt without what was put into it and what was pasted as an attachment. */
export function typedText(content: string): string {
  const words = injected.reduce((text, tag) => withoutElements(text, tag, 'gone'), content);
  return words.replaceAll(/\[(?:Paste|Pasted text) #\d{1,6}[^\]\n]{0,60}\]/g, '').trim();
}

const buttons =
  /^@\w{1,40} (?:Try Again|Continue|Continue to iterate\??|Enable|Allow|Cancel|Accept|Discard)$/i;
const notification = /^\[Terminal [^\]\n]{1,200} notification: /;

/** Whether a text of the chat in VS Code is the label of a button, or what the chat tells its agent itself. */
export function isChatsOwn(words: string): boolean {
  return buttons.test(words) || notification.test(words);
}
