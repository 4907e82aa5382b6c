import type { core } from 'zod/mini';
import type { Texts } from '../../texts/texts';
import { parsed, rejected, type Parsed } from '../../typed/parsed';
import { nestsDeeper } from '../reading/nesting';
import { recordTemplateSchema, templateFaults, type RecordTemplate } from './recordTemplate';

const mostLevels = 8;

/** A template from JSON. A failure says which part is wrong, and what it may be. */
export function parseTemplate(json: string, l10n: Texts): Parsed<RecordTemplate> {
  if (nestsDeeper(json, mostLevels)) {
    return rejected(l10n.t('The template is nested deeper than any template.'));
  }
  let raw: unknown;
  try {
    raw = JSON.parse(json.replace(/^\uFEFF/u, ''));
  } catch {
    return rejected(l10n.t('The template is not complete JSON.'));
  }
  return templateOf(raw, l10n);
}

/** A template from a setting; see `parseTemplate`. */
export function templateOf(raw: unknown, l10n: Texts): Parsed<RecordTemplate> {
  const template = recordTemplateSchema.safeParse(raw);
  if (template.success) {
    return parsed(template.data);
  }
  const issue = template.error.issues[0];
  return rejected(issue === undefined ? l10n.t('This is not a template.') : problemOf(issue, raw, l10n));
}

function problemOf(issue: core.$ZodIssue, raw: unknown, l10n: Texts): string {
  // Positions in lists count from 1, as people do.
  const path = issue.path.map((part) => (typeof part === 'number' ? `${part + 1}` : String(part))).join('.');
  const where = path === '' ? l10n.t('The template') : l10n.t('“{0}” of the template', path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return l10n.t('{0} has no part “{1}”.', where, issue.keys.join('”, “'));
    case 'invalid_value':
      return l10n.t('{0} must be one of {1}.', where, issue.values.map(String).join(', '));
    case 'invalid_type':
      return isMissing(raw, issue.path)
        ? l10n.t('{0} is missing.', where)
        : wrongType(issue.expected, where, l10n);
    case 'too_small':
      return l10n.t('{0} is empty.', where);
    case 'too_big':
      return l10n.t('{0} is longer than {1} characters.', where, String(issue.maximum));
    case 'custom':
      return customProblem(issue.message, where, l10n);
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'invalid_union':
    case 'not_multiple_of':
      return l10n.t('{0} is not what a template holds.', where);
  }
}

function wrongType(expected: string, where: string, l10n: Texts): string {
  switch (expected) {
    case 'string':
      return l10n.t('{0} must be text.', where);
    case 'array':
      return l10n.t('{0} must be a list.', where);
    case 'boolean':
      return l10n.t('{0} must be true or false.', where);
    default:
      return l10n.t('{0} must be an object.', where);
  }
}

function customProblem(reason: string, where: string, l10n: Texts): string {
  switch (reason) {
    case templateFaults.lines:
      return l10n.t('{0} must be one line.', where);
    case templateFaults.twice:
      return l10n.t('{0} has the same column twice.', where);
    case templateFaults.noTitle:
      return l10n.t('{0} needs the column “title”.', where);
    default:
      return l10n.t('{0} is empty or too long.', where);
  }
}

function isMissing(raw: unknown, path: readonly PropertyKey[]): boolean {
  let here = raw;
  for (const part of path) {
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, part)
        ? Reflect.get(here, part)
        : undefined;
  }
  return here === undefined;
}
