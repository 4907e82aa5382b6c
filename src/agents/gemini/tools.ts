import type { ToolKind } from '../../core/transcript/parts/observation';

/** Each waits for the user's answer until it is done. */
const questions = new Set(['ask_user', 'exit_plan_mode', 'enter_plan_mode']);
const agents = new Set([
  'codebase_investigator',
  'cli_help',
  'generalist',
  'browser_agent',
  'delegate_to_agent',
  'invoke_agent',
]);
const instant = new Set([
  'write_file',
  'replace',
  'list_directory',
  'ls',
  'glob',
  'grep_search',
  'save_memory',
  'write_todos',
  'activate_skill',
  'get_internal_docs',
  'update_topic',
  'complete_task',
]);

/** How the time is counted while a call of this tool is pending, until it is done. */
export function geminiToolKind(name: string): ToolKind {
  if (questions.has(name)) {
    return 'question';
  }
  if (agents.has(name)) {
    return 'agent';
  }
  if (name === 'run_shell_command') {
    return 'shell';
  }
  return instant.has(name) || name.startsWith('read_') || name.startsWith('search_') ? 'instant' : 'other';
}
