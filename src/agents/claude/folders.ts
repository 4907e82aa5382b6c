import { inHome } from '../../core/folders/inHome';
import { pathRulesOf } from '../files/pathRules';
import type { AgentEnvironment } from '../transcriptReader';

/** The folders of Claude Code that `CLAUDE_CONFIG_DIR` names: several with commas between them, `~` for the home. */
export function claudeFolders({ variables, home, platform }: AgentEnvironment): readonly string[] {
  const paths = pathRulesOf(platform);
  // Only Linux tells large letters from small ones.
  const isProjects = platform === 'linux' ? /^projects$/ : /^projects$/i;
  return (variables['CLAUDE_CONFIG_DIR'] ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => inHome(each, home))
    .map((each) => (isProjects.test(paths.basename(each)) ? paths.dirname(each) : each));
}
