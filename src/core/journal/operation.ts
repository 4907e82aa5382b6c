import * as z from 'zod';
import { sessionFieldsSchema } from '../agentSession';
import type { Change, Entity } from '../change';
import { folderFieldsSchema } from '../ignoredFolder';
import { parsed, rejected, type Parsed } from '../parsed';
import { spanFieldsSchema } from '../span';
import { taskFieldsSchema } from '../task';
import { isStamp, type Stamp } from './stamp';

/** Values of top-level fields, checked by the entity's schema. */
export type Fields = Readonly<Record<string, unknown>>;

/** A stored change: what the journal is made of. Operations form a set; see entityState.ts for what they say. */
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
  /** False where something only a newer version knows was left out, the operation itself or a field of it. */
  readonly whole: boolean;
}

export const entities = ['task', 'session', 'span', 'folder'] as const satisfies readonly Entity[];

/** All fields of a complete entity, in the order they are stored. */
export const fieldNames: Readonly<Record<Entity, readonly string[]>> = {
  task: Object.keys(taskFieldsSchema.shape),
  session: Object.keys(sessionFieldsSchema.shape),
  span: Object.keys(spanFieldsSchema.shape),
  folder: Object.keys(folderFieldsSchema.shape),
};

/**
 * Fields that a later version brought, each with what it says where nobody has written it. Every new field goes here:
 * otherwise what older versions recorded would count as incomplete and not be shown.
 */
export const laterFields: Readonly<Record<Entity, Fields>> = {
  task: {},
  session: { transcript: null, ignored: false },
  span: {},
  folder: {},
};

const someFields = {
  task: taskFieldsSchema.partial(),
  session: sessionFieldsSchema.partial(),
  span: spanFieldsSchema.partial(),
  folder: folderFieldsSchema.partial(),
} satisfies Record<Entity, z.ZodType<Fields>>;

const operationSchema = z.object({
  stamp: z.string().refine(isStamp),
  entity: z.string(),
  id: z.string().min(1).max(4096),
  kind: z.string(),
  fields: z.unknown().optional(),
});

/** Checks what was read from a journal; what only a newer version knows is left out, and the answer says so. */
export function parseOperation(raw: unknown): Parsed<UnderstoodEntry> {
  const frame = operationSchema.safeParse(raw);
  if (!frame.success) {
    return rejected(`is not an operation (${firstIssue(frame.error)})`);
  }
  const { stamp, id, kind } = frame.data;
  const entity = entities.find((each) => each === frame.data.entity);
  if (entity === undefined) {
    return parsed(notUnderstood);
  }
  if (kind === 'delete' || kind === 'restore') {
    return parsed({ operation: { stamp, entity, id, kind, fields: {} }, whole: true });
  }
  if (kind !== 'set') {
    return parsed(notUnderstood);
  }
  const fields = parseFields(entity, frame.data.fields);
  if (!fields.ok) {
    return fields;
  }
  const operation = { stamp, entity, id, kind, fields: fields.value } as const;
  return parsed({ operation, whole: holdsAllOf(fields.value, frame.data.fields) });
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
  const result = someFields[entity].safeParse(raw);
  return result.success
    ? parsed(result.data)
    : rejected(`has a value that can't be right (${entity} ${firstIssue(result.error)})`);
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'unknown' : `${issue.path.join('.')}: ${issue.message}`;
}
