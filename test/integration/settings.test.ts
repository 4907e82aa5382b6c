import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isZone } from '../../src/core/days/day';
import { Settings } from '../../src/editor/settings';

const defaults = {
  dayStart: '00:00',
  rowDecimals: 1,
  agentCommands: [],
  agentAliases: [],
  folderAliases: [],
  clients: [],
  templates: [],
  quietMs: 3000,
  thinkingThresholdMs: 30_000,
  proposals: 'ask',
  whatCameOut: true,
  weeklyDigest: true,
  promptTarget: 'terminal',
  promptFiles: [],
} as const;

describe('a setting', () => {
  const settings = new Settings(isZone);
  const machineZone = settings.timeZone;
  const changed = new Set<string>();

  async function write(key: string, value: unknown): Promise<void> {
    await vscode.workspace
      .getConfiguration('leverageRecord')
      .update(key, value, vscode.ConfigurationTarget.Global);
  }

  async function choose(key: string, value: unknown): Promise<void> {
    changed.add(key);
    await write(key, value);
  }

  afterEach(async () => {
    for (const key of changed) {
      await write(key, undefined);
    }
    changed.clear();
  });

  after(() => settings.dispose());

  it('that nobody chose has the default of the manifest', () => {
    for (const [name, value] of Object.entries(defaults)) {
      assert.deepEqual({ [name]: Reflect.get(settings, name) }, { [name]: value });
    }
    assert.ok(machineZone.length > 0);
  });

  for (const [key, chosen, name, expected] of [
    ['dayStart', '04:30', 'dayStart', '04:30'],
    ['timeZone', 'Asia/Kathmandu', 'timeZone', 'Asia/Kathmandu'],
    ['rowDecimals', 2, 'rowDecimals', 2],
    ['agentCommands', ['my-agent'], 'agentCommands', ['my-agent']],
    ['agentAliases', { cc: 'claude' }, 'agentAliases', [['cc', 'claude']]],
    ['folderAliases', { '/a': '/b' }, 'folderAliases', [['/a', '/b']]],
    ['clients', { ACME: ['~/acme'] }, 'clients', [{ name: 'ACME', places: ['~/acme'] }]],
    ['templates', [{ name: 'mine' }], 'templates', [{ name: 'mine' }]],
    ['quietSeconds', 1.5, 'quietMs', 1500],
    ['thinkingThresholdSeconds', 600, 'thinkingThresholdMs', 600_000],
    ['proposals', 'confirm', 'proposals', 'confirm'],
    ['whatCameOut', false, 'whatCameOut', false],
    ['weeklyDigest', false, 'weeklyDigest', false],
    ['promptTarget', 'ask', 'promptTarget', 'ask'],
    ['promptFiles', ['**/*.prompt.md'], 'promptFiles', ['**/*.prompt.md']],
  ] as const) {
    it(`holds at once: ${key}`, async () => {
      await choose(key, chosen);
      assert.deepEqual(Reflect.get(settings, name), expected);
    });
  }

  for (const [key, name, wrong] of [
    ['dayStart', 'dayStart', ['25:00', '4', 4, null, ['04:00'], { hours: 4 }]],
    ['timeZone', 'timeZone', ['Mars/Olympus', 1, true, []]],
    ['rowDecimals', 'rowDecimals', [0, 3, 1.5, '2', null]],
    ['agentCommands', 'agentCommands', ['my-agent', [''], [1], { 0: 'my-agent' }]],
    ['folderAliases', 'folderAliases', [['/a'], '/a', { '/a': 1 }, { '/a': '' }, null]],
    ['clients', 'clients', [['ACME'], { ACME: '~/acme' }, { ACME: [''] }, null]],
    ['templates', 'templates', [{ name: 'mine' }, 'mine', null]],
    ['quietSeconds', 'quietMs', [0, -1, 61, '3', null, []]],
    ['thinkingThresholdSeconds', 'thinkingThresholdMs', [0, 601, '30', true, {}]],
    ['whatCameOut', 'whatCameOut', ['no', 0, null, []]],
    ['weeklyDigest', 'weeklyDigest', ['no', 0, null, []]],
    ['proposals', 'proposals', ['always', 1, null, ['ask']]],
    ['promptTarget', 'promptTarget', ['printer', 1, null, ['chat']]],
    ['promptFiles', 'promptFiles', ['**', [7], [''], null]],
  ] as const) {
    it(`of the wrong type or range counts as not chosen: ${key}`, async () => {
      for (const value of wrong) {
        await choose(key, value);
        const expected = name === 'timeZone' ? machineZone : defaults[name];
        assert.deepEqual(Reflect.get(settings, name), expected, JSON.stringify(value));
      }
    });
  }
});
