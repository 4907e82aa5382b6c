import { readdirSync } from 'node:fs';
import type { PlatformPath } from 'node:path';
import { namedFolder, settingsFolder } from '../../../core/folders/systemFolders';
import { pathRulesOf } from '../../files/pathRules';
import { isRecord, parsedJson } from '../../json/jsonValues';
import type { AgentEnvironment, AgentReader } from '../../reading/transcriptReader';
import { ChatLines } from './lines';
import { partOfChat } from './requests';
import { wantedOfChat } from './fields';

const products = ['Code', 'Code - Insiders', 'VSCodium', 'VSCodium - Insiders'];
const servers = ['.vscode-server', '.vscode-server-insiders', '.vscodium-server'];

/**
 * Copilot Chat in VS Code: one file per session in its workspace's storage, whole or as a log of mutations; since
 * 1.136 events, in a folder of the extension.
 */
export const copilotChatReader: AgentReader = {
  agent: 'copilot-chat',
  roots(environment) {
    const paths = pathRulesOf(environment.platform);
    return userFolders(environment, paths).flatMap((each) => sessionFolders(each, paths));
  },
  format(name) {
    if (!/^[^/]+\.jsonl?$/.test(name)) {
      return undefined;
    }
    return name.endsWith('.jsonl')
      ? {
          kind: 'lines',
          revises: true,
          open: (file, rules, skip, state) => new ChatLines(file, rules, skip, state),
        }
      : {
          kind: 'document',
          read(bytes, file, rules, skip) {
            const chat = wantedOfChat(rules).of(parsedJson(bytes.toString('utf8')));
            if (!isRecord(chat)) {
              skip('malformed line');
              return undefined;
            }
            return partOfChat(chat, file, rules, (_id, reason) => skip(reason));
          },
        };
  },
};

/** For each VS Code that may have been used here. */
function userFolders(environment: AgentEnvironment, paths: PlatformPath): string[] {
  const portable = namedFolder('VSCODE_PORTABLE', environment, paths);
  const settings = settingsFolder(environment, paths);
  return [
    ...(portable === undefined ? [] : [paths.join(portable, 'user-data', 'User')]),
    ...products.map((product) => paths.join(settings, product, 'User')),
    ...servers.map((server) => paths.join(environment.home, server, 'data', 'User')),
  ];
}

/** Only these: a workspace's storage also contains what every other extension keeps there. */
function sessionFolders(user: string, paths: PlatformPath): string[] {
  const workspaces = paths.join(user, 'workspaceStorage');
  const shared = paths.join(user, 'globalStorage');
  return [
    ...foldersIn(workspaces).flatMap((each) => [
      paths.join(workspaces, each, 'chatSessions'),
      paths.join(workspaces, each, 'GitHub.copilot-chat', 'transcripts'),
    ]),
    paths.join(shared, 'emptyWindowChatSessions'),
    paths.join(shared, 'transferredChatSessions'),
  ];
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
