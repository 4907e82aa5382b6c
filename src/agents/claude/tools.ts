import type { ToolKind } from '../../core/transcript/observation';

const instant = new Set([
  'Edit',
  'Write',
  'MultiEdit',
  'NotebookEdit',
  'Read',
  'NotebookRead',
  'Glob',
  'Grep',
  'LS',
  'TodoWrite',
  'TodoRead',
  'TaskCreate',
  'TaskUpdate',
  'TaskList',
  'TaskGet',
  'TaskStop',
  'ToolSearch',
  'SendMessage',
  'ScheduleWakeup',
  'CronCreate',
  'CronDelete',
  'CronList',
  'Skill',
  'KillShell',
  'KillBash',
  'SlashCommand',
]);

/** They ask the user, in every mode: the time until the answer is the user's. */
const asking = new Set(['AskUserQuestion', 'EnterPlanMode', 'ExitPlanMode']);

/** What a pending call of this tool may mean for the time until its result. */
export function claudeToolKind(name: string): ToolKind {
  if (asking.has(name) || name.startsWith('mcp__elicitation')) {
    return 'question';
  }
  if (name === 'Task' || name === 'Agent') {
    return 'agent';
  }
  if (name === 'Bash' || name === 'PowerShell') {
    return 'shell';
  }
  return instant.has(name) ? 'instant' : 'other';
}

/** Modes in which no tool stops to ask. */
export function asksForPermission(mode: string): boolean {
  return mode !== 'bypassPermissions' && mode !== 'auto' && mode !== 'dontAsk';
}
