/** Agents that are run in a terminal and leave transcripts; the tracker and the readers call them alike. */
const terminalAgents: readonly string[] = ['claude', 'codex', 'gemini', 'copilot'];

/** Agents that write as they go, so that their transcripts say when they work and when they wait. */
const tellers: readonly string[] = ['claude', 'codex'];

/** The name under which the transcripts of a program in a terminal are read; undefined if it leaves none. */
export function transcriptAgent(agent: string): string | undefined {
  return terminalAgents.includes(agent) ? agent : undefined;
}

/** Whether the agent's transcript is quick and full enough to say when it works, so that its output needn't. */
export function tellsTurns(agent: string): boolean {
  return tellers.includes(agent);
}
