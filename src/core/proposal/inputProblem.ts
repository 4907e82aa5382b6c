import type { core } from 'zod/mini';
import { formatCount } from '../figures/format';

/** What is wrong with the fields, as a sentence that an agent can act on. */
export function inputProblem(
  issue: core.$ZodIssue | undefined,
  given: Readonly<Record<string, unknown>>,
): string {
  const name = String(issue?.path[0] ?? '');
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  switch (issue?.code) {
    case 'invalid_type':
      return value === undefined
        ? `${name} is missing.`
        : `${name} must be ${expected(issue.expected)}, not ${kindOf(value)}.`;
    case 'too_big':
      return typeof value === 'string'
        ? `${name} has ${formatCount(value.length)} characters. Shorten it to ${formatCount(Number(issue.maximum))}.`
        : `${name} ${issue.message}`;
    case 'too_small':
      return typeof value === 'string' ? `${name} is empty.` : `${name} ${issue.message}`;
    case 'invalid_value':
      return `${name} is one of ${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `“${(issue.keys[0] ?? '').slice(0, 40)}” is no field here.`;
    default:
      return `${name} ${issue?.message ?? "can't be read."}`;
  }
}

function expected(type: string): string {
  return type === 'int' ? 'a whole number' : type === 'string' ? 'text' : `a ${type}`;
}

const kinds = {
  object: 'an object',
  boolean: 'true or false',
  undefined: 'nothing',
  number: 'a number',
  string: 'text',
  bigint: 'a number',
  symbol: 'a symbol',
  function: 'a function',
} as const;

function kindOf(value: unknown): string {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? 'a fraction' : 'one that is not finite';
  }
  return typeof value === 'string' ? 'text' : Array.isArray(value) ? 'a list' : kinds[typeof value];
}
