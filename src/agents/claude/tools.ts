import type { ToolKind } from '../../core/transcript/parts/observation';

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

/** They ask the user in every mode, so the time until the answer is the user's. */
const asking = new Set(['AskUserQuestion', 'EnterPlanMode', 'ExitPlanMode']);

/** How the time is counted while a call of this tool is pending, until its result. */
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

/** Modes in which no tool asks for permission. */
export function asksForPermission(mode: string): boolean {
  return mode !== 'bypassPermissions' && mode !== 'auto' && mode !== 'dontAsk';
}
