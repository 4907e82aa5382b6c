import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { build } from 'esbuild';
import * as z from 'zod';
import { isProposingTool, proposalIdsIn } from '../../src/agents/reading/proposalCalls';
import { inputSchemaOf } from '../../src/core/proposal/agentTools';
import { isProposalId } from '../../src/core/proposal/proposalId';
import { CommandLine } from '../fixtures/commandLine';
import { openStore } from '../store/storeInTemporaryFolder';

const root = join(__dirname, '..', '..');
const contentSchema = z.tuple([z.object({ type: z.literal('text'), text: z.string() })]);

describe('leverage-record mcp, with a client of the official SDK', function () {
  this.timeout(120_000);
  let built = '';
  let line: CommandLine;
  let client: Client;

  before(async () => {
    built = mkdtempSync(join(tmpdir(), 'leverage-record-mcp-'));
    mkdirSync(join(built, 'dist'));
    await build({
      absWorkingDir: root,
      entryPoints: ['src/cli.ts'],
      outfile: join(built, 'dist/cli.js'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
    copyFileSync(join(root, 'node_modules/sql.js/dist/sql-wasm.wasm'), join(built, 'dist/sql-wasm.wasm'));
    copyFileSync(join(root, 'package.json'), join(built, 'package.json'));
  });
  after(() => rmSync(built, { recursive: true, force: true }));

  beforeEach(async () => {
    line = new CommandLine();
    line.now = Date.now();
    mkdirSync(join(line.data, 'journal'), { recursive: true });
    client = new Client({ name: 'claude-code', version: '2.1.0' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [join(built, 'dist/cli.js'), 'mcp', '--data', line.data, '--time-zone', 'UTC'],
        env: { PATH: process.env['PATH'] ?? '' },
        cwd: line.folder,
      }),
    );
  });
  afterEach(async () => {
    await client.close();
    line.remove();
  });

  async function call(name: string, input: Record<string, unknown>) {
    const { content, isError } = await client.callTool({ name, arguments: input });
    const [{ text }] = contentSchema.parse(content);
    return { text, failed: isError === true };
  }

  async function answer<T>(name: string, input: Record<string, unknown>, schema: z.ZodType<T>): Promise<T> {
    const { text, failed } = await call(name, input);
    assert.equal(failed, false, text);
    return schema.parse(JSON.parse(text));
  }

  it('offers four tools in few words, with what they do said for machines', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint, annotations?.idempotentHint]),
      [
        ['propose_task', false, false],
        ['similar_tasks', true, true],
        ['day_record', true, true],
        ['withdraw_proposal', false, true],
      ],
    );
    assert.deepEqual(tools[0]?.inputSchema, inputSchemaOf('propose_task'));
    // Every session pays for them: some 900 tokens.
    assert.ok(JSON.stringify(tools).length < 4_500, `${JSON.stringify(tools).length} characters`);
    assert.equal(client.getServerVersion()?.name, 'leverage-record');
  });

  it('proposes, finds similar tasks, reads the day and withdraws, in the one record', async () => {
    await line.close('Port the CSV importer');
    await line.close('Secret work', '--private');
    const { id } = await answer(
      'propose_task',
      { title: 'Port the JSON importer', hours: 6, low: 4, high: 10, because: 'Like CSV.', model: 'opus' },
      z.object({ id: z.string() }),
    );
    assert.ok(isProposalId(id));
    // As it stands in a transcript.
    assert.deepEqual(proposalIdsIn([{ type: 'text', text: JSON.stringify({ id }) }], 'tool'), [id]);
    assert.ok(['mcp__leverage-record__propose_task', 'leverageRecord_proposeTask'].every(isProposingTool));
    const { tasks } = await answer(
      'similar_tasks',
      { title: 'Port the JSON importer' },
      z.object({ tasks: z.array(z.looseObject({ title: z.string(), humanHours: z.number() })) }),
    );
    assert.deepEqual(
      tasks.map(({ title, humanHours }) => [title, humanHours]),
      [['Port the CSV importer', 12]],
    );
    const day = await answer(
      'day_record',
      {},
      z.looseObject({
        tasks: z.array(z.looseObject({ title: z.string() })),
        privateTasksLeftOut: z.number(),
        proposalsWaiting: z.number(),
      }),
    );
    assert.deepEqual(
      [day.tasks.map(({ title }) => title), day.privateTasksLeftOut, day.proposalsWaiting],
      [['Port the CSV importer'], 1, 1],
    );
    const store = await openStore(line.data, { readOnly: true });
    const stored = store.proposal(id);
    await store.close();
    assert.deepEqual(
      [stored?.way, stored?.agent, stored?.estimate.by, stored?.folder],
      ['mcp', 'claude', 'opus', line.folder],
    );
    await answer('withdraw_proposal', { id }, z.object({ withdrawn: z.literal(id) }));
    await answer('withdraw_proposal', { id }, z.object({ withdrawn: z.literal(id) }));
    assert.match((await line.run('proposals')).stdout, /^No proposals are waiting/m);
  });

  const refused: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ['propose_task', { title: 'x', hours: 1, minutes: 40 }, /minutes, tokens and times are measured/],
    [
      'propose_task',
      { title: 'x', hours: '1' },
      /^hours must be a number, not text\. Nothing was proposed\.$/,
    ],
    ['propose_task', {}, /^title is missing\./],
    ['day_record', { day: 'yesterday' }, /^day must be a day such as 2026-04-19\.$/],
    ['similar_tasks', { title: 'x', more: 1 }, /^“more” is no field here\.$/],
    ['withdraw_proposal', { id: 'x' }, /^id is no id of a proposal\.$/],
    ['withdraw_proposal', { id: `proposal-${'0'.repeat(32)}` }, /^There is no such proposal/],
    ['rewrite_record', {}, /^There is no tool rewrite_record/],
  ];
  it('refuses in words that an agent can act on, and goes on', async () => {
    for (const [name, input, message] of refused) {
      const { text, failed } = await call(name, input);
      assert.ok(failed, name);
      assert.match(text, message);
    }
    assert.match((await line.run('proposals')).stdout, /^No proposals are waiting/m);
  });

  it('answers what was asked before its input ended', () => {
    const asked = [
      {
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
      },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      {
        jsonrpc: '2.0',
        id: 2,
        method: 'tools/call',
        params: { name: 'propose_task', arguments: { title: 'Port the importer', hours: 6 } },
      },
    ];
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(built, 'dist/cli.js'), 'mcp', '--data', line.data],
      { input: asked.map((each) => `${JSON.stringify(each)}\n`).join(''), encoding: 'utf8' },
    );
    assert.equal(status, 0);
    assert.match(
      stdout,
      /"id":1[^]*proposal-[0-9a-f]{32}[^]*"id":2|"id":1[^]*"id":2[^]*proposal-[0-9a-f]{32}/,
    );
  });

  it('says what is wrong with a record that can’t be read, and serves again once it can', async () => {
    rmSync(line.data, { recursive: true });
    const { text, failed } = await call('day_record', {});
    assert.ok(failed);
    assert.match(text, /doesn't exist\. Give a record's folder with --data\.$/);
    mkdirSync(join(line.data, 'journal'), { recursive: true });
    assert.equal((await call('day_record', {})).failed, false);
  });
});
