import { inHome } from '../../core/folders/inHome';
import { pathRulesOf } from '../files/pathRules';
import type { AgentEnvironment } from '../reading/transcriptReader';

/** The Claude Code folders in `CLAUDE_CONFIG_DIR`: several separated by commas, `~` for the home. */
export function claudeFolders({ variables, home, platform }: AgentEnvironment): readonly string[] {
  const paths = pathRulesOf(platform);
  // Only Linux is case-sensitive.
  const isProjects = platform === 'linux' ? /^projects$/ : /^projects$/i;
  return (variables['CLAUDE_CONFIG_DIR'] ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => inHome(each, home))
    .map((each) => (isProjects.test(paths.basename(each)) ? paths.dirname(each) : each));
}
