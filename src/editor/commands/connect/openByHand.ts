import * as vscode from 'vscode';
import type { AgentConnections } from '../../../agents/connect/agentConnections';

/** Opens what an unknown agent needs, to be copied. */
export async function openByHand(connections: AgentConnections): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: connections.byHand(),
  });
  await vscode.window.showTextDocument(document, { preview: false });
}
