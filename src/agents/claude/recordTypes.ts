/** Claude Code records that say nothing about time, tokens or prompts. */
const ignored = new Set([
  'summary',
  'file-history-snapshot',
  'file-history-delta',
  'last-prompt',
  'ai-title',
  'custom-title',
  'agent-name',
  'agent-setting',
  'mode',
  'pr-link',
  'bridge-session',
  'frame-link',
  'tag',
  'atis-latch',
  'worktree-state',
  'relocated',
  'history-suppression',
  'agent-color',
  'content-replacement',
  'isolation-latch',
  'dev-mods',
  'memory-mode',
  'continued-in',
  'api-request-shape',
  'api-request-blob',
  'fork-context-ref',
  'ended-by-model',
  'attribution-snapshot',
  'cost-state',
  'observer-ref',
]);

/** Whether records of that type are known to be irrelevant. */
export function isIgnored(type: string): boolean {
  return ignored.has(type) || type.startsWith('artifact-');
}
