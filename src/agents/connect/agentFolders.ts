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

/**
 * The environment, and those that agents were connected in by other variables: they are often set in shells only.
 *
 * @param noted what was connected
 */
export function environmentsOf(
  environment: AgentEnvironment,
  noted: readonly { readonly variables?: FolderVariables | undefined }[],
): readonly AgentEnvironment[] {
  const nameOf = (variables: FolderVariables): string =>
    JSON.stringify(folderVariables.map((name) => variables[name] ?? null));
  const known = new Map([[nameOf(environment.variables), environment]]);
  for (const { variables } of noted) {
    if (variables && !known.has(nameOf(variables))) {
      const named = folderVariables.map((name) => [name, variables[name]] as const);
      known.set(nameOf(variables), {
        ...environment,
        variables: { ...environment.variables, ...Object.fromEntries(named) },
      });
    }
  }
  return [...known.values()];
}

/** Each of the user's folders of Claude Code; several where several are named. */
export function claudeFoldersOf(environment: AgentEnvironment): readonly string[] {
  const paths = pathRulesOf(environment.platform);
  return claudeSettingsFiles(environment).map((file) => paths.dirname(file));
}

/** Where Claude Code keeps servers: in a folder that was named for it, else beside the one it has by default. */
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
