import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { boundedList, boundedText } from '../../src/core/bounded';
import { plainlyValid } from '../../src/core/plainlyValid';
import { proposalFieldsSchema } from '../../src/core/task/proposal';
import { spanFieldsSchema } from '../../src/core/task/span';
import { taskFieldsSchema } from '../../src/core/task/task';
import { closedTask } from '../fixtures/tasks';

const { id: _id, ...task } = closedTask(3, 12, 2, { title: 'Split the importer' });
const tokens = { input: 1, output: 2, cacheRead: 3, cacheWrite: 4, unsplit: 0 };
const wholeTask = {
  ...task,
  estimate: { hours: 3, lowHours: 2, highHours: 4, by: 'me', at: 1 },
  closing: { ...task.closing, tokens, tokensEvidence: 'measured' as const },
};
const span = { taskId: 'a', sessionId: null, kind: 'agent', start: 1, end: 2, evidence: 'measured' };

/** Everything that a value consists of, with the way to it. */
function placesIn(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, each]) => placesIn(each, [...way, name]))
      : [];
  return [way, ...inner];
}

/** The value with another one in a place, or without what is there. */
function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) {
    return by;
  }
  const fields = new Map<string, unknown>(Object.entries(Object(value)));
  if (rest.length === 0 && by === undefined) {
    fields.delete(name);
  } else {
    fields.set(name, replaced(fields.get(name), rest, by));
  }
  return Object.fromEntries(fields);
}

describe('what is plainly valid', () => {
  it('is what a schema accepts unchanged, whatever is wrong with a record', () => {
    const schemas = [
      { schema: taskFieldsSchema, valid: wholeTask },
      { schema: z.partial(taskFieldsSchema), valid: wholeTask },
      { schema: spanFieldsSchema, valid: span },
      { schema: proposalFieldsSchema, valid: { ...wholeTask, proposedAt: 1 } },
    ];
    let accepted = 0;
    for (const { schema, valid } of schemas) {
      const isPlainly = plainlyValid(schema);
      const place = fc.constantFrom(...placesIn(valid), ['foreign'], ['closing', 'foreign']);
      const other = fc.oneof(
        fc.constantFrom(
          undefined,
          null,
          '',
          'measured',
          0,
          -1,
          1.5,
          2 ** 53,
          Number.NaN,
          true,
          [],
          {},
          '2025-02-30',
        ),
        fc.jsonValue({ maxDepth: 2 }),
        fc.string({ unit: 'binary' }),
      );
      fc.assert(
        fc.property(place, other, (way, by) => {
          const value = replaced(valid, way, by);
          if (isPlainly(value)) {
            accepted += 1;
            const result = schema.safeParse(value);
            assert.ok(result.success, JSON.stringify(value));
            assert.equal(JSON.stringify(result.data), JSON.stringify(value));
            assert.deepEqual(result.data, value);
          }
        }),
        { numRuns: 200 },
      );
    }
    assert.ok(accepted > 10, `only ${accepted} were accepted`);
  });

  it('is a record as it is stored', () => {
    assert.equal(plainlyValid(taskFieldsSchema)(wholeTask), true);
    assert.equal(plainlyValid(z.partial(taskFieldsSchema))({ closing: wholeTask.closing }), true);
    assert.equal(plainlyValid(spanFieldsSchema)(span), true);
  });

  const text = boundedText(1, 2);
  const cases: readonly [string, z.core.$ZodType, unknown, boolean][] = [
    ['a text of the right length', text, 'ab', true],
    ['a text of as many code points', text, '👩👩', true],
    ['a text that is too long', text, 'abc', false],
    ['a text that is too short', text, '', false],
    ['a list', boundedList(z.int(), 1, 2), [1, 2], true],
    ['a list that is too long', boundedList(z.int(), 1, 2), [1, 2, 3], false],
    ['a list with a wrong item', boundedList(z.int(), 1, 2), [1.5], false],
    ['a choice', z.enum(['a', 'b']), 'b', true],
    ['no choice', z.enum(['a', 'b']), 'c', false],
    ['a day', z.iso.date(), '2025-02-28', true],
    ['no day', z.iso.date(), '2025-02-30', false],
    ['keys in their order', z.object({ a: z.int(), b: z.int() }), { a: 1, b: 2 }, true],
    [
      'keys in another order, which a schema puts right',
      z.object({ a: z.int(), b: z.int() }),
      { b: 2, a: 1 },
      false,
    ],
    ['an unknown key, which a schema leaves out', z.object({ a: z.int() }), { a: 1, b: 2 }, false],
    ['a missing key', z.object({ a: z.int() }), {}, false],
    ['an optional key that is missing', z.object({ a: z.optional(z.int()), b: z.int() }), { b: 1 }, true],
    ['a key with a default', z.object({ a: z._default(z.int(), 1) }), {}, false],
    ['a list in place of an object', z.object({ a: z.optional(z.int()) }), [], false],
    ['what a check refuses', z.object({ a: z.int() }).check(z.refine(({ a }) => a > 1)), { a: 1 }, false],
    ['what a check would change', z.string().check(z.trim()), ' a', false],
    ['what is converted', z.coerce.number(), '1', false],
    [
      'what is transformed',
      z.pipe(
        z.string(),
        z.transform((each) => `${each}!`),
      ),
      'a',
      false,
    ],
    ['a kind that is left to the schema', z.union([z.int(), z.string()]), 1, false],
  ];
  for (const [name, schema, value, expected] of cases) {
    it(`${expected ? 'takes' : 'leaves to the schema'} ${name}`, () => {
      assert.equal(plainlyValid(schema)(value), expected);
    });
  }
});
