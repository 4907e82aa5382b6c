import type { ToolKind } from '../../core/transcript/parts/observation';

/** Each waits for the user's answer from the call to the result, whatever the approval policy. */
const questions = new Set([
  'request_user_input',
  'ask_user',
  'ask_user_question',
  'request_permissions',
  'request_plugin_install',
  'tool_suggest',
  'elicitation',
]);
const agents = new Set(['wait_agent', 'spawn_agent', 'spawn_agents_on_csv', 'resume_agent']);
const shells = new Set(['exec_command', 'shell', 'shell_command', 'local_shell', 'exec', 'js_repl']);
const instant = new Set([
  'apply_patch',
  'update_plan',
  'view_image',
  'read_file',
  'list_dir',
  'grep_files',
  'list_mcp_resources',
  'list_mcp_resource_templates',
  'read_mcp_resource',
  'list_available_plugins_to_install',
  'tool_search',
  'get_context_remaining',
  'new_context',
  'get_goal',
  'create_goal',
  'update_goal',
]);
/** They wait for something already running, or talk to another agent, so there is nothing left to allow. */
const neverAsking = new Set([
  'wait',
  'write_stdin',
  'sleep',
  'curr_time',
  'wait_for_environment',
  'send_input',
  'send_message',
  'send_user_message_async',
  'followup_task',
  'assign_task',
  'close_agent',
  'interrupt_agent',
  'list_agents',
  'report_agent_job_result',
]);

/** How the time is counted while a call of this tool is pending, until its result. */
export function codexToolKind(name: string): ToolKind {
  const own = ownName(name);
  if (questions.has(own) || questions.has(own.slice(own.lastIndexOf('__') + 2))) {
    return 'question';
  }
  if (agents.has(own)) {
    return 'agent';
  }
  if (shells.has(own)) {
    return 'shell';
  }
  return instant.has(own) ? 'instant' : 'other';
}

/** Whether a call may ask for permission without its arguments saying so. */
export function mayAskUnsaid(name: string): boolean {
  const own = ownName(name);
  return !agents.has(own) && !neverAsking.has(own);
}

/** Without the namespace that some versions put in front, as in `functions.exec`; a server's tool keeps its server. */
function ownName(name: string): string {
  return name.startsWith('mcp__')
    ? name
    : name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
}
