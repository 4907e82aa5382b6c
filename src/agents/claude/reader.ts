import { namedFolder } from '../../core/folders/systemFolders';
import { pathRulesOf } from '../files/pathRules';
import type { AgentReader, TranscriptFormat } from '../reading/transcriptReader';
import { claudeFolders } from './folders';
import { ClaudeLines } from './lines';

const lines: TranscriptFormat = {
  kind: 'lines',
  open: (file, rules, skip, state) => new ClaudeLines(file, rules, skip, state),
};

/** Claude Code: `projects/<folder>/<session>.jsonl`, subagents in separate files next to or below it. */
export const claudeReader: AgentReader = {
  agent: 'claude',
  roots(environment) {
    const { home, platform } = environment;
    const paths = pathRulesOf(platform);
    const configured = claudeFolders(environment);
    const settings = namedFolder('XDG_CONFIG_HOME', environment, paths) ?? paths.join(home, '.config');
    const folders =
      configured.length > 0 ? configured : [paths.join(home, '.claude'), paths.join(settings, 'claude')];
    return folders.map((each) => paths.join(each, 'projects'));
  },
  format(name) {
    const isTranscript =
      name.endsWith('.jsonl') && !name.endsWith('/journal.jsonl') && !name.includes('/tool-results/');
    return isTranscript ? lines : undefined;
  },
};
