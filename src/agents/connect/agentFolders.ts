import { pathRulesOf } from '../files/pathRules';
import { claudeSettingsFiles } from '../hooks/claudeHooks';
import type { AgentEnvironment } from '../reading/transcriptReader';

/** The variables that put agents' folders elsewhere. */
export const folderVariables = [
  'CLAUDE_CONFIG_DIR',
  'CODEX_HOME',
  'GEMINI_CLI_HOME',
  'COPILOT_HOME',
] as const;

/** Those that are set. */
export type FolderVariables = Readonly<Partial<Record<(typeof folderVariables)[number], string | undefined>>>;

/** Each of the user's folders of Claude Code; several where several are named. */
export function claudeFoldersOf(environment: AgentEnvironment): readonly string[] {
  const paths = pathRulesOf(environment.platform);
  return claudeSettingsFiles(environment).map((file) => paths.dirname(file));
}

/** Where Claude Code keeps servers: in a folder that was named for it, otherwise next to its default folder. */
export function claudeServers(folder: string, { home, platform }: AgentEnvironment): string {
  const paths = pathRulesOf(platform);
  return paths.join(folder === paths.join(home, '.claude') ? home : folder, '.claude.json');
}

/** The folder of Codex in the user's home, or where a variable puts it. */
export function codexFolder({ home, platform, variables }: AgentEnvironment): string {
  return variables['CODEX_HOME'] || pathRulesOf(platform).join(home, '.codex');
}

/** The folder of Gemini CLI in the user's home, or where a variable puts it. */
export function geminiFolder({ home, platform, variables }: AgentEnvironment): string {
  return pathRulesOf(platform).join(variables['GEMINI_CLI_HOME'] || home, '.gemini');
}

/** The folder of Copilot CLI in the user's home, or where a variable puts it. */
export function copilotFolder({ home, platform, variables }: AgentEnvironment): string {
  return variables['COPILOT_HOME'] || pathRulesOf(platform).join(home, '.copilot');
}
