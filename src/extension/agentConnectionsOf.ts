import type * as vscode from 'vscode';
import { AgentConnections } from '../agents/connect/agentConnections';
import { permissionObstacles } from '../agents/connect/permissionObstacles';
import { examine, type ExamineAgents } from '../agents/doctor/examine';
import { agentSkill } from '../core/proposal/agentSkill';
import { managedSettingsFiles } from '../agents/hooks/hookObstacles';
import { agentEnvironment } from './agentEnvironment';

/** For the agents on the machine that the extension runs on. */
export function agentConnectionsOf(context: vscode.ExtensionContext): AgentConnections {
  const managed = managedSettingsFiles(process.platform);
  return new AgentConnections({
    environment: agentEnvironment(),
    storage: context.globalStorageUri.fsPath,
    skill: agentSkill,
    clock: Date.now,
    obstacles: (file, text) => permissionObstacles(file, text, managed),
  });
}

/** Looks at the agents on the machine that the extension runs on. */
export function examineAgentsOf(
  context: vscode.ExtensionContext,
  connections: AgentConnections,
): ExamineAgents {
  const environment = agentEnvironment();
  const storage = context.globalStorageUri.fsPath;
  return (known) => examine({ ...known, connections, environment, storage });
}
