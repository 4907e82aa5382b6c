import assert from 'node:assert/strict';
import { commandNames } from '../../src/cli/input/helpTexts';
import { agentSkill, agentSkillName } from '../../src/core/proposal/agentSkill';
import { proposalInputNames } from '../../src/core/proposal/proposalInput';
import { textOf } from './projectFiles';

const path = `skills/${agentSkillName}/SKILL.md`;

describe('The skill for agents', () => {
  it('is shipped as its source says: npm run agent-texts', () => {
    assert.equal(textOf(path), agentSkill);
    const manifest = JSON.parse(textOf('package.json'));
    assert.deepEqual(manifest.contributes.chatSkills, [{ path: `./${path}` }]);
    assert.ok(textOf('.vscodeignore').split('\n').includes('!skills/**'));
  });

  it('has the form of Agent Skills', () => {
    const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n\n([\s\S]+)$/.exec(agentSkill) ?? [];
    const fields = head.split('\n').map((line) => line.split(': ', 2));
    assert.deepEqual(
      fields.map(([name]) => name),
      ['name', 'description'],
    );
    // The open form allows these, and the folder must have the same name.
    assert.match(agentSkillName, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    const description = head.slice(head.indexOf('description: ') + 13);
    assert.ok(description.length <= 1024 && !description.includes(': '), 'YAML would read it otherwise');
    assert.ok(body.length < 3_000, `${body.length} characters, which every session pays for`);
  });

  it('names only commands and options that there are', () => {
    const commands = [...agentSkill.matchAll(/leverage-record ([a-z]+)/g)].map(([, name]) => name);
    assert.deepEqual(new Set(commands), new Set(['similar', 'propose', 'withdraw']));
    assert.ok(commands.every((name) => commandNames.some((each) => each === name)));
    const options = [...agentSkill.matchAll(/[ `]--([a-z]+)/g)].map(([, name = '']) => name);
    assert.deepEqual(
      options.filter((name) => !proposalInputNames.includes(name)),
      [],
    );
  });

  it('says when, for whom, with three anchors, and to stay out of the way', () => {
    for (const part of [
      /right before your final answer/,
      /senior engineer who knows the codebase, alone, without AI/,
      /0\.1 to 0\.3[\s\S]*1 to 3[\s\S]*8 to 24/,
      /Never give minutes, tokens or times/,
      /If the command is missing or fails, go on silently/,
    ]) {
      assert.match(agentSkill, part);
    }
  });
});
