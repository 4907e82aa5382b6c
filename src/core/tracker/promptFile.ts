import { namesByText } from '../folders/folderPath';

/** Paths of prompts written in an external editor, relative to the system's folder for temporary files. */
const promptFiles: readonly RegExp[] = [
  // Claude Code, Ctrl+G
  /[\\/]claude-prompt-[0-9a-f-]+\.md$/i,
  // Codex, Ctrl+G
  /[\\/]\.tmp[A-Za-z0-9]{6}\.md$/,
  // Gemini, Ctrl+X
  /[\\/]gemini-edit-[A-Za-z0-9]{6}[\\/]buffer\.txt$/,
];

/**
 * Whether this is a file in which an agent has the user write a prompt.
 * @param temporaryFolders where such files may lie, as paths of the machine the extension runs on
 */
export function isAgentPromptFile(path: string, temporaryFolders: readonly string[]): boolean {
  return promptFiles.some((each) => each.test(path)) && namesByText.isInAnyOf(temporaryFolders)(path);
}
