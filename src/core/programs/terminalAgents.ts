import { knownAgents } from './knownAgents';

const withTranscripts: ReadonlyMap<string, 'live' | 'late'> = new Map(
  knownAgents.flatMap(({ agent, transcripts }) => (transcripts ? [[agent, transcripts] as const] : [])),
);

/** The name under which the transcripts of a program in a terminal are read; undefined if it leaves none. */
export function transcriptAgent(agent: string): string | undefined {
  return withTranscripts.has(agent) ? agent : undefined;
}

/** Whether the agent's transcript is fast and complete enough to show when it works, making its output unnecessary. */
export function tellsTurns(agent: string): boolean {
  return withTranscripts.get(agent) === 'live';
}
