import * as l10n from '@vscode/l10n';
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import * as z from 'zod/mini';
import { isOfWindows } from '../../core/folders/isOfWindows';
import { UserError } from '../../core/userError';
import { shellQuoted } from '../files/shellQuoted';
import { hasTwice, jsonRoot, withoutNode, withPiece } from '../settings/jsonDocument';
import type { FileText } from '../settings/userFile';
import { hookCommand } from './hookScript';

interface Hook {
  readonly event: string;
  readonly matcher?: string;
}

/**
 * The smallest set that gives exact starts, stops and waits. PostToolUse marks the end of a wait, since its tool's
 * duration excludes the wait. Two tools ask on their own, so PreToolUse is called only for those. Left out are
 * subagents (their own files have the times), SessionStart (says nothing about a turn) and StopFailure, which is too
 * recent: a version that doesn't know an event ignores the whole file. Claude Code 2.1.1 knows all of these.
 */
const hooks: readonly Hook[] = [
  { event: 'UserPromptSubmit' },
  { event: 'PreToolUse', matcher: 'AskUserQuestion|ExitPlanMode' },
  { event: 'PermissionRequest', matcher: '*' },
  { event: 'PostToolUse', matcher: '*' },
  { event: 'PostToolUseFailure', matcher: '*' },
  { event: 'Notification', matcher: 'permission_prompt|elicitation_dialog' },
  { event: 'Stop' },
  { event: 'SessionEnd' },
];

/** The oldest version that knows every event above. */
const secondsAtMost = 5;

/** The part whose format matters, for Claude Code to read the file and for us to add to it. */
const settingsSchema = z.object({
  hooks: z.optional(z.record(z.string(), z.array(z.object({ hooks: z.array(z.object({})) })))),
});

/**
 * The settings with our hooks, everything else byte for byte as before; unchanged if they are there already.
 *
 * @param script path of the hook's script, which identifies our hooks
 * @throws {UserError} if the file isn't in the format that Claude Code reads.
 */
export function withHooks(settings: FileText, script: string): string {
  const ours = oursIn(rootOf(settings), script).map(({ event, group }) =>
    eventText(event, getNodeValue(group)),
  );
  const wanted = hooks.map((hook) => eventText(hook.event, groupOf(hook, script)));
  if (
    settings !== undefined &&
    ours.length === wanted.length &&
    wanted.every((each) => ours.includes(each))
  ) {
    return settings;
  }
  let text = withoutHooks(settings, script);
  for (const hook of hooks.toReversed()) {
    const piece = { path: ['hooks', hook.event], value: groupOf(hook, script) };
    text = withPiece(text, rootOf(text), piece);
  }
  return text ?? '';
}

/**
 * The settings without our hooks: byte for byte as they were before, if nobody else edited that part.
 *
 * @returns undefined if there was never anything but our hooks.
 * @throws {UserError} if the file isn't in the format that Claude Code reads.
 */
export function withoutHooks(settings: FileText, script: string): FileText {
  let text = settings;
  for (;;) {
    const root = rootOf(text);
    const ours = oursIn(root, script)[0];
    if (text === undefined || !root || !ours) {
      return text;
    }
    const alone = ours.hook.parent?.children?.length === 1;
    text = withoutNode(text, root, alone ? ours.group : ours.hook);
  }
}

function groupOf({ event, matcher }: Hook, script: string): object {
  const command = { type: 'command', command: hookCommand({ script }, event), timeout: secondsAtMost };
  return { ...(matcher !== undefined && { matcher }), hooks: [command] };
}

interface Ours {
  readonly event: string;
  readonly group: Node;
  readonly hook: Node;
}

function oursIn(root: Node | undefined, script: string): Ours[] {
  const all = root && findNodeAtLocation(root, ['hooks']);
  return (all?.children ?? []).flatMap(({ children: [name, list] = [] }) =>
    (list?.children ?? []).flatMap((group) =>
      (findNodeAtLocation(group, ['hooks'])?.children ?? [])
        .filter((hook) => isOurs(commandOf(hook), script))
        .map((hook) => ({ event: String(name?.value), group, hook })),
    ),
  );
}

/**
 * Windows ignores the case of the script's path, so hooks that write it differently are ours too, and are rewritten.
 */
function isOurs(command: string, script: string): boolean {
  const name = shellQuoted(script);
  return isOfWindows(script) ? command.toLowerCase().includes(name.toLowerCase()) : command.includes(name);
}

function commandOf(hook: Node): string {
  const command: unknown = findNodeAtLocation(hook, ['command'])?.value;
  return typeof command === 'string' ? command : '';
}

function eventText(event: string, group: unknown): string {
  return JSON.stringify([event, group]);
}

/** @returns undefined if there is nothing in the file. @throws {UserError} */
function rootOf(settings: FileText): Node | undefined {
  const root = jsonRoot(
    settings,
    (line) =>
      new UserError(
        l10n.t(
          'Your Claude Code settings are not valid JSON (line {0}). Correct them, then try again.',
          line,
        ),
      ),
  );
  if (!root) {
    return undefined;
  }
  const shape = settingsSchema.safeParse(getNodeValue(root));
  if (!shape.success || hasTwice(root, 'hooks') || hasTwice(findNodeAtLocation(root, ['hooks']))) {
    throw new UserError(
      l10n.t(
        'The hooks in your Claude Code settings have an unexpected format. Correct them, then try again.',
      ),
    );
  }
  return root;
}
