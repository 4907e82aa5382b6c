import * as z from 'zod/mini';
import { boundedText } from '../bounded';
import { sessionFieldsSchema } from '../task/agentSession';
import type { Change, Entity } from '../task/change';
import { folderFieldsSchema } from '../folders/ignoredFolder';
import { proposalFieldsSchema } from '../task/proposal';
import { untouchedDayText } from '../task/untouchedDayText';
import { dayTextFieldsSchema } from '../task/dayText';
import { parsed, rejected, type Parsed } from '../typed/parsed';
import { plainlyValid } from '../plainlyValid';
import { spanFieldsSchema } from '../task/span';
import { taskFieldsSchema } from '../task/task';
import { isStamp, type Stamp } from './stamp';

/** Values of top-level fields, checked by the entity's schema. */
export type Fields = Readonly<Record<string, unknown>>;

/** A stored change, the unit of the journal. Operations form a set; entityState.ts explains their meaning. */
export interface Operation {
  readonly stamp: Stamp;
  readonly entity: Entity;
  readonly id: string;
  readonly kind: Change['kind'];
  /** Empty unless the kind is `set`. */
  readonly fields: Fields;
}

/** An entry of a journal, as far as this version understands it. */
export interface UnderstoodEntry {
  /** Undefined for an entity or kind that only a newer version knows. */
  readonly operation: Operation | undefined;
  /** False if something that only a newer version knows was left out: the operation itself or a field of it. */
  readonly whole: boolean;
}

export const entities = [
  'task',
  'session',
  'span',
  'folder',
  'proposal',
  'dayText',
] as const satisfies readonly Entity[];

/** All fields of a complete entity, in the order they are stored. */
export const entityFieldNames: Readonly<Record<Entity, readonly string[]>> = {
  task: Object.keys(taskFieldsSchema.shape),
  session: Object.keys(sessionFieldsSchema.shape),
  span: Object.keys(spanFieldsSchema.shape),
  folder: Object.keys(folderFieldsSchema.shape),
  proposal: Object.keys(proposalFieldsSchema.shape),
  dayText: Object.keys(dayTextFieldsSchema.shape),
};

/**
 * Fields added by later versions, each with its value in records without it. Every new field goes here:
 * otherwise records of older versions would count as incomplete and not be shown.
 */
export const laterFields: Readonly<Record<Entity, Fields>> = {
  task: { outcome: null, proposed: null, realEffort: null },
  session: { transcript: null, ignored: false },
  span: {},
  folder: {},
  proposal: { edited: null, decision: null, join: null },
  // None is needed: the fields of a day's text are written one by one.
  dayText: untouchedDayText,
};

const someFields = {
  task: z.partial(taskFieldsSchema),
  session: z.partial(sessionFieldsSchema),
  span: z.partial(spanFieldsSchema),
  folder: z.partial(folderFieldsSchema),
  proposal: z.partial(proposalFieldsSchema),
  dayText: z.partial(dayTextFieldsSchema),
} satisfies Record<Entity, z.ZodMiniType<Fields>>;
const arePlainly = {
  task: plainlyValid(someFields.task),
  session: plainlyValid(someFields.session),
  span: plainlyValid(someFields.span),
  folder: plainlyValid(someFields.folder),
  proposal: plainlyValid(someFields.proposal),
  dayText: plainlyValid(someFields.dayText),
} satisfies Record<Entity, (fields: unknown) => fields is Fields>;

const idSchema = boundedText(1, 4096);

const operationSchema = z.object({
  stamp: z.string().check(z.refine(isStamp)),
  entity: z.string(),
  id: idSchema,
  kind: z.string(),
  fields: z.optional(z.unknown()),
});
const isPlainlyOperation = plainlyValid(operationSchema);

/** Checks an entry of a journal; anything only a newer version knows is left out, which the result reports. */
export function parseOperation(raw: unknown): Parsed<UnderstoodEntry> {
  const frame = isPlainlyOperation(raw)
    ? ({ success: true, data: raw } as const)
    : operationSchema.safeParse(raw);
  if (!frame.success) {
    return rejected(`entry ${firstIssue(frame.error)}`);
  }
  return understood(frame.data);
}

/** The same for what is about to be written, whose frame is known to be of the right types. */
export function checkedOperation(operation: Operation): Parsed<UnderstoodEntry> {
  const { stamp, id } = operation;
  return isStamp(stamp) && idSchema.safeParse(id).success ? understood(operation) : parseOperation(operation);
}

function understood(entry: z.infer<typeof operationSchema>): Parsed<UnderstoodEntry> {
  const { stamp, id, kind } = entry;
  const entity = entities.find((each) => each === entry.entity);
  if (entity === undefined) {
    return parsed(notUnderstood);
  }
  if (kind === 'delete' || kind === 'restore') {
    return parsed({ operation: { stamp, entity, id, kind, fields: {} }, whole: true });
  }
  if (kind !== 'set') {
    return parsed(notUnderstood);
  }
  const fields = understoodFields(entity, entry.fields);
  if (!fields.ok) {
    return fields;
  }
  const operation = { stamp, entity, id, kind, fields: fields.value.fields } as const;
  return parsed({ operation, whole: fields.value.whole });
}

const notUnderstood: UnderstoodEntry = { operation: undefined, whole: false };

/** Whether a schema left no field out, however deep: a closing grows fields just as a task does. */
function holdsAllOf(checked: unknown, raw: unknown): boolean {
  return (
    !isObject(raw) ||
    (isObject(checked) &&
      Object.keys(raw).every((name) => Object.hasOwn(checked, name) && holdsAllOf(checked[name], raw[name])))
  );
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** Checks the fields of a `set`; those that the schema doesn't know are left out. */
export function parseFields(entity: Entity, raw: unknown): Parsed<Fields> {
  if (arePlainly[entity](raw)) {
    return parsed(raw);
  }
  const result = someFields[entity].safeParse(raw);
  return result.success ? parsed(result.data) : rejected(`${entity} ${firstIssue(result.error)}`);
}

/**
 * As much of the fields of a `set` as this version understands. A field that the schema doesn't know is left out, and
 * so is one with a choice that only a newer version offers; what it doesn't know within a field stays there, so that an
 * edit here doesn't lose it.
 */
function understoodFields(
  entity: Entity,
  raw: unknown,
): Parsed<{ readonly fields: Fields; readonly whole: boolean }> {
  if (arePlainly[entity](raw)) {
    return parsed({ fields: raw, whole: true });
  }
  const result = someFields[entity].safeParse(raw);
  if (result.success) {
    const whole = holdsAllOf(result.data, raw);
    return parsed({ fields: whole ? result.data : withUnknownParts(result.data, raw), whole });
  }
  const { issues } = result.error;
  if (isObject(raw) && issues.every((issue) => isNewerChoice(issue, raw))) {
    const left = new Set(issues.map(({ path }) => path[0]));
    const understood = Object.entries(raw).filter(([name]) => !left.has(name));
    const rest = understoodFields(entity, Object.fromEntries(understood));
    return rest.ok ? parsed({ fields: rest.value.fields, whole: false }) : rest;
  }
  return rejected(`${entity} ${firstIssue(result.error)}`);
}

function isNewerChoice({ code, path }: z.core.$ZodIssue, raw: unknown): boolean {
  const value = path.reduce<unknown>(
    (within, name) => (isObject(within) ? within[String(name)] : undefined),
    raw,
  );
  return path.length > 0 && code === 'invalid_value' && typeof value === 'string';
}

/** None of our data nests nearly this deep, and JSON.stringify fails on endless nesting. */
const deepestKept = 30;

function withUnknownParts(fields: Fields, raw: unknown): Fields {
  return isObject(raw) ? mapped(fields, (value, name) => withUnknown(value, value, raw[name])) : fields;
}

/** An edit's fields, plus the parts of the replaced ones that only a newer version knows. */
export function keepingUnknown(entity: Entity, fields: Fields, before: Fields): Fields {
  if (!Object.keys(fields).some((name) => isObject(before[name]))) {
    return fields;
  }
  return mapped(fields, (value, name) => {
    const earlier = before[name];
    if (!isObject(value) || !isObject(earlier)) {
      return value;
    }
    const known: Fields | undefined = someFields[entity].safeParse({ [name]: earlier }).data;
    return known === undefined ? value : withUnknown(value, known[name], earlier);
  });
}

/** An object plus the unknown members of a raw one, however deep. */
function withUnknown(value: unknown, known: unknown, raw: unknown): unknown {
  if (!isObject(value) || !isObject(known) || !isObject(raw) || Array.isArray(value)) {
    return value;
  }
  const unknown = Object.entries(raw).filter(
    ([name, each]) =>
      !Object.hasOwn(value, name) && !Object.hasOwn(known, name) && !isDeeperThan(each, deepestKept),
  );
  const own = mapped(value, (each, name) => withUnknown(each, known[name], raw[name]));
  return unknown.length === 0 ? own : Object.fromEntries([...Object.entries(own), ...unknown]);
}

function mapped(fields: Fields, value: (each: unknown, name: string) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, value(each, name)]));
}

function isDeeperThan(value: unknown, depth: number): boolean {
  return (
    isObject(value) && (depth === 0 || Object.values(value).some((each) => isDeeperThan(each, depth - 1)))
  );
}

function firstIssue(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) {
    return 'unknown';
  }
  const problem =
    issue.code === 'invalid_type' ? `expected ${issue.expected}` : issue.code.replaceAll('_', ' ');
  return `${issue.path.join('.')}: ${problem}`;
}
