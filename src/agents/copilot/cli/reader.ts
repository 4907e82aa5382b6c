import { join } from 'node:path';
import type { AgentReader } from '../../transcriptReader';
import { CopilotEvents } from './events';

/** Copilot CLI: the events of a session, permissions asked and given among them. */
export const copilotCliReader: AgentReader = {
  agent: 'copilot',
  roots: ({ home, variables }) => [
    join(variables['COPILOT_HOME'] || join(home, '.copilot'), 'session-state'),
  ],
  format: (name) =>
    /^[^/]+\/events\.jsonl$/.test(name) || /^[^/]+\.jsonl$/.test(name)
      ? {
          kind: 'lines',
          open: (file, rules, skip, state) => new CopilotEvents(file, rules, skip, state),
        }
      : undefined,
};
