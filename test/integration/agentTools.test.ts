import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import * as vscode from 'vscode';
import { mcpServerOf } from '../../src/editor/agentTools/registerAgentTools';
import { isProposalId } from '../../src/core/proposal/proposalId';

describe('The language model tools', () => {
  before(async () => {
    await vscode.extensions.getExtension('leverage-record.leverage-record')?.activate();
  });

  async function call(name: string, input: object): Promise<unknown> {
    const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    const [part] = result.content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    return JSON.parse(part.value);
  }

  it('are offered to agents', () => {
    const offered = vscode.lm.tools.map(({ name }) => name);
    for (const name of ['leverageRecord_proposeTask', 'leverageRecord_dayRecord']) {
      assert.ok(offered.includes(name), offered.join(', '));
    }
  });

  it('propose a task, which then waits in the record', async () => {
    const before = await call('leverageRecord_dayRecord', {});
    const answer = await call('leverageRecord_proposeTask', {
      title: 'Port the importer',
      hours: 6,
      low: 4,
      high: 9,
    });
    assert.ok(hasText(answer, 'id') && isProposalId(answer.id));
    const after = await call('leverageRecord_dayRecord', {});
    assert.equal(waitingIn(after), waitingIn(before) + 1);
  });

  it('refuse what is measured in words that a model can act on', async () => {
    await assert.rejects(
      call('leverageRecord_proposeTask', { title: 'Port the importer', hours: 6, minutes: 40 }),
      /minutes, tokens and times are measured by Leverage Record/,
    );
  });
});

describe('The MCP server that VS Code offers', () => {
  const data = mkdtempSync(join(tmpdir(), 'leverage-record-mcp-'));
  after(() => rmSync(data, { recursive: true, force: true }));

  it('starts on the editor’s own runtime and serves the four tools', async () => {
    const extension = vscode.extensions.getExtension('leverage-record.leverage-record');
    assert.ok(extension);
    const { command, args, env, version, cwd } = mcpServerOf({
      extension,
      extensionPath: extension.extensionPath,
      globalStorageUri: vscode.Uri.file(data),
    });
    assert.equal(version, extension.packageJSON.version);
    assert.equal(cwd?.fsPath, vscode.workspace.workspaceFolders?.[0]?.uri.fsPath);
    const variables = Object.entries(env).map(([name, value]) => [name, String(value)] as const);
    const client = new Client({ name: 'Visual Studio Code', version: vscode.version });
    await client.connect(
      new StdioClientTransport({ command, args: [...args], env: Object.fromEntries(variables) }),
    );
    const { tools } = await client.listTools();
    await client.close();
    assert.deepEqual(
      tools.map(({ name }) => name),
      ['propose_task', 'similar_tasks', 'day_record', 'withdraw_proposal'],
    );
  });
});

function hasText<Name extends string>(value: unknown, name: Name): value is Record<Name, string> {
  return typeof value === 'object' && value !== null && name in value;
}

function waitingIn(day: unknown): number {
  assert.ok(typeof day === 'object' && day !== null && 'proposalsWaiting' in day);
  return Number(day.proposalsWaiting);
}
