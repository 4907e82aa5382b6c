import { knownAgents } from './knownAgents';

/** The agents offered to users, each with its product's name and the sensors' name. */
export const wellKnownProducts = knownAgents
  .flatMap(({ agent, title }) => (title === undefined ? [] : [{ agent, title }]))
  .sort((a, b) => (a.title < b.title ? -1 : 1));

/** Words that people add to or omit from a product's name. */
const additions = /^(?:github|openai|google|anthropic) | (?:cli|code|agent)$/giu;

/** The record's name for an agent as the user calls it; an unknown agent keeps its own name. */
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
