/** What the CLI and the chat put into the text of a prompt. */
const injected = ['system_notification', 'system_reminder', 'system-reminder', 'current_datetime'];

/** A prompt without what was put into it and what was pasted as an attachment. */
export function typedText(content: string): string {
  const words = injected.reduce(
    (text, tag) => (text.includes(`<${tag}>`) ? without(text, tag) : text),
    content,
  );
  return words.replaceAll(/\[(?:Paste|Pasted text) #\d{1,6}[^\]\n]{0,60}\]/g, '').trim();
}

/** Without all elements of that name; one that never ends goes to the end. */
function without(text: string, tag: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let start = text.indexOf(`<${tag}>`); start >= 0; start = text.indexOf(`<${tag}>`, from)) {
    kept.push(text.slice(from, start));
    const end = text.indexOf(`</${tag}>`, start);
    if (end < 0) {
      return kept.join('');
    }
    from = end + tag.length + 3;
  }
  return [...kept, text.slice(from)].join('');
}

const buttons =
  /^@\w{1,40} (?:Try Again|Continue|Continue to iterate\??|Enable|Allow|Cancel|Accept|Discard)$/i;
const notification = /^\[Terminal [^\]\n]{1,200} notification: /;

/** Whether a text of the chat in VS Code is the label of a button, or what the chat tells its agent itself. */
export function isChatsOwn(words: string): boolean {
  return buttons.test(words) || notification.test(words);
}
