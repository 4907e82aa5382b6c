import type { ToolKind } from '../../core/transcript/observation';

const instant = new Set([
  'read_file',
  'write_file',
  'replace',
  'list_directory',
  'ls',
  'glob',
  'save_memory',
]);

export function geminiToolKind(name: string): ToolKind {
  if (name === 'ask_user' || name === 'exit_plan_mode') {
    return 'question';
  }
  if (name === 'run_shell_command') {
    return 'shell';
  }
  return instant.has(name) || name.startsWith('read_') || name.startsWith('search_') ? 'instant' : 'other';
}
