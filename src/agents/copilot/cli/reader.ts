import { pathRulesOf } from '../../files/pathRules';
import type { AgentReader } from '../../reading/transcriptReader';
import { CopilotLines } from './lines';

/** Copilot CLI: the events of a session, including requested and granted permissions. */
export const copilotCliReader: AgentReader = {
  agent: 'copilot',
  roots({ home, platform, variables }) {
    const paths = pathRulesOf(platform);
    return [paths.join(variables['COPILOT_HOME'] || paths.join(home, '.copilot'), 'session-state')];
  },
  format: (name) =>
    /^[^/]+\/events\.jsonl$/.test(name) || /^[^/]+\.jsonl$/.test(name)
      ? {
          kind: 'lines',
          open: (file, rules, skip, state) => new CopilotLines(file, rules, skip, state),
        }
      : undefined,
};
