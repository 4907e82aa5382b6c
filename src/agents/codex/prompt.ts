/** Who wrote a message, and what of it was typed. */
export type CodexPrompt =
  /** With the words typed; none if only an image was sent. */
  | { readonly by: 'person'; readonly words: string }
  /** A button, an automation, or text added by an application. */
  | { readonly by: 'nobody' };

/** If an application put its own headings in front, the typed text begins after one of these. */
const requests = ['## My request for Codex:', '## My request:'];
const nobody: CodexPrompt = { by: 'nobody' };

/** Texts, or beginnings of texts, that buttons, automations and the CLI send in the user's name. */
const buttons = new Set(['Implement the plan.', 'Implement this plan.']);
const notTyped = [
  'PLEASE IMPLEMENT THIS PLAN:',
  'A previous agent produced the plan below to accomplish the user',
  '# AGENTS.md instructions',
  '<heartbeat>',
  '<heartbeat ',
  '<automation',
  '<environment_context>',
  '<INSTRUCTIONS>',
  '<user_instructions>',
  '<turn_aborted>',
  '<subagent_notification>',
  '<system_notification>',
  '<recommended_plugins>',
  '<goal_context>',
  '<codex_internal_context>',
  '<user_action>',
  '<skill>',
];
const automation = /^Automation: [^\n]*\nAutomation ID: /;

/** What the user typed of a message, without the context that an application puts in front of it. */
export function codexPrompt(message: string): CodexPrompt {
  const text = message.trim();
  const typed = text.startsWith('#') || text.startsWith('<') ? behindHeadings(text) : text;
  if (buttons.has(typed) || automation.test(typed) || notTyped.some((start) => typed.startsWith(start))) {
    return nobody;
  }
  return { by: 'person', words: typed };
}

/** The request and the comments on a diff, without the file names and line numbers, which nobody typed. */
function behindHeadings(text: string): string {
  for (const marker of requests) {
    const from = text.startsWith(marker) ? 0 : text.indexOf(`\n${marker}`);
    if (from >= 0) {
      const request = text.slice(text.indexOf(':', from) + 1).trim();
      return [...commentsIn(text.slice(0, from)), ...(request === '' ? [] : [request])].join('\n');
    }
  }
  if (text.startsWith('# Diff comments:')) {
    return commentsIn(text).join('\n');
  }
  return text.startsWith('# Context from my IDE setup') || text.startsWith('# Files ') ? '' : text;
}

const commentFields =
  /^(?:File|Side|Lines|Comment \d+|Artifact [^:\n]*|Annotation [^:\n]*|Node [^:\n]*|Page URL):/;

function commentsIn(text: string): string[] {
  if (!text.startsWith('# Diff comments:')) {
    return [];
  }
  const words = text
    .split('\n')
    .filter((line) => !line.startsWith('#') && !commentFields.test(line))
    .map((line) => (line.startsWith('Comment:') ? line.slice('Comment:'.length) : line).trim())
    .filter((line) => line !== '');
  return words.length === 0 ? [] : [words.join('\n')];
}
