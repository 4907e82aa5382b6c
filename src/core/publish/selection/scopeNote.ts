import { listed } from '../../findings/words/sentenceParts';
import { wellKnownProducts } from '../../programs/agentNames';
import { english } from '../../texts/texts';
import { parseTitle } from '../../typed/parseTitle';

/** What a published record covers, and what kinds of tasks it doesn't. */
export interface PublishedScope {
  /** Names of the agents whose sessions the tasks have, as recorded. */
  readonly agents: readonly string[];
  readonly project: string | undefined;
  readonly isWithoutPrivate: boolean;
  readonly isWithoutIgnored: boolean;
  readonly isWithPrivate: boolean;
}

/**
 * Sentences that say what a published record rests on and what kind of thing was left out. Never how much: from a
 * count or a sum, the figures of what was left out could be got.
 */
export function scopeNote(scope: PublishedScope): readonly string[] {
  const { agents, project, isWithPrivate } = scope;
  return [
    agents.length === 0
      ? 'No agent sessions are recorded for these tasks; their figures were entered or imported.'
      : `Agents whose sessions are recorded for these tasks: ${listed(agents.map(agentTitle), english)}.`,
    ...(project === undefined ? [] : [`Only tasks of the project “${oneLineOf(project)}” are included.`]),
    ...leftOutNote(scope),
    ...(isWithPrivate ? ['Private tasks are included.'] : []),
  ];
}

/** The part that says what kinds of tasks were left out; none of its words is the user's. */
export function leftOutNote({
  isWithoutPrivate,
  isWithoutIgnored,
}: Pick<PublishedScope, 'isWithoutPrivate' | 'isWithoutIgnored'>): readonly string[] {
  return [
    ...(isWithoutPrivate ? ['Private tasks were left out.'] : []),
    ...(isWithoutIgnored ? ['Tasks in ignored folders were left out.'] : []),
  ];
}

/** A product's name where the agent is known, else the name that the user gave its sessions. */
export function agentTitle(agent: string): string {
  return wellKnownProducts.find((each) => each.agent === agent)?.title ?? oneLineOf(agent);
}

function oneLineOf(text: string): string {
  const title = parseTitle(text);
  return title.ok ? title.value : '–';
}
