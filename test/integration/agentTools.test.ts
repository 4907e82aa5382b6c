import assert from 'node:assert/strict';
import * as vscode from 'vscode';
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

function hasText<Name extends string>(value: unknown, name: Name): value is Record<Name, string> {
  return typeof value === 'object' && value !== null && name in value;
}

function waitingIn(day: unknown): number {
  assert.ok(typeof day === 'object' && day !== null && 'proposalsWaiting' in day);
  return Number(day.proposalsWaiting);
}
