import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

export type EditorToolName = 'propose_task' | 'day_record';
const mcpProvider = 'leverageRecord';

/** Answers a call. @throws {UserError} in words that the agent can act on */
export type CallEditorTool = (name: EditorToolName, input: object) => Promise<object>;

/**
 * Lets agents in VS Code propose tasks and read a day: as language model tools, and by an MCP server that the editor
 * starts when an agent needs it.
 * @param calls what answers them, which is loaded when it is needed
 */
export function registerAgentTools(
  calls: () => Promise<{ readonly callTool: CallEditorTool }>,
  context: ServerContext,
): vscode.Disposable {
  // Other editors that run extensions may lack these interfaces.
  const models: Partial<typeof vscode.lm> | undefined = vscode.lm;
  const call: CallEditorTool = async (name, input) => (await calls()).callTool(name, input);
  return vscode.Disposable.from(
    ...(models?.registerTool === undefined ? [] : languageModelTools(call)),
    ...(models?.registerMcpServerDefinitionProvider === undefined ? [] : [offeredServer(context)]),
  );
}

function languageModelTools(call: CallEditorTool): readonly vscode.Disposable[] {
  return [
    vscode.lm.registerTool<object>('leverageRecord_proposeTask', {
      prepareInvocation: ({ input }) => ({
        invocationMessage: l10n.t('Proposing a task'),
        confirmationMessages: {
          title: l10n.t('Propose a task for the leverage record?'),
          message: proposedWords(input),
        },
      }),
      invoke: ({ input }) => answered(call, 'propose_task', input),
    }),
    vscode.lm.registerTool<object>('leverageRecord_dayRecord', {
      prepareInvocation: () => ({ invocationMessage: l10n.t('Reading the day record') }),
      invoke: ({ input }) => answered(call, 'day_record', input),
    }),
  ];
}

function offeredServer(context: ServerContext): vscode.Disposable {
  return vscode.lm.registerMcpServerDefinitionProvider(mcpProvider, {
    provideMcpServerDefinitions: () => [mcpServerOf(context)],
  });
}

async function answered(
  call: CallEditorTool,
  name: EditorToolName,
  input: object,
): Promise<vscode.LanguageModelToolResult> {
  const answer = await call(name, input);
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(answer))]);
}

/** The title that an agent gave, as text: it was written by a model. */
function proposedWords(input: object): vscode.MarkdownString {
  const title = 'title' in input && typeof input.title === 'string' ? input.title.slice(0, 300) : '';
  const hours = 'hours' in input && typeof input.hours === 'number' ? input.hours : 0;
  return new vscode.MarkdownString().appendText(
    l10n.t('“{0}”, {1} hours. It counts once you confirm it.', title, hours),
  );
}

type ServerContext = Pick<vscode.ExtensionContext, 'extension' | 'extensionPath' | 'globalStorageUri'>;

/** The MCP server, which runs where this extension does, on the editor's own runtime. */
export function mcpServerOf({
  extension,
  extensionPath,
  globalStorageUri,
}: ServerContext): vscode.McpStdioServerDefinition {
  const manifest: { readonly version?: unknown } = extension.packageJSON;
  const server = new vscode.McpStdioServerDefinition(
    'Leverage Record',
    process.execPath,
    [join(extensionPath, 'dist', 'cli.js'), 'mcp', '--data', globalStorageUri.fsPath],
    { ELECTRON_RUN_AS_NODE: '1' },
    // Another version lets VS Code fetch its tools again.
    typeof manifest.version === 'string' ? manifest.version : undefined,
  );
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder?.uri.scheme === 'file') {
    server.cwd = folder.uri;
  }
  return server;
}
