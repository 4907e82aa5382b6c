import assert from 'node:assert/strict';
import { allAgents } from '../../src/agents/allAgents';
import { knownAgents } from '../../src/core/programs/knownAgents';
import { AgentHome } from '../fixtures/agents/agentHome';
import { allFixtures } from '../fixtures/agents/allFixtures';

describe('What a fixture writes is read', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => home.remove());

  for (const { agent, history, begin, kinds } of allFixtures) {
    it(`${agent}: every file of a history, as sessions of this agent`, async () => {
      const files = history(1);
      for (const [name, text] of files) {
        home.write(name, text);
      }
      const { transcripts, skipped, filesRead } = await home.scan();
      assert.deepEqual(skipped, []);
      assert.equal(filesRead, files.size, 'as many files are read as there are');
      assert.deepEqual([...new Set(transcripts.map((each) => each.agent))], [agent]);
    });

    it(`${agent}: a session that goes on, where it is and where it may be moved`, async () => {
      const session = begin();
      session.turn('go', 2_000);
      for (const path of [session.path, session.moved]) {
        const { transcripts } = await home.write(path, session.text()).scan();
        assert.deepEqual(
          transcripts.map((each) => [each.agent, each.prompts.length]),
          [[agent, 1]],
          path,
        );
      }
    });

    if (knownAgents.some((known) => known.agent === agent && known.transcripts === 'live')) {
      it(`${agent}: that it is at work, before its turn has ended`, () => {
        const session = begin();
        session.turn('go', 60_000);
        const format = allAgents.find((each) => each.agent === agent)?.format(session.path);
        assert.ok(format && format.kind !== 'document', `${session.path} is read line by line`);
        const file = { path: `/${session.path}`, name: session.path, modifiedAt: 0 };
        const rules = { now: Date.UTC(2026, 11, 1), keepText: false };
        const reader = format.open(file, rules, (reason) => assert.fail(reason), undefined);
        const states = session
          .text()
          .trimEnd()
          .split('\n')
          .map((line) => {
            const bytes = Buffer.from(line);
            reader.line(bytes, 0, bytes.length);
            return reader.part()?.live?.state;
          });
        assert.ok(
          states.includes('busy'),
          `knownAgents gives ${agent} \`transcripts: 'live'\`, but after no line does its reader's part say that it is busy. docs/adding-an-agent.md says how.`,
        );
      });
    }

    for (const { name, seeds } of kinds) {
      it(`${agent}: what fuzzing of ${name} starts from`, () => {
        const format = allAgents.find((each) => each.agent === agent)?.format(name);
        const file = { path: `/${name}`, name, modifiedAt: 0 };
        const rules = { now: Date.UTC(2026, 11, 1), keepText: false };
        const fail = (reason: string): never => assert.fail(reason);
        for (const seed of seeds()) {
          if (format?.kind === 'document') {
            assert.ok(format.read(seed, file, rules, fail));
          } else {
            const reader = format?.open(file, rules, fail, undefined);
            for (let start = 0; start < seed.length; start = seed.indexOf('\n', start) + 1) {
              reader?.line(seed, start, seed.indexOf('\n', start));
            }
            assert.ok(reader?.part());
          }
        }
      });
    }
  }
});
