import { fieldNames } from '../json/fieldNames';
import { hash53 } from '../reading/hash';
import { parsedJson } from '../json/jsonValues';
import type { PassValue } from '../json/jsonSkim';
import { ObjectFields } from '../json/objectFields';
import { isProposingTool, proposesByCommand, type ProposingCall } from '../reading/proposalCalls';
import { codexToolKind } from './tools';
import type { CodexCall } from './turns';

const names = fieldNames([
  'type',
  'call_id',
  'output',
  'arguments',
  'input',
  'action',
  'name',
  'namespace',
  'compaction_response_id',
]);
const edgeBytes = 500;

/** What a record of an item of the model says about time. */
export type CodexItem =
  | { readonly kind: 'output' }
  | { readonly kind: 'call'; readonly call: CodexCall }
  | {
      readonly kind: 'result';
      readonly call: number;
      readonly text: () => string;
      readonly whole: () => unknown;
    };

/** The payload fields needed from every record, without parsing what is mostly tool output. */
export class CodexPayload {
  private readonly fields = new ObjectFields(names);

  clear(): void {
    this.fields.clear();
  }

  read(bytes: Buffer, position: number, pass: PassValue): number {
    return this.fields.read(bytes, position, pass);
  }

  /** The id of the response that made a compaction. */
  compactionResponse(bytes: Buffer): string | undefined {
    return this.fields.string(bytes, this.fields.at.compaction_response_id);
  }

  item(bytes: Buffer): CodexItem {
    const { fields } = this;
    const { at } = fields;
    const start = fields.start(at.call_id);
    if (start < 0) {
      return { kind: 'output' };
    }
    const call = hash53(bytes, start + 1, fields.end(at.call_id) - 1);
    if (fields.has(at.output) || fields.is(bytes, at.type, '"tool_search_output"')) {
      const output = fields.start(at.output);
      const end = fields.end(at.output);
      return {
        kind: 'result',
        call,
        text: () => headAndTail(bytes, output, end),
        whole: () => (output < 0 ? undefined : parsedJson(bytes.toString('utf8', output, end))),
      };
    }
    const input = [at.arguments, at.input, at.action].find((each) => fields.has(each)) ?? at.input;
    const from = fields.start(input);
    const written = from < 0 ? '' : bytes.toString('latin1', from, fields.end(input));
    const server = fields.string(bytes, at.namespace) ?? '';
    const name = fields.string(bytes, at.name) ?? nameOf(fields.string(bytes, at.type));
    return {
      kind: 'call',
      call: {
        id: call,
        name: server.startsWith('mcp__') ? `${server}__${name}` : name,
        asks: /require_escalated|with_escalated_permissions/.test(written),
        proposes: proposingCall(name, written),
        questions: input === at.input && written.includes('tools.request_user_input('),
      },
    };
  }
}

function proposingCall(name: string, written: string): ProposingCall | undefined {
  if (isProposingTool(name)) {
    return 'tool';
  }
  return codexToolKind(name) === 'shell' && proposesByCommand(written) ? 'command' : undefined;
}

/** The parts of a result that may say how long it took: before the command's output, or after all of it. */
function headAndTail(bytes: Buffer, start: number, end: number): string {
  if (start < 0) {
    return '';
  }
  return end - start <= 2 * edgeBytes
    ? bytes.toString('utf8', start, end)
    : `${bytes.toString('utf8', start, start + edgeBytes)}\n${bytes.toString('utf8', end - edgeBytes, end)}`;
}

/** Some calls have no name but their type. */
function nameOf(type: string | undefined): string {
  return type === 'local_shell_call' ? 'local_shell' : type === 'tool_search_call' ? 'tool_search' : '';
}
