import type { ToolKind } from '../../core/transcript/parts/observation';
import { text } from '../json/jsonValues';
import { hashText } from '../reading/hash';
import { shortText } from '../json/shortText';
import { isProposingTool, proposesByCommand, type ProposingCall } from '../reading/proposalCalls';

/** In the CLI and in the chat in VS Code. Each waits for the user's answer until it completes. */
const questions = new Set([
  'ask_user',
  'exit_plan_mode',
  'elicitation',
  'request_user_input',
  'ask_questions',
  'askQuestions',
  'copilot_askQuestions',
  'vscode_askQuestions',
  'vscode_get_confirmation',
  'vscode_get_confirmation_with_options',
  'vscode_get_terminal_confirmation',
  'vscode_get_modified_files_confirmation',
  'vscode_reviewPlan',
]);
const agents = new Set([
  'task',
  'runSubagent',
  'search_subagent',
  'execution_subagent',
  'explore_subagent',
  'read_agent',
]);
const shells = new Set([
  'bash',
  'powershell',
  'read_bash',
  'write_bash',
  'read_powershell',
  'write_powershell',
  'run_in_terminal',
  'await_terminal',
  'send_to_terminal',
  'runTests',
  'run_task',
  'create_and_run_task',
  'run_notebook_cell',
]);
const instant = new Set([
  'view',
  'edit',
  'create',
  'str_replace_editor',
  'apply_patch',
  'grep',
  'glob',
  'rg',
  'report_intent',
  'update_todo',
  'store_memory',
  'read_file',
  'list_dir',
  'file_search',
  'grep_search',
  'replace_string_in_file',
  'multi_replace_string_in_file',
  'insert_edit_into_file',
  'create_file',
  'create_directory',
  'edit_notebook_file',
  'get_errors',
  'get_changed_files',
  'get_terminal_output',
  'manage_todo_list',
  'memory',
  'view_image',
]);

/** How the time is counted while a call of this tool is pending, until it completes. */
export function copilotToolKind(name: string): ToolKind {
  if (questions.has(name) || name.startsWith('mcp__elicitation')) {
    return 'question';
  }
  if (agents.has(name)) {
    return 'agent';
  }
  if (shells.has(name)) {
    return 'shell';
  }
  return instant.has(name) ? 'instant' : 'other';
}

/** @param args of the call, as an object or as JSON */
export function copilotProposingCall(name: unknown, args: unknown): ProposingCall | undefined {
  const tool = shortText(name) ?? '';
  if (isProposingTool(tool)) {
    return 'tool';
  }
  const isShell = copilotToolKind(tool) === 'shell';
  return isShell && proposesByCommand(text(args) ?? JSON.stringify(args ?? '')) ? 'command' : undefined;
}

/** Hash of a call's id in a chat: VS Code adds a suffix to it, which events mostly leave out. */
export function chatCallId(id: unknown): number {
  const written = text(id) ?? '';
  const suffix = written.indexOf('__vscode-');
  return hashText(suffix < 0 ? written : written.slice(0, suffix));
}
