import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord, parsedJson } from '../../json/jsonValues';
import type { AgentEnvironment, AgentReader } from '../../transcriptReader';
import { ChatFile } from './file';
import { partOfChat } from './requests';
import { wantedOfChat } from './state';

const products = ['Code', 'Code - Insiders', 'VSCodium', 'VSCodium - Insiders'];
const servers = ['.vscode-server', '.vscode-server-insiders', '.vscodium-server'];

/**
 * Copilot Chat in VS Code: a file a session in the storage of its workspace, whole or as a log of mutations; since
 * 1.136 events, in a folder of the extension.
 */
export const copilotChatReader: AgentReader = {
  agent: 'copilot-chat',
  roots: (environment) => userFolders(environment).flatMap(sessionFolders),
  format(name) {
    if (!/^[^/]+\.jsonl?$/.test(name)) {
      return undefined;
    }
    return name.endsWith('.jsonl')
      ? {
          kind: 'lines',
          revises: true,
          open: (file, rules, skip, state) => new ChatFile(file, rules, skip, state),
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

function userFolders({ home, platform, variables }: AgentEnvironment): string[] {
  const base =
    platform === 'win32'
      ? variables['APPDATA'] || join(home, 'AppData', 'Roaming')
      : platform === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : variables['XDG_CONFIG_HOME'] || join(home, '.config');
  return [
    ...products.map((product) => join(base, product, 'User')),
    ...servers.map((server) => join(home, server, 'data', 'User')),
  ];
}

/** Only these: a workspace's storage also holds what every other extension keeps there. */
function sessionFolders(user: string): string[] {
  const workspaces = join(user, 'workspaceStorage');
  const shared = join(user, 'globalStorage');
  return [
    ...foldersIn(workspaces).flatMap((each) => [
      join(workspaces, each, 'chatSessions'),
      join(workspaces, each, 'GitHub.copilot-chat', 'transcripts'),
    ]),
    join(shared, 'emptyWindowChatSessions'),
    join(shared, 'transferredChatSessions'),
  ];
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
