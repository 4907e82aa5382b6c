import assert from 'node:assert/strict';
import { array, assert as check, constantFrom, integer, option, property, record, string } from 'fast-check';
import { parse } from 'jsonc-parser';
import { describe, it } from 'mocha';
import { withHooks, withoutHooks } from '../../src/agents/hooks/claudeSettings';

const script = "/home/a b/it's/leverage-record-hook.sh";

const files: readonly (readonly [what: string, text: string | undefined])[] = [
  ['no file', undefined],
  ['an empty file', ''],
  ['blank lines', '\n \r\n'],
  ['a byte order mark alone', '\uFEFF'],
  ['an empty object', '{}'],
  ['an empty object on lines', '{\n}\n'],
  ['an empty object with a space', '{ }'],
  ['a comment in an empty object', '{ /* nothing */ }\n'],
  ['other settings', '{\n  "model": "opus"\n}\n'],
  ['tabs and CRLF', '{\r\n\t"model": "opus",\r\n\t"hooks": {\r\n\t}\r\n}'],
  ['one line', '{"a":[1,{"hooks":2}],"hooks":{"Stop":[],"X":[]}}'],
  [
    'comments and trailing commas',
    '// mine\n{ // top\n   "hooks": {"Stop": [ /* none */ ], }, // all\n}\n// end',
  ],
  ['an odd root', '  {"a": 1}  '],
  ['a byte order mark', '\uFEFF{\n    "a": 1\n}'],
  [
    'hooks of somebody else',
    '{\n "hooks": {\n  "Stop": [\n   {"hooks": [{"type": "command", "command": "say done"}]}\n  ]\n }\n}\n',
  ],
];

describe('Hooks in the settings of Claude Code', () => {
  for (const [what, text] of files) {
    it(`are added to ${what} once, and removed to the byte`, () => {
      const installed = withHooks(text, script);
      assert.equal(withHooks(installed, script), installed);
      const before: Record<string, unknown> = parse((text ?? '').replace('\uFEFF', '')) ?? {};
      const after: Record<string, unknown> = parse(installed.replace('\uFEFF', ''));
      assert.deepEqual({ ...after, hooks: 0 }, { ...before, hooks: 0 });
      assert.deepEqual(eventsWithOurs(installed), expectedEvents);
      assert.equal(withoutHooks(installed, script), text);
    });
  }

  it('look like the rest of the file', () => {
    const installed = withHooks('{\r\n\t"model": "opus"\r\n}\r\n', script);
    assert.match(
      installed,
      /^\{\r\n\t"hooks": \{\r\n\t\t"UserPromptSubmit": \[\r\n\t\t\t\{\r\n\t\t\t\t"hooks"/,
    );
    assert.ok(!/[^\r]\n/.test(installed));
    assert.ok(installed.endsWith(',\r\n\t"model": "opus"\r\n}\r\n'));
  });

  it('leave those of other people alone, in their order, wherever they were added', () => {
    const installed = withHooks(
      '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"one"}]}]}}',
      script,
    );
    const rewritten: { hooks: Record<string, { hooks: unknown[] }[]> } = parse(installed);
    rewritten.hooks['Stop']?.unshift({ hooks: [{ type: 'command', command: 'zero' }] });
    rewritten.hooks['SessionEnd']?.[0]?.hooks.push({ type: 'command', command: 'two' });
    const left: unknown = JSON.parse(withoutHooks(JSON.stringify(rewritten), script) ?? '');
    assert.deepEqual(left, {
      hooks: {
        SessionEnd: [{ hooks: [{ type: 'command', command: 'two' }] }],
        Stop: [
          { hooks: [{ type: 'command', command: 'zero' }] },
          { hooks: [{ type: 'command', command: 'one' }] },
        ],
      },
    });
  });

  it('are completed where some are missing, and kept where another program wrote the file anew', () => {
    const installed = withHooks('{"a": 1}', script);
    const rewritten: { hooks: Record<string, unknown> } = parse(installed);
    assert.equal(withHooks(JSON.stringify(rewritten), script), JSON.stringify(rewritten));
    delete rewritten.hooks['Stop'];
    assert.deepEqual(eventsWithOurs(withHooks(JSON.stringify(rewritten), script)), expectedEvents);
    assert.deepEqual(JSON.parse(withoutHooks(JSON.stringify(rewritten), script) ?? ''), { a: 1 });
  });

  it('of another installation stay', () => {
    const other = withHooks(undefined, '/other/leverage-record-hook.sh');
    assert.equal(withoutHooks(other, script), other);
    assert.equal(withoutHooks(withHooks(other, script), script), other);
  });

  const refused: readonly (readonly [text: string, message: RegExp])[] = [
    ['{"hooks": {', /not valid JSON \(line 1\)/],
    ['{\n"a": 1\n"b": 2}', /line 3/],
    ['// only a comment', /not valid JSON/],
    ['[]', /unexpected format/],
    ['"text"', /unexpected format/],
    ['{"hooks": []}', /unexpected format/],
    ['{"hooks": {"Stop": {}}}', /unexpected format/],
    ['{"hooks": {"Stop": [{"command": "x"}]}}', /unexpected format/],
    ['{"hooks": {}, "hooks": {}}', /unexpected format/],
    ['{"hooks": {"Stop": [], "Stop": []}}', /unexpected format/],
  ];
  for (const [text, message] of refused) {
    it(`are refused by ${JSON.stringify(text)}`, () => {
      assert.throws(() => withHooks(text, script), { name: 'UserError', message });
      assert.throws(() => withoutHooks(text, script), { name: 'UserError', message });
    });
  }

  it('come and go without a trace in any file', () => {
    check(
      property(settingsFile, (text) => {
        const installed = withHooks(text, script);
        assert.deepEqual(eventsWithOurs(installed), expectedEvents);
        assert.equal(withHooks(installed, script), installed);
        assert.equal(withoutHooks(installed, script), text);
      }),
      { numRuns: 500 },
    );
  });
});

const expectedEvents = [
  'Notification',
  'PermissionRequest',
  'PostToolUse',
  'PostToolUseFailure',
  'PreToolUse',
  'SessionEnd',
  'Stop',
  'UserPromptSubmit',
];

/** Each event once for each hook of ours. */
function eventsWithOurs(text: string): readonly string[] {
  const { hooks }: { hooks: Record<string, { hooks: { command?: string }[] }[]> } = parse(
    text.replace('\uFEFF', ''),
    [],
    { allowTrailingComma: true },
  );
  return Object.entries(hooks)
    .flatMap(([event, groups]) =>
      groups
        .flatMap((group) => group.hooks)
        .flatMap(({ command }) => (command?.includes('leverage-record-hook.sh') ? [event] : [])),
    )
    .sort();
}

const trivia = constantFrom(
  '',
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\n\t',
  '\r\n   ',
  '/* c, {[ */',
  ' // , } ]\n',
  '\n\n',
);

/** Settings written by somebody with no habits at all. */
const settingsFile = record({
  others: array(record({ name: string(), value: constantFrom('1', '{}', '[ ]', '"// no"', 'null') }), {
    maxLength: 3,
  }),
  hooks: option(
    array(
      record({
        name: constantFrom('Stop', 'PostToolUse', 'SessionStart', 'Other'),
        groups: integer({ max: 3, min: 0 }),
      }),
      { maxLength: 3 },
    ),
  ),
  where: integer({ min: 0, max: 3 }),
  trivia: array(trivia, { minLength: 7, maxLength: 30 }),
  trailing: constantFrom('', ','),
  mark: constantFrom('', '\uFEFF'),
}).map(({ others, hooks, where, trivia, trailing, mark }) => {
  let count = 0;
  const some = (): string => trivia[count++ % trivia.length] ?? '';
  const listed = (open: string, items: readonly string[], close: string): string =>
    open +
    some() +
    items.map((item) => item + some()).join(`,${some()}`) +
    (items.length ? trailing : '') +
    some() +
    close;
  const named = (name: string, value: string): string => `${JSON.stringify(name)}${some()}:${some()}${value}`;
  const properties = others
    .filter(({ name }, index) => name !== 'hooks' && others.findIndex((each) => each.name === name) === index)
    .map(({ name, value }) => named(name, value));
  if (hooks) {
    const events = hooks.filter((each, index) => hooks.findIndex(({ name }) => name === each.name) === index);
    const texts = events.map(({ name, groups }) =>
      named(
        name,
        listed(
          '[',
          Array.from({ length: groups }, () =>
            listed('{', [named('hooks', listed('[', ['{"a": 1}'], ']'))], '}'),
          ),
          ']',
        ),
      ),
    );
    properties.splice(where, 0, named('hooks', listed('{', texts, '}')));
  }
  return mark + some() + listed('{', properties, '}') + some();
});
