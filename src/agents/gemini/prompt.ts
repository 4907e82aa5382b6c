import { isRecord, text } from '../json/jsonValues';

/** Who sent a message to the model; one by nobody starts no turn. */
export type GeminiAuthor = 'person' | 'cli' | 'nobody';

/** Texts that the CLI sends on its own; they start a turn that nobody typed. */
const putIn = [
  'System: Please continue.',
  'System: Potential loop detected',
  '<session_context>',
  '<hook_context>',
  '<environment_context>',
  'This is the Gemini CLI. We are setting up the context',
  "Here is the user's editor context",
];
const files = '--- Content from referenced files ---';

/** Commands and summaries start no turn; a comment isn't a command. */
export function authorOf(sent: string): GeminiAuthor {
  const isCommand = sent.startsWith('/') && !sent.startsWith('//') && !sent.startsWith('/*');
  if (isCommand || sent.startsWith('?') || sent.startsWith('<state_snapshot>')) {
    return 'nobody';
  }
  return sent === '' || putIn.some((start) => sent.startsWith(start)) ? 'cli' : 'person';
}

/** The typed part of a message, as the CLI displays it, without pasted text and the files that an @ pulled in. */
export function typedPart(sent: string, displayed: string): string {
  const words = displayed === '' ? sent : displayed;
  const until = words.startsWith(files) ? 0 : words.indexOf(`\n${files}`);
  return (until < 0 ? words : words.slice(0, until))
    .replaceAll(/\[Pasted Text: \d{1,12} (?:lines|chars)(?: #\d{1,6})?\]/g, '')
    .trim();
}

/** A message's text, or the joined texts of its parts. */
export function textIn(content: unknown): string {
  if (typeof content === 'string') {
    return content;
  }
  if (Array.isArray(content)) {
    return content
      .map((part: unknown) => (isRecord(part) ? (text(part['text']) ?? '') : (text(part) ?? '')))
      .join('');
  }
  return isRecord(content) ? (text(content['text']) ?? '') : '';
}
