import assert from 'node:assert/strict';
import {
  checkedOperation,
  entityFieldNames,
  laterFields,
  parseFields,
  parseOperation,
  type Operation,
} from '../../../src/core/journal/operation';
import { formatStamp } from '../../../src/core/journal/stamp';

const stamp = formatStamp({ time: 1, counter: 0 }, 'w');
const frame = { stamp, entity: 'task', id: 'a', kind: 'set', fields: { title: 'x' } };

describe('Reading an operation', () => {
  const deletion = { stamp, entity: 'task', id: 'a', kind: 'delete' };
  const estimate = { hours: 1, by: 'me', at: 1 };
  for (const [name, raw, operation, whole] of [
    ['takes a set with some fields', frame, { ...frame }, true],
    ['takes a set of no fields', { ...frame, fields: {} }, { ...frame, fields: {} }, true],
    ['takes a deletion', deletion, { ...frame, kind: 'delete', fields: {} }, true],
    [
      'leaves out fields that a newer version added',
      { ...frame, fields: { title: 'x', mood: 1 } },
      { ...frame },
      false,
    ],
    [
      'keeps additions of a newer version within a field',
      { ...frame, fields: { estimate: { ...estimate, mood: null } } },
      { ...frame, fields: { estimate: { ...estimate, mood: null } } },
      false,
    ],
    [
      'leaves out a field called as every object’s prototype',
      { ...frame, fields: JSON.parse('{"title":"x","__proto__":{}}') as unknown },
      { ...frame },
      false,
    ],
    [
      'keeps a cleared field',
      { ...frame, fields: { project: null } },
      { ...frame, fields: { project: null } },
      true,
    ],
    ['passes over an entity of a newer version', { ...frame, entity: 'mood' }, undefined, false],
    ['passes over a kind of a newer version', { ...frame, kind: 'merge' }, undefined, false],
  ] as const) {
    const says = whole ? '' : ', and says that it is not all understood';
    it(`${name}${says}`, () =>
      assert.deepEqual(parseOperation(raw), { ok: true, value: { operation, whole } }));
  }

  for (const [name, raw] of [
    ['nothing', null],
    ['a text', 'set'],
    ['a list', [frame]],
    ['a stamp that is none', { ...frame, stamp: 'now' }],
    ['an empty id', { ...frame, id: '' }],
    ['an endless id', { ...frame, id: 'x'.repeat(4097) }],
    ['fields that are no object', { ...frame, fields: 3 }],
    ['no fields', { ...frame, fields: undefined }],
    ['a value of the wrong type', { ...frame, fields: { title: 3 } }],
    ['a day that does not exist', { ...frame, fields: { closing: { day: '2026-02-30' } } }],
  ] as const) {
    it(`rejects with a reason: ${name}`, () => {
      const result = parseOperation(raw);
      assert.ok(!result.ok && result.problem.length > 10);
    });
  }

  it('says which value of which field is wrong', () => {
    const fields = { title: 'x', estimate: { hours: 'x', by: 'me', at: 1 } };
    assert.deepEqual(parseOperation({ ...frame, fields }), {
      ok: false,
      problem: 'task estimate.hours: expected number',
    });
  });

  it('names a field for every column', () => {
    assert.deepEqual(entityFieldNames.span, ['taskId', 'sessionId', 'kind', 'start', 'end', 'evidence']);
  });
});

describe('An operation that is about to be written', () => {
  const written: Operation = {
    stamp,
    entity: 'task',
    id: 'a',
    kind: 'set',
    fields: { title: 'x', estimate: { hours: 1, by: 'me', at: 1, mood: null } },
  };
  for (const [name, operation] of [
    ['a set', written],
    ['a deletion', { ...written, kind: 'delete', fields: {} }],
    ['an unknown field', { ...written, fields: { mood: 1 } }],
    ['a wrong value', { ...written, fields: { title: 3 } }],
    ['a stamp that is none', { ...written, stamp: 'now' }],
    ['an empty id', { ...written, id: '' }],
    ['an endless id', { ...written, id: 'x'.repeat(4097) }],
  ] as const) {
    it(`is what a reader makes of it: ${name}`, () =>
      assert.deepEqual(checkedOperation(operation), parseOperation(operation)));
  }
});

describe('The fields of an entity', () => {
  // Written by the first version. Its records must be readable for ever, so this list never changes.
  const ofTheFirstVersion = {
    task: 'title startedAt project branch folder category workstream private estimate closing importKey',
    session: 'taskId agent mode folder startedAt endedAt ending exitCode',
    span: 'taskId sessionId kind start end evidence',
    folder: 'ignored',
  } as const;

  for (const entity of ['task', 'session', 'span', 'folder'] as const) {
    it(`of kind ${entity} are those of the first version, or have a value for records without them`, () => {
      const later = Object.keys(laterFields[entity]);
      assert.deepEqual([...ofTheFirstVersion[entity].split(' '), ...later], entityFieldNames[entity]);
      assert.deepEqual(parseFields(entity, laterFields[entity]), { ok: true, value: laterFields[entity] });
    });
  }
});
