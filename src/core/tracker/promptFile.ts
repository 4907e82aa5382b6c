import { namesByText } from '../folders/folderPath';

/** Where agents put the prompt that is written in an external editor, below the system's folder for temporary files. */
const promptFiles: readonly RegExp[] = [
  // Claude Code, Ctrl+G
  /[\\/]claude-prompt-[0-9a-f-]+\.md$/i,
  // Codex, Ctrl+G
  /[\\/]\.tmp[A-Za-z0-9]{6}\.md$/,
  // Gemini, Ctrl+X
  /[\\/]gemini-edit-[A-Za-z0-9]{6}[\\/]buffer\.txt$/,
];

/**
 * True for the file in which an agent lets its person write a prompt.
 * @param temporaryFolders where such files may lie, as paths of the machine the extension runs on.
 */
export function isAgentPromptFile(path: string, temporaryFolders: readonly string[]): boolean {
  return promptFiles.some((each) => each.test(path)) && namesByText.isInAnyOf(temporaryFolders)(path);
}
