import { elementText } from '../json/elements';

/** Commands that Claude Code runs itself; anything after them is a setting or a name. */
const settings = new Set(
  (
    'add-dir agents allowed-tools android app bashes branch bug checkpoint chrome clear color config context ' +
    'continue copy cost desktop diff doctor effort exit export extra-usage fast feedback files heapdump help ' +
    'hooks ide insights install-github-app install-slack-app ios keybindings login logout mcp memory ' +
    'migrate-installer mobile model new output-style passes permissions plugin plugins powerup ' +
    'privacy-settings quit rate-limit-options rc release-notes reload-plugins remote-control remote-env rename ' +
    'reset resume rewind sandbox settings skills stats status stickers tag tasks teleport ' +
    'terminal-setup theme todos tp tui undo upgrade usage vim voice web-setup'
  ).split(' '),
);

/** Commands that run locally if nothing follows, and otherwise carry the user's words to the model. */
const withWords = new Set('btw compact goal plan'.split(' '));

/** Their words begin no turn: they go with a compaction, or are answered on the side. */
const withoutTurn = new Set('btw compact'.split(' '));

const endOfGoal = /^(clear|stop|off|reset|none|cancel)$/i;

export interface ClaudeCommand {
  readonly name: string;
  readonly words: string;
}

/** A command as the user typed it. Other texts that begin with a slash (a path, a comment) aren't commands. */
export function typedCommand(text: string): ClaudeCommand | undefined {
  const found = /^\/([a-z][\w:.-]*)(?:\s+([\s\S]*))?$/i.exec(text);
  return found ? { name: found[1] ?? '', words: (found[2] ?? '').trim() } : undefined;
}

/** A command as recorded. */
export function recordedCommand(text: string): ClaudeCommand {
  const name = elementText(text, 'command-name') ?? '';
  const words = elementText(text, 'command-args') ?? '';
  return { name: name.trim().replace(/^\//, ''), words: words.trim() };
}

/** Whether the program runs it alone, so that no word of it is for the model. */
export function isLocal({ name, words }: ClaudeCommand): boolean {
  return (
    settings.has(name) ||
    (withWords.has(name) && (words === '' || (name === 'goal' && endOfGoal.test(words))))
  );
}

export function startsTurn({ name }: ClaudeCommand): boolean {
  return !withoutTurn.has(name);
}
