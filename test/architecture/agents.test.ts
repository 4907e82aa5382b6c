import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { allAgents } from '../../src/agents/allAgents';
import { agentCommand } from '../../src/core/programs/agentCommand';
import { knownAgents } from '../../src/core/programs/knownAgents';
import { allFixtures } from '../fixtures/agents/allFixtures';
import { filesUnder, textOf } from './projectFiles';

const guide = 'docs/adding-an-agent.md says how.';
/** These work in an editor only, so no command line starts them. */
const inEditors = ['copilot-chat'];
const sources = filesUnder('src/agents', '.ts');
const folders = sources
  .filter((path) => posix.basename(path) === 'reader.ts')
  .map((path) => posix.dirname(path));

describe('An agent is a folder, a fixture and a line each', () => {
  for (const reader of allAgents) {
    const { agent } = reader;
    describe(agent, () => {
      it('is known by its command line', () => {
        const known = knownAgents.find((each) => each.agent === agent);
        assert.ok(
          inEditors.includes(agent) || known?.transcripts !== undefined,
          `${agent} needs an entry with \`transcripts\` in src/core/programs/knownAgents.ts, or, if no terminal runs it, its name in inEditors in this test. ${guide}`,
        );
      });

      it('is found by that name', () => {
        assert.equal(agentCommand(agent)?.agent, inEditors.includes(agent) ? undefined : agent);
      });

      it('has a fixture', () => {
        const fixture = allFixtures.find((each) => each.agent === agent);
        assert.ok(
          fixture,
          `${agent} needs a fixture in test/fixtures/agents and a line in allFixtures.ts there: no test looks at its reader yet. ${guide}`,
        );
        assert.ok(fixture.workdays.length > 0, `The fixture of ${agent} needs a workday. ${guide}`);
        assert.ok(fixture.kinds.length > 0, `The fixture of ${agent} needs a kind of file to fuzz. ${guide}`);
        const { path, moved } = fixture.begin();
        assert.notEqual(
          path,
          moved,
          `The fixture of ${agent} says that its file moves to its present place.`,
        );
        for (const { name } of fixture.kinds) {
          assert.ok(
            reader.format(name),
            `The reader of ${agent} doesn't take ${name}, which its fixture has, for a transcript.`,
          );
        }
      });

      it('is offered where users choose agents', () => {
        const help = /--agents A,B[\s\S]*?--json/.exec(textOf('src/cli/input/helpTexts.ts'))?.[0] ?? '';
        assert.match(
          help,
          new RegExp(`\\b${agent}\\b`),
          `scan --agents in src/cli/input/helpTexts.ts doesn't name ${agent}. ${guide}`,
        );
        const setting = /"settings\.transcripts\.folders": .*/.exec(textOf('package.nls.json'))?.[0] ?? '';
        assert.ok(
          setting.includes(`\`${agent}\``),
          `settings.transcripts.folders in package.nls.json doesn't name ${agent}. ${guide}`,
        );
      });
    });
  }

  it('every agent declared to leave transcripts is read', () => {
    const said = knownAgents.filter(({ transcripts }) => transcripts !== undefined).map(({ agent }) => agent);
    const read = allAgents.map(({ agent }) => agent);
    assert.deepEqual(
      said.filter((agent) => !read.includes(agent)),
      [],
      `src/core/programs/knownAgents.ts gives these \`transcripts\`, but src/agents/allAgents.ts has no reader for them. ${guide}`,
    );
  });

  it('every fixture belongs to an agent that is read', () => {
    const read = allAgents.map(({ agent }) => agent);
    assert.deepEqual(
      allFixtures.map(({ agent }) => agent).filter((agent) => !read.includes(agent)),
      [],
      `test/fixtures/agents/allFixtures.ts has these, but src/agents/allAgents.ts doesn't. ${guide}`,
    );
  });

  it('every folder with a reader is in the list', () => {
    const list = textOf('src/agents/allAgents.ts');
    assert.deepEqual(
      folders.filter((folder) => !list.includes(`'./${posix.relative('src/agents', folder)}/reader'`)),
      [],
      `src/agents/allAgents.ts doesn't import the reader of these. ${guide}`,
    );
    assert.equal(allAgents.length, folders.length);
  });
});

describe('The same thing has the same file name in every agent’s folder', () => {
  for (const folder of folders) {
    it(`${folder} has lines, tools and prompt`, () => {
      const has = (name: string): boolean =>
        [folder, posix.dirname(folder)].some((each) => sources.includes(`${each}/${name}.ts`));
      assert.deepEqual(
        ['lines', 'tools', 'prompt'].filter((name) => !has(name)),
        [],
        `${folder} lacks these files. ${guide}`,
      );
    });
  }

  for (const [what, pattern, name] of [
    ['a LineReader', /implements LineReader/, 'lines'],
    ['kinds of tools', /\): ToolKind \{/, 'tools'],
    ['an AgentReader', /: AgentReader =/, 'reader'],
  ] as const) {
    it(`${what}: ${name}.ts`, () => {
      const found = sources.filter((path) => pattern.test(textOf(path)));
      assert.ok(found.length > 0);
      assert.deepEqual(
        found.filter((path) => posix.basename(path) !== `${name}.ts`),
        [],
        `${what} belongs in ${name}.ts. ${guide}`,
      );
    });
  }
});
