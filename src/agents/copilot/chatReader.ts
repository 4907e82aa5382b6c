import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TranscriptPart } from '../../core/transcript/transcriptPart';
import { noUsage, type UsageTable } from '../../core/transcript/usageTable';
import { count, isRecord, parsedJson, parsedObject, records, text } from '../jsonValues';
import { PartBuilder } from '../documentPart';
import type { Words } from '../promptWords';
import type {
  AgentEnvironment,
  AgentReader,
  LineReader,
  ReadingRules,
  Skip,
  SkipReason,
  TranscriptFile,
} from '../transcriptReader';
import { mutatedChat } from './chatMutations';
import { wantedOfChat, type Wanted } from './chatState';

const products = ['Code', 'Code - Insiders', 'VSCodium', 'VSCodium - Insiders'];
const servers = ['.vscode-server', '.vscode-server-insiders', '.vscodium-server'];
/** `timeSpentWaiting` above this is a moment that VS Code wrote there by mistake. */
const longestWaitMs = 1e11;

/** Copilot Chat in VS Code: a file a session in the storage of its workspace, whole or as a log of mutations. */
export const copilotChatReader: AgentReader = {
  agent: 'copilot-chat',
  roots: (environment) => userFolders(environment).flatMap(sessionFolders),
  format(name) {
    if (!/^[^/]+\.jsonl?$/.test(name)) {
      return undefined;
    }
    return name.endsWith('.jsonl')
      ? { kind: 'lines', open: (file, rules, skip, state) => new ChatLines(file, rules, skip, state) }
      : { kind: 'document', read: readWhole };
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
    ...foldersIn(workspaces).map((each) => join(workspaces, each, 'chatSessions')),
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

function readWhole(
  bytes: Buffer,
  file: TranscriptFile,
  rules: ReadingRules,
  skip: Skip,
): TranscriptPart | undefined {
  const chat = wantedOfChat(rules).of(parsedJson(bytes.toString('utf8')));
  if (!isRecord(chat)) {
    skip('malformed line');
    return undefined;
  }
  return partOf(chat, file, rules, (_id, reason) => skip(reason));
}

interface ChatState {
  readonly chat: Record<string, unknown> | null;
  /** Requests that were passed over, by id: they stay in the chat, and count once. */
  readonly passedOver: readonly string[];
  /** Requests are set piece by piece: what counts is only known once they are put together. */
  readonly usage: UsageTable;
}

/** A chat as a log of mutations, which is appended to until it is written anew as a whole. */
class ChatLines implements LineReader {
  private readonly wanted: Wanted;
  private readonly passedOver: Set<string>;
  private chat: Record<string, unknown> | undefined;

  constructor(
    private readonly file: TranscriptFile,
    private readonly rules: ReadingRules,
    private readonly skip: Skip,
    state: unknown,
  ) {
    const saved = isChatState(state) ? state : undefined;
    this.wanted = wantedOfChat(rules);
    this.passedOver = new Set(saved?.passedOver);
    this.chat = saved?.chat ? structuredClone(saved.chat) : undefined;
  }

  line(bytes: Buffer, start: number, end: number): void {
    const entry = parsedObject(bytes, start, end);
    if (entry) {
      this.chat = mutatedChat(this.chat, entry, this.wanted, this.skip);
    } else {
      this.skip('malformed line');
    }
  }

  part(): TranscriptPart | undefined {
    return (
      this.chat &&
      partOf(this.chat, this.file, this.rules, (id, reason) => {
        if (!this.passedOver.has(id)) {
          this.passedOver.add(id);
          this.skip(reason);
        }
      })
    );
  }

  state(): ChatState {
    return { chat: this.chat ?? null, passedOver: [...this.passedOver], usage: noUsage };
  }
}

function isChatState(state: unknown): state is ChatState {
  return isRecord(state) && 'passedOver' in state && 'chat' in state;
}

/** Takes why a request was passed over, by the request's id. */
type PassOver = (id: string, reason: SkipReason) => void;

function partOf(
  chat: Readonly<Record<string, unknown>>,
  file: TranscriptFile,
  rules: ReadingRules,
  passOver: PassOver,
): TranscriptPart | undefined {
  const builder = new PartBuilder(rules);
  const externalId = text(chat['sessionId']) ?? file.name.replace(/\.jsonl?$/, '');
  const created = chat['creationDate'];
  if (typeof created === 'number') {
    builder.moment(created, () => undefined);
  }
  records(chat['requests']).forEach((request, index) => {
    const id = `${externalId} ${text(request['requestId']) ?? (count(request['timestamp']) || `#${index}`)}`;
    addRequest(request, id, builder, (reason) => passOver(id, reason));
  });
  return builder.part({
    source: file.name,
    agent: 'copilot-chat',
    externalId,
    folder: workspaceFolder(file),
  });
}

function addRequest(
  request: Readonly<Record<string, unknown>>,
  id: string,
  builder: PartBuilder,
  skip: Skip,
): void {
  const start = typeof request['timestamp'] === 'number' ? request['timestamp'] : Number.NaN;
  if (!builder.moment(start, skip)) {
    return;
  }
  const words = wordsIn(request['message']);
  // A confirmation alone is a click on a button of the answer before.
  const isTyped = !request['isSystemInitiated'] && !(request['confirmation'] && words.length === 0);
  if (isTyped) {
    builder.prompt(id, start, words);
  }
  const elapsed = elapsedMs(request, start);
  if (elapsed > 0 && builder.moment(start + elapsed, skip)) {
    const waited = count(request['timeSpentWaiting']);
    const end = start + elapsed;
    builder.turns.push({
      id,
      by: isTyped ? 'person' : 'system',
      start,
      end,
      busy: [{ start, end }],
      delegated: [],
      source: 'written',
      writtenMs: Math.max(0, elapsed - (waited < longestWaitMs ? waited : 0)),
    });
  }
  const state = isRecord(request['modelState']) ? request['modelState']['value'] : undefined;
  if (request['isCanceled'] === true || state === 2) {
    builder.marks.push({ id, at: start + elapsed, kind: 'interruption' });
  }
  addTokens(request, id, start + elapsed, builder);
}

/** What VS Code measured; a cancelled request may have been closed only when the window was opened again. */
function elapsedMs(request: Readonly<Record<string, unknown>>, start: number): number {
  const result = isRecord(request['result']) ? request['result'] : {};
  const timings = isRecord(result['timings']) ? result['timings'] : {};
  const state = isRecord(request['modelState']) ? request['modelState'] : {};
  const measured = timings['totalElapsed'] ?? request['elapsedMs'];
  if (typeof measured === 'number') {
    return Math.round(Math.max(0, measured));
  }
  const completed = count(state['completedAt']);
  return state['value'] === 1 && completed > start ? completed - start : 0;
}

function addTokens(
  request: Readonly<Record<string, unknown>>,
  id: string,
  at: number,
  builder: PartBuilder,
): void {
  const result = isRecord(request['result']) ? request['result'] : {};
  const metadata = isRecord(result['metadata']) ? result['metadata'] : {};
  const usage = isRecord(request['usage']) ? request['usage'] : {};
  const output =
    count(request['completionTokens']) || count(usage['completionTokens']) || count(metadata['outputTokens']);
  const input =
    count(request['promptTokens']) || count(usage['promptTokens']) || count(metadata['promptTokens']);
  if (input + output > 0) {
    const model = text(request['modelId']) ?? text(metadata['resolvedModel']) ?? '';
    builder.tokens(id, { at, model, input, output, cacheRead: 0, cacheWrite: 0 });
  }
}

function wordsIn(message: unknown): Words {
  const words = isRecord(message) ? message['text'] : undefined;
  const kept = isRecord(words) ? text(words['text']) : undefined;
  return {
    length: isRecord(words) ? count(words['length']) : 0,
    ...(kept === undefined ? {} : { text: kept }),
  };
}

/** The folder of the workspace, or the one its workspace file is in. */
function workspaceFolder(file: TranscriptFile): string | null {
  const about = join(dirname(dirname(file.path)), 'workspace.json');
  try {
    const told = parsedJson(readFileSync(about, 'utf8'));
    const folder = isRecord(told) ? text(told['folder']) : undefined;
    const workspace = isRecord(told) ? text(told['workspace']) : undefined;
    return folder === undefined
      ? workspace === undefined
        ? null
        : dirname(pathOf(workspace))
      : pathOf(folder);
  } catch {
    return null;
  }
}

function pathOf(uri: string): string {
  return uri.startsWith('file:') ? fileURLToPath(uri) : uri;
}
