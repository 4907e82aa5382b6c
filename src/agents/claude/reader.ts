import { join } from 'node:path';
import type { AgentReader, TranscriptFormat } from '../transcriptReader';
import { claudeFolders } from './folders';
import { ClaudeLines } from './lines';

const lines: TranscriptFormat = {
  kind: 'lines',
  open: (file, rules, skip, state) => new ClaudeLines(file, rules, skip, state),
};

/** Claude Code: `projects/<folder>/<session>.jsonl`, subagents in files of their own beside or below it. */
export const claudeReader: AgentReader = {
  agent: 'claude',
  roots({ home, variables }) {
    const told = claudeFolders(variables, home);
    const folders =
      told.length > 0
        ? told
        : [join(home, '.claude'), join(variables['XDG_CONFIG_HOME'] || join(home, '.config'), 'claude')];
    return folders.map((each) => join(each, 'projects'));
  },
  format(name) {
    const isTranscript =
      name.endsWith('.jsonl') && !name.endsWith('/journal.jsonl') && !name.includes('/tool-results/');
    return isTranscript ? lines : undefined;
  },
};
