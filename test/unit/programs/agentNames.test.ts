import assert from 'node:assert/strict';
import { agentNamed, wellKnownProducts } from '../../../src/core/programs/agentNames';
import { agentCommand } from '../../../src/core/programs/agentCommand';

describe('The name of an agent in the record', () => {
  for (const [typed, agent] of [
    ['Claude Code', 'claude'],
    [' claude code ', 'claude'],
    ['Claude', 'claude'],
    ['Codex CLI', 'codex'],
    ['OpenAI Codex', 'codex'],
    ['GitHub Copilot', 'copilot'],
    ['GitHub Copilot CLI', 'copilot'],
    ['Cursor', 'cursor-agent'],
    ['cursor-agent', 'cursor-agent'],
    ['Gemini CLI', 'gemini'],
    ['Aider', 'aider'],
    ['Devin', 'Devin'],
    ['Claude Code for my team', 'Claude Code for my team'],
    ['Code', 'Code'],
    ['', ''],
  ] as const) {
    it(`is “${agent}” for what a user calls “${typed}”`, () => assert.equal(agentNamed(typed), agent));
  }

  for (const { agent, title } of wellKnownProducts) {
    it(`for ${title} is the terminal sensor's name`, () => {
      assert.equal(agentCommand(agent)?.agent, agent);
      assert.equal(agentNamed(title), agent);
    });
  }

  it('stays as typed', () => {
    for (const { agent } of wellKnownProducts) {
      assert.equal(agentNamed(agent), agent);
    }
  });
});
