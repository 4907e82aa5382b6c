import type { Readable, Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  ListToolsRequestSchema,
  type CallToolRequest,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';
import {
  agentToolNames,
  agentTools,
  inputSchemaOf,
  type AgentToolName,
} from '../../core/proposal/agentTools';
import type { Parsed } from '../../core/typed/parsed';

export interface ToolServer {
  readonly version: string;
  readonly input: Readable;
  readonly output: Writable;
  /** @param client as the agent's client names itself; empty if it doesn't */
  readonly call: (name: AgentToolName, input: unknown, client: string) => Promise<Parsed<object>>;
}

/** Serves the tools until the input ends. What fails is answered in words that the agent can act on. */
export async function serveTools({ version, input, output, call }: ToolServer): Promise<void> {
  const server = new Server({ name: 'leverage-record', version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: agentToolNames.map(describedTool) }));
  const running = new Set<Promise<unknown>>();
  async function answer({ params }: CallToolRequest) {
    const name = agentToolNames.find((each) => each === params.name);
    if (name === undefined) {
      return failure(
        `There is no tool ${params.name.slice(0, 40)}. The tools are ${agentToolNames.join(', ')}.`,
      );
    }
    try {
      const answer = await call(name, params.arguments ?? {}, server.getClientVersion()?.name ?? '');
      return answer.ok ? { content: [text(JSON.stringify(answer.value))] } : failure(answer.problem);
    } catch (error) {
      return failure(error instanceof Error ? error.message : String(error));
    }
  }
  server.setRequestHandler(CallToolRequestSchema, async (request) => {
    const answering = answer(request);
    running.add(answering);
    return answering.finally(() => running.delete(answering));
  });
  const ended = new Promise<void>((resolve) => {
    input.once('end', resolve);
    input.once('close', resolve);
  });
  await server.connect(new StdioServerTransport(input, output));
  await ended;
  // Whoever closes the input may still wait for answers.
  do {
    await Promise.all(running);
    await nextTurn();
  } while (running.size > 0);
  await server.close();
}

function describedTool(name: AgentToolName): Tool {
  const { title, description, readOnly, idempotent } = agentTools[name];
  return {
    name,
    title,
    description,
    inputSchema: { ...inputSchemaOf(name), type: 'object' },
    annotations: {
      title,
      readOnlyHint: readOnly,
      destructiveHint: false,
      idempotentHint: idempotent,
      openWorldHint: false,
    },
  };
}

function failure(problem: string) {
  return { content: [text(problem)], isError: true };
}

function text(words: string) {
  return { type: 'text' as const, text: words };
}
