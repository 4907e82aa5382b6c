import { largest } from '../figures/extremes';
import type { HookSilence } from '../transcript/hooks/hookSilence';

/** After how many days an agent deletes its transcripts, and the setting that says so. */
export interface Retention {
  readonly days: number;
  readonly setting: string;
}

/** What is known of the agents on this machine and of what they left in the record. */
export interface Symptoms {
  readonly agents: readonly Pick<AgentHealth, 'agent' | 'title' | 'isFound' | 'isConnected'>[];
  readonly proposals: readonly { readonly agent: string | null; readonly proposedAt: number }[];
  readonly sessions: readonly { readonly agent: string; readonly end: number }[];
  /** The sessions of which some work belongs to no task, and whose transcripts are still there. */
  readonly unassigned: readonly {
    readonly agent: string;
    readonly externalId: string;
    readonly end: number;
  }[];
  readonly hooks: { readonly areInstalled: boolean; readonly silence: HookSilence | undefined };
  readonly retention: (agent: string) => Retention | undefined;
  readonly now: number;
}

/** What the user can do next. */
export type NextStep =
  | { readonly kind: 'connect' }
  | { readonly kind: 'restartSessions' }
  | { readonly kind: 'letWork' }
  | { readonly kind: 'saveSessions'; readonly count: number; readonly retention: Retention };

/** How one agent is doing. Moments are those of the last that arrived; null: none did. */
export interface AgentHealth {
  readonly agent: string;
  readonly title: string;
  readonly isFound: boolean;
  readonly isConnected: boolean;
  readonly lastProposal: number | null;
  readonly lastSession: number | null;
  /** Null for an agent without hooks. */
  readonly hooks: 'called' | 'not called' | 'not installed' | null;
  readonly next: NextStep | null;
}

const dayMs = 86_400_000;
/** How long before it is deleted a transcript is spoken of. */
const noticeDays = 7;

/** Whether proposals, hooks and transcripts of each agent arrive, and if not, the next step. */
export function diagnose(symptoms: Symptoms): readonly AgentHealth[] {
  return symptoms.agents.map(({ agent, title, isFound, isConnected }) => {
    // A chat in VS Code goes by a name of its own.
    const isIts = (name: string | null): boolean =>
      name === agent || (agent === 'copilot' && name === 'copilot-chat');
    const lastProposal = latest(
      symptoms.proposals.filter((each) => isIts(each.agent)).map(({ proposedAt }) => proposedAt),
    );
    const lastSession = latest(symptoms.sessions.filter((each) => isIts(each.agent)).map(({ end }) => end));
    const known = {
      agent,
      title,
      isFound: isFound || lastSession !== null,
      isConnected,
      lastProposal,
      lastSession,
      hooks: agent === 'claude' ? hooksOf(symptoms.hooks) : null,
    };
    return { ...known, next: nextStep(known, symptoms) };
  });
}

function latest(moments: readonly number[]): number | null {
  return moments.length === 0 ? null : largest(moments);
}

function hooksOf({ areInstalled, silence }: Symptoms['hooks']): AgentHealth['hooks'] {
  return areInstalled ? (silence === undefined ? 'called' : 'not called') : 'not installed';
}

function nextStep(
  { agent, isFound, isConnected, lastProposal, hooks }: Omit<AgentHealth, 'next'>,
  { unassigned, retention, now }: Symptoms,
): NextStep | null {
  const kept = retention(agent);
  const lost = kept && now - (kept.days - noticeDays) * dayMs;
  const sessions = unassigned.filter((each) => each.agent === agent && lost !== undefined && each.end < lost);
  // What can't be got back comes first.
  if (kept && sessions.length > 0) {
    const count = new Set(sessions.map(({ externalId }) => externalId)).size;
    return { kind: 'saveSessions', count, retention: kept };
  }
  if (!isFound) {
    return null;
  }
  if (!isConnected) {
    return lastProposal === null ? { kind: 'connect' } : null;
  }
  if (hooks === 'not called') {
    return { kind: 'restartSessions' };
  }
  return lastProposal === null ? { kind: 'letWork' } : null;
}
