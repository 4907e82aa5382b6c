import assert from 'node:assert/strict';
import { array, assert as check, constantFrom, json, option, property, record, tuple } from 'fast-check';
import { describe, it } from 'mocha';
import { jsonFile } from '../../src/agents/connect/jsonFile';
import { tomlFile } from '../../src/agents/connect/tomlFile';
import { tomlOutline } from '../../src/agents/connect/tomlOutline';

const pieces = [
  { path: ['permissions', 'allow'], value: 'Bash(leverage-record propose:*)' },
  { path: ['permissions', 'allow'], value: 'Bash(leverage-record similar:*)' },
  { path: ['mcpServers'], name: 'leverage-record', value: { command: '/bin/x', args: ['mcp'] } },
];
const table = { name: ['mcp_servers', 'leverage-record'], lines: ['command = "x"', 'args = ["mcp"]'] };

const settings = record({
  value: record(
    {
      permissions: record(
        { allow: array(constantFrom('Bash(ls:*)', 'Bash(leverage-record propose:*)')) },
        { requiredKeys: [] },
      ),
      mcpServers: constantFrom({}, { other: { command: 'y' } }),
      more: json(),
    },
    { requiredKeys: [] },
  ),
  indent: constantFrom(0, 1, 2, '\t'),
  newline: constantFrom('\n', '\r\n'),
  end: constantFrom('', '\n', ' // end\n'),
}).map(({ value, indent, newline, end }) =>
  (JSON.stringify(value, undefined, indent) + end).replaceAll('\n', newline),
);

const toml = tuple(
  array(
    constantFrom(
      'a = 1',
      '# note',
      '',
      '"b" . c = [ # list',
      'd = """\n[mcp_servers.leverage-record]\n"""',
      "e = '''x''''",
      '[f."g h"]',
      '[[i]]',
      'j = { k = "}" }',
      'l = "\\"#"',
    ).map((line) => (line.endsWith('# list') ? `${line}\n  1,\n]` : line)),
  ),
  constantFrom('\n', '\r\n'),
  constantFrom('', '\n'),
).map(([lines, newline, end]) => (lines.join('\n') + end).replaceAll('\n', newline));

describe('What connecting adds to a file', () => {
  it('comes and goes without a trace in any JSON', () => {
    const file = jsonFile('settings.json', pieces);
    check(
      property(option(settings, { nil: undefined }), (text) => {
        const connected = file.with(text, []);
        assert.equal(connected.taken, false);
        assert.deepEqual(file.with(connected.text, connected.added).text, connected.text);
        assert.equal(file.without(connected.text, connected.added), text);
      }),
      { numRuns: 500 },
    );
  });

  it('comes and goes without a trace in any TOML', () => {
    const file = tomlFile('config.toml', table);
    check(
      property(option(toml, { nil: undefined }), (text) => {
        const connected = file.with(text, []);
        assert.deepEqual(tomlOutline(connected.text ?? '')?.tables.at(-1), table.name);
        assert.equal(file.with(connected.text, connected.added).text, connected.text);
        assert.equal(file.without(connected.text, connected.added), text);
      }),
      { numRuns: 500 },
    );
  });

  it('stays where others wrote behind it, and goes from there', () => {
    const file = tomlFile('config.toml', table);
    const { text = '', added } = file.with('a = 1\n', []);
    const more = `${text}\n[projects."/x"]\ntrust = true\n`;
    assert.deepEqual(file.with(more, added), { text: more, added, taken: false });
    assert.equal(file.without(more, added), 'a = 1\n\n[projects."/x"]\ntrust = true\n');
  });
});

describe('The outline of a TOML file', () => {
  for (const [text, tables, values] of [
    ['a = 1\nb.c = 2\n[d]\ne = 3', [['d']], [['a'], ['b', 'c']]],
    ['[a."b.c".\'d\']', [['a', 'b.c', 'd']], []],
    ['[ a . b ] # c\n[[ e ]]', [['a', 'b'], ['e']], []],
    ['a = """\n[b]\n\\"""\n"""\n', [], [['a']]],
    ["a = '''\n[b]\n'''''\n[c]", [['c']], [['a']]],
    ['a = [[1, "]"], # ]\n[2]]\n', [], [['a']]],
  ] as const) {
    it(`of ${JSON.stringify(text)} is known`, () => {
      assert.deepEqual(tomlOutline(text), { tables, values });
    });
  }

  for (const text of [
    'a',
    'a =',
    '[a',
    'a = "',
    'a = [',
    '= 1',
    'a = 1 b = 2"',
    '[a] b',
    'a = """\n"',
    '{',
    'a = ]',
  ]) {
    it(`of ${JSON.stringify(text)} is not`, () => {
      assert.equal(tomlOutline(text), undefined);
    });
  }
});
