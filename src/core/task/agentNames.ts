import { knownAgents } from '../tracker/knownAgents';

/** The agents that users are offered, each by its product's name and as the sensors call it. */
export const wellKnownProducts = knownAgents
  .flatMap(({ agent, title }) => (title === undefined ? [] : [{ agent, title }]))
  .sort((a, b) => (a.title < b.title ? -1 : 1));

/** Words that people add to or leave out of a product's name. */
const additions = /^(?:github|openai|google|anthropic) | (?:cli|code|agent)$/giu;

/** The name under which the record has the agent that a person calls so; what is not known keeps its own name. */
export function agentNamed(text: string): string {
  const name = text.trim();
  const plain = plainName(name);
  const product = wellKnownProducts.find(({ title }) => plainName(title) === plain);
  const known = knownAgents.find(({ names }) => names.includes(name.toLowerCase()));
  return product?.agent ?? known?.agent ?? name;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\s+/gu, ' ').replace(additions, '');
}
