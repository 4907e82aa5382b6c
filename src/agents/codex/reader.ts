import { pathRulesOf } from '../files/pathRules';
import type { AgentReader, TranscriptFormat } from '../reading/transcriptReader';
import { CodexLines } from './lines';

const open: Extract<TranscriptFormat, { kind: 'lines' }>['open'] = (file, rules, skip, state) =>
  new CodexLines(file, rules, skip, state);

/**
 * OpenAI Codex CLI: `sessions/YYYY/MM/DD/rollout-….jsonl`, in a flat folder once archived, and eventually compressed.
 */
export const codexReader: AgentReader = {
  agent: 'codex',
  roots({ home, platform, variables }) {
    const paths = pathRulesOf(platform);
    const folder = variables['CODEX_HOME'] || paths.join(home, '.codex');
    return [paths.join(folder, 'sessions'), paths.join(folder, 'archived_sessions')];
  },
  format(name) {
    const ending = /(?:^|\/)rollout-[^/]*\.jsonl(\.zst)?$/.exec(name);
    return ending ? { kind: ending[1] === undefined ? 'lines' : 'compressed lines', open } : undefined;
  },
};
