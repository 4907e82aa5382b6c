type Variables = Readonly<Record<string, string | undefined>>;

interface AgentMark {
  readonly agent: string;
  /** Set by the agent for the commands that it runs. */
  readonly marks: readonly string[];
  readonly session?: string;
}

/** How agents make themselves known to the commands they run; none of it proves anything. */
const agentMarks: readonly AgentMark[] = [
  { agent: 'claude', marks: ['CLAUDECODE'], session: 'CLAUDE_CODE_SESSION_ID' },
  { agent: 'codex', marks: ['CODEX_THREAD_ID', 'CODEX_SANDBOX'], session: 'CODEX_THREAD_ID' },
  { agent: 'gemini', marks: ['GEMINI_CLI'] },
  { agent: 'copilot', marks: ['COPILOT_CLI'], session: 'COPILOT_AGENT_SESSION_ID' },
  { agent: 'copilot-chat', marks: ['COPILOT_AGENT'] },
];

const sessionPattern = /^[A-Za-z0-9._:-]{1,200}$/;

/**
 * The agent that runs this process, as it says itself. An agent started by another inherits the other's variables, so
 * where several are named, none is believed.
 */
export function agentOfVariables(variables: Variables): {
  readonly agent: string | null;
  readonly session: string | null;
} {
  const found = agentMarks.filter(({ marks }) => marks.some((name) => (variables[name] ?? '') !== ''));
  const [only] = found;
  if (only === undefined || found.length > 1) {
    return { agent: null, session: null };
  }
  const session = only.session === undefined ? '' : (variables[only.session] ?? '');
  return { agent: only.agent, session: sessionPattern.test(session) ? session : null };
}

/** The agent whose client an MCP server serves, as it names itself; null for a name that says nothing. */
export function agentOfClient(name: string): string | null {
  const known = [
    ['claude', 'claude'],
    ['codex', 'codex'],
    ['gemini', 'gemini'],
    ['copilot', 'copilot'],
    ['visual studio code', 'copilot-chat'],
  ] as const;
  const lower = name.slice(0, 200).toLowerCase();
  return (
    known.find(([part]) => lower.includes(part))?.[1] ??
    (/^[\w .@/-]{1,60}$/.test(lower) ? lower.trim() : null)
  );
}
