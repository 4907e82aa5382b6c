import { appendFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GeminiTranscript } from '../fixtures/agents/geminiTranscript';
import { WorkerHome } from '../fixtures/agents/workerHome';
import { until } from '../journey/until';
import { bundled } from '../store/bundled';

const workspaces = '.config/Code/User/workspaceStorage';
const chatLog = `${workspaces}/abc/chatSessions/V1.jsonl`;
const transcript = `${workspaces}/abc/GitHub.copilot-chat/transcripts/V1.jsonl`;
const lines = (...all: readonly object[]): string => all.map((each) => `${JSON.stringify(each)}\n`).join('');

interface Followed {
  readonly what: string;
  readonly path: string;
  /** The session with a prompt of that moment. */
  readonly asked: (now: number) => string;
  /** What is appended to it, or takes its place. */
  readonly next: (now: number) => string;
  readonly appends: boolean;
  readonly state: 'waiting' | null;
}

const gemini = (now: number): GeminiTranscript =>
  new GeminiTranscript({ start: now - 5_000, sessionId: 'G1' }).wait(4_000).prompt('go');
const pending = (now: number): object => ({ requestId: 'r', timestamp: now, message: { text: 'go' } });
const event = (now: number, type: string, data: object): object => {
  return { type, data, id: `${type}${now}`, timestamp: new Date(now).toISOString() };
};

const followed: readonly Followed[] = [
  {
    what: 'a session of Gemini CLI that is appended to',
    path: '.gemini/tmp/app/chats/session-G1.jsonl',
    asked: (now) => gemini(now).text(),
    next: (now) => lines({ id: 'a', timestamp: new Date(now).toISOString(), type: 'error', content: 'No.' }),
    appends: true,
    state: null,
  },
  {
    what: 'a session of Gemini CLI that is written anew each time',
    path: '.gemini/tmp/app/chats/session-G1.json',
    asked: (now) => gemini(now).document(),
    next: (now) => gemini(now).respond(500).document(),
    appends: false,
    state: null,
  },
  {
    what: 'a chat of VS Code as a log',
    path: chatLog,
    asked: (now) =>
      lines(
        { kind: 0, v: { sessionId: 'V1', creationDate: now - 1_000, requests: [] } },
        { kind: 2, k: ['requests'], v: [{ ...pending(now - 500), modelState: { value: 0 } }] },
      ),
    next: () => lines({ kind: 1, k: ['requests', 0, 'modelState'], v: { value: 4 } }),
    appends: true,
    state: 'waiting',
  },
  {
    what: 'a chat of VS Code as a whole file',
    path: chatLog.replace(/l$/, ''),
    asked: (now) =>
      JSON.stringify({ sessionId: 'V1', requests: [{ ...pending(now - 500), modelState: { value: 0 } }] }),
    next: (now) =>
      JSON.stringify({
        sessionId: 'V1',
        requests: [{ ...pending(now - 500), modelState: { value: 1 }, elapsedMs: 100 }],
      }),
    appends: false,
    state: null,
  },
  {
    what: 'a chat of VS Code as events',
    path: transcript,
    asked: (now) =>
      lines(
        event(now - 500, 'session.start', { sessionId: 'V1' }),
        event(now - 400, 'user.message', { content: 'go' }),
      ),
    next: (now) =>
      lines(
        event(now - 300, 'assistant.message', {
          content: '',
          toolRequests: [{ toolCallId: 'c', name: 'askQuestions' }],
        }),
      ),
    appends: true,
    state: 'waiting',
  },
];

describe('What a session does now is followed in', function () {
  this.timeout(30_000);
  let folder: string;
  let workerPath: string;
  let home: WorkerHome;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'followed-')));
    workerPath = await bundled('src/agents/threads/transcriptWorker.ts', folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => {
    home = new WorkerHome(folder, { workerPath });
  });
  afterEach(async () => home.source.close());

  const showsState = (state: 'busy' | 'waiting' | null): Promise<void> =>
    untilSeen(() => {
      const [session] = home.source.sessions();
      return session !== undefined && (session.live?.state ?? null) === state;
    });

  for (const { what, path, asked, next, appends, state } of followed) {
    it(`${what}, in a folder that comes to be while it is followed`, async () => {
      await home.source.scan();
      const now = Date.now();
      home.put(path, asked(now));
      await showsState('busy');
      if (appends) {
        appendFileSync(join(home.path, path), next(now));
      } else {
        home.put(path, next(now));
      }
      await showsState(state);
    });
  }
});

async function untilSeen(fact: () => boolean): Promise<void> {
  await until('what the source is to tell', fact);
}
