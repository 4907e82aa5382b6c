import type { core } from 'zod/mini';

type Verdict = (value: unknown) => boolean;

/** A check of zod's, for values of the kind that it is of. */
interface Check {
  readonly _zod: { check(payload: core.ParsePayload): unknown };
}

/**
 * A quick verdict on what is exactly as it is stored, with all keys known and in their order, so that parsing would give
 * an equal value. A schema copies what it parses and collects what is wrong, which takes long for a hundred thousand
 * rows; whatever isn't plainly valid is left to it.
 */
export function plainlyValid<Schema extends core.$ZodType>(
  schema: Schema,
): (value: unknown) => value is core.output<Schema> {
  const verdict = verdictOf(schema);
  return (value): value is core.output<Schema> => verdict(value);
}

function verdictOf(schema: core.$ZodType): Verdict {
  return isOfZod(schema) ? withChecks(schema, ofKind(internalsOf(schema).def)) : () => false;
}

type ZodDefinition = core.$ZodTypes['_zod']['def'];

/** What zod keeps of a schema for code that reads schemas. */
function internalsOf<Schema extends { readonly _zod: object }>({ _zod: internals }: Schema): Schema['_zod'] {
  return internals;
}

/** The union of all kinds that zod has. */
function isOfZod(schema: core.$ZodType): schema is core.$ZodTypes {
  return 'type' in internalsOf(schema).def;
}

function ofKind(def: ZodDefinition): Verdict {
  switch (def.type) {
    case 'unknown':
      return () => true;
    case 'string':
    case 'boolean':
      return def.coerce === true ? () => false : (value) => typeof value === def.type;
    case 'number':
      return (value) => def.coerce !== true && typeof value === 'number' && Number.isFinite(value);
    case 'enum': {
      const allowed = new Set<unknown>(Object.values(def.entries));
      return (value) => allowed.has(value);
    }
    case 'nullable': {
      const inner = verdictOf(def.innerType);
      return (value) => value === null || inner(value);
    }
    case 'optional':
      return verdictOf(def.innerType);
    case 'array': {
      const item = verdictOf(def.element);
      return (value) => Array.isArray(value) && value.every(item);
    }
    case 'pipe': {
      const [first, then] = [verdictOf(def.in), verdictOf(def.out)];
      return def.transform === undefined ? (value) => first(value) && then(value) : () => false;
    }
    case 'object':
      return def.catchall === undefined ? ofObject(def.shape) : () => false;
    default:
      return () => false;
  }
}

function ofObject(shape: Readonly<Record<string, core.$ZodType>>): Verdict {
  const fields = Object.entries(shape).map(([name, schema]) => ({
    name,
    isOptional: internalsOf(schema).def.type === 'optional',
    isValid: verdictOf(schema),
  }));
  return (value) => {
    if (!isPlainObject(value)) {
      return false;
    }
    let at = 0;
    for (const name in value) {
      while (fields[at]?.name !== name) {
        if (fields[at]?.isOptional !== true) {
          return false;
        }
        at += 1;
      }
      if (fields[at]?.isValid(value[name]) !== true) {
        return false;
      }
      at += 1;
    }
    for (; at < fields.length; at += 1) {
      if (fields[at]?.isOptional !== true) {
        return false;
      }
    }
    return true;
  };
}

/** The schema's own checks, such as those for lengths and patterns, asked directly. */
function withChecks(schema: core.$ZodTypes, isOfKind: Verdict): Verdict {
  const own = isCheck(schema) ? [schema] : [];
  const checks: readonly Check[] = [...own, ...(internalsOf(schema).def.checks ?? [])];
  if (checks.length === 0) {
    return isOfKind;
  }
  const payload: core.ParsePayload = { value: undefined, issues: [] };
  return (value) => {
    if (!isOfKind(value)) {
      return false;
    }
    payload.value = value;
    payload.issues.length = 0;
    return checks.every(
      (check) =>
        internalsOf(check).check(payload) === undefined &&
        payload.issues.length === 0 &&
        payload.value === value,
    );
  };
}

/** Formats, such as that of a day or a whole number, are schemas and checks in one. */
function isCheck(schema: core.$ZodType | Check): schema is Check {
  return 'check' in internalsOf(schema);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !Array.isArray(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
