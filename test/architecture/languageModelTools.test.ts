import assert from 'node:assert/strict';
import * as z from 'zod';
import { agentTools, inputSchemaOf } from '../../src/core/proposal/agentTools';
import { filesUnder, textOf } from './projectFiles';

const { languageModelTools, mcpServerDefinitionProviders } = z
  .object({
    contributes: z.object({
      languageModelTools: z.array(
        z.object({
          name: z.string(),
          modelDescription: z.string(),
          toolReferenceName: z.string(),
          canBeReferencedInPrompt: z.literal(true),
          inputSchema: z.record(z.string(), z.unknown()),
        }),
      ),
      mcpServerDefinitionProviders: z.array(z.object({ id: z.string(), label: z.string() })),
    }),
  })
  .transform(({ contributes }) => contributes)
  .parse(JSON.parse(textOf('package.json')));

describe('The language model tools of the manifest', () => {
  for (const [reference, tool] of [
    ['proposeTask', 'propose_task'],
    ['dayRecord', 'day_record'],
  ] as const) {
    it(`describe #${reference} to models as every other way in does: npm run agent-texts`, () => {
      const declared = languageModelTools.find(({ toolReferenceName }) => toolReferenceName === reference);
      assert.equal(declared?.modelDescription, agentTools[tool].description);
      assert.deepEqual(declared.inputSchema, inputSchemaOf(tool));
    });
  }

  it('are those that are registered, no more and no fewer: a declared one would be offered and fail', () => {
    const registered = filesUnder('src/editor', '.ts').flatMap((path) =>
      [...textOf(path).matchAll(/registerTool(?:<\w+>)?\('(\w+)'/g)].map(([, name = '']) => name),
    );
    assert.deepEqual(registered.toSorted(), languageModelTools.map(({ name }) => name).toSorted());
  });

  it('and the MCP server have the names that the code uses', () => {
    const text = textOf('src/editor/agentTools/registerAgentTools.ts');
    assert.deepEqual(
      mcpServerDefinitionProviders.map(({ id }) => id),
      [/const mcpProvider = '(\w+)'/.exec(text)?.[1]],
    );
  });
});
