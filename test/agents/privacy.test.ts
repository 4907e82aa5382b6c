import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hookCommand, hookScript } from '../../src/agents/hooks/hookScript';
import { hashText } from '../../src/agents/reading/hash';
import { putAwayIndex, takeUpIndex } from '../../src/agents/index/putAway';
import { scanReport } from '../../src/cli/output/scanReport';
import { textScan } from '../../src/cli/output/textScan';
import { unassignedParts } from '../../src/core/transcript/inbox/inbox';
import { assignParts, ignoreParts, type FetchedPart } from '../../src/core/transcript/inbox/inboxActions';
import { startTaskChanges } from '../../src/core/task/actions';
import { allFixtures } from '../fixtures/agents/allFixtures';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { WorkerHome } from '../fixtures/agents/workerHome';
import { until } from '../journey/until';
import { bundled } from '../store/bundled';
import { inTemporaryFolder, openStore } from '../store/storeInTemporaryFolder';

const secret = 'zq-secret';
const firstLine = 'zq-first-line';
/** What a first prompt says: its first line, and what follows it. */
const firstPrompt = (agent: string): string => `${firstLine} ${agent}\n${secret} second line`;
/** So short that any hash of it could be guessed. */
const guessable = 'yes';
const sessions = markedFiles().length;

describe('Nothing of what was written or answered is kept but what was asked for', function () {
  this.timeout(60_000);
  let folder: string;
  let workerPath: string;
  let home: WorkerHome;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'privacy-')));
    workerPath = await bundled('src/agents/threads/transcriptWorker.ts', folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  beforeEach(() => {
    home = new WorkerHome(folder, { workerPath });
    for (const [path, text] of markedFiles()) {
      home.put(path, text);
    }
  });
  afterEach(() => home.source.close());

  const storage = (): string => dirname(home.indexPath);
  const read = async (source = home.source): Promise<void> => {
    await source.scan();
    await until('all sessions', () => source.sessions().length === sessions);
    await source.close();
  };

  it('with no words allowed, no file holds any', async () => {
    await read();
    assertFree(storage(), [secret, firstLine, guessable]);
    assertNoHash(home.indexPath);
  });

  it('with the first line allowed, files hold the one of each session’s first prompt and nothing else', async () => {
    home.keepText = true;
    const { source } = home;
    await source.scan();
    await until('all sessions', () => source.sessions().length === sessions);
    const lines = source.sessions().map(({ agent, firstLine: line }) => [agent, line]);
    assert.equal(new Set(lines.map(([agent]) => agent)).size, allFixtures.length);
    assert.ok(lines.every(([agent, line]) => line === `${firstLine} ${agent}`));
    await source.close();
    assertFree(storage(), [secret, guessable]);
    const text = readFileSync(home.indexPath, 'utf8');
    assert.equal(text.split(firstLine).length - 1, sessions);
    assertNoHash(home.indexPath);
    const again = home.open();
    await again.scan();
    await until('all sessions', () => again.sessions().length === sessions);
    assert.ok(again.sessions().every(({ agent, firstLine: line }) => line === `${firstLine} ${agent}`));
    await again.close();
  });

  it('once it is turned off they are gone at once, leftovers included, also where no window was open', async () => {
    home.keepText = true;
    await read();
    const leftover = `${home.indexPath}.4711.tmp`;
    writeFileSync(leftover, readFileSync(home.indexPath));
    home.keepText = false;
    const later = home.open();
    // Stopped before it has read a file.
    await later.scan(AbortSignal.timeout(1)).catch(() => undefined);
    await later.close();
    assertFree(storage(), [secret, firstLine, guessable]);

    home.keepText = true;
    await read(home.open());
    const open = home.open();
    await open.scan();
    home.keepText = false;
    writeFileSync(leftover, firstLine);
    await open.restart();
    assertFree(storage(), [secret, firstLine, guessable]);
    await open.close();
  });

  it('once reading is turned off nothing of it is left', async () => {
    home.keepText = true;
    await home.source.scan();
    writeFileSync(`${home.indexPath}.4711.tmp`, firstLine);
    home.allowed = false;
    await home.source.restart();
    assert.deepEqual(readdirSync(storage()), []);

    home.allowed = true;
    await read(home.open());
    assert.ok(readdirSync(storage()).length > 0);
    home.allowed = false;
    await home.open().scan();
    assert.deepEqual(readdirSync(storage()), [], 'also where it was turned off while no window was open');
  });

  it('what is kept of files that are gone holds no words', async () => {
    home.keepText = true;
    await read();
    rmSync(join(home.path, '.claude'), { recursive: true });
    rmSync(join(home.path, '.codex'), { recursive: true });
    const later = home.open();
    await later.scan();
    await until('all sessions', () => later.sessions().filter(({ kept }) => kept === 'all').length === 3);
    await later.close();
    assert.ok(readdirSync(storage()).some((name) => name.endsWith('.kept')));
    assertFree(storage(), [secret, guessable]);
    assert.ok(!readFileSync(join(storage(), 'transcripts.kept'), 'utf8').includes(firstLine));
  });

  it('neither do the record of assigned and ignored sessions, nor what the command line prints and caches', async () => {
    await home.source.scan();
    await until('all sessions', () => home.source.sessions().length === sessions);
    const summaries = home.source.sessions();
    const parts = unassignedParts({ summaries, coverage: [], ignoredFolders: [] });
    const fetched: FetchedPart[] = [];
    for (const part of parts.slice(0, -1)) {
      const { agent, externalId } = part.session;
      const covered = await home.source.covered(agent, externalId, part.from, null);
      fetched.push({ part, until: null, covered: covered ?? assert.fail(), storedSpans: [], supervised: [] });
    }
    await inTemporaryFolder(async (directory) => {
      const store = await openStore(directory);
      await store.append([
        ...startTaskChanges('task-1', { title: 'Work' }, Date.now()),
        ...assignParts('task-1', fetched),
        ...ignoreParts(parts.slice(-1)),
      ]);
      await store.close();
      assertFree(directory, [secret, firstLine]);
      assertNoHash(...filesIn(directory));
    });

    const cache = join(home.path, 'cache', 'transcripts.index');
    const index = takeUpIndex(cache, {
      environment: { home: home.path, platform: process.platform, variables: {} },
    });
    const scan = await index.scan(Date.now());
    assert.ok(putAwayIndex(cache, index, false));
    assertFree(dirname(cache), [secret, firstLine]);
    const report = scanReport(scan, 'UTC');
    const printed = `${JSON.stringify(report)}\n${textScan(report, 'UTC').join('\n')}`;
    assert.ok(
      report.sessions.length === sessions && !printed.includes(secret) && !printed.includes(firstLine),
    );
  });

  it('neither does the spool of the hooks', function () {
    if (process.platform === 'win32') {
      return;
    }
    const paths = {
      script: join(home.path, 'hook.sh'),
      spool: join(home.path, 'spool'),
      extension: join(home.path, 'extension-'),
    };
    mkdirSync(paths.spool);
    mkdirSync(`${paths.extension}1`);
    writeFileSync(paths.script, hookScript(paths));
    for (const event of ['UserPromptSubmit', 'PreToolUse', 'PostToolUse', 'Notification', 'Stop']) {
      const input = { session_id: 's-1', cwd: '/w/app', prompt: firstPrompt('claude'), message: secret };
      const tools = { tool_name: 'Bash', tool_input: { command: secret }, tool_response: { stdout: secret } };
      spawnSync('/bin/sh', ['-c', hookCommand(paths, event)], {
        input: JSON.stringify({ ...input, ...tools }),
      });
    }
    assert.equal(filesIn(paths.spool).length, 1);
    assertFree(paths.spool, [secret, firstLine]);
  });
});

/** A file of every agent, in which each object has a field that nobody asked for besides. */
function markedFiles(): readonly (readonly [string, string])[] {
  const files = allFixtures.map(({ agent, begin }) => {
    const session = begin();
    session.turn(firstPrompt(agent), 3_000);
    session.turn(guessable, 1_000);
    return [session.path, marked(session.text())] as const;
  });
  return [...files, queuedFile()];
}

/** Of Claude Code, which also keeps what was queued while it worked. */
function queuedFile(): readonly [string, string] {
  const claude = new ClaudeTranscript({ seed: 2 }).prompt(firstPrompt('claude')).tool('Bash', {
    content: secret,
    input: { command: secret },
  });
  claude.respond(4_000).written().prompt(guessable).respond(1_000).written();
  const timestamp = new Date(claude.now).toISOString();
  for (const operation of ['enqueue', 'remove', 'enqueue']) {
    const { sessionId } = claude;
    claude.raw({ type: 'queue-operation', operation, content: guessable, timestamp, sessionId });
  }
  return [`.claude/projects/${claude.name}`, marked(claude.text())];
}

function marked(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `${JSON.stringify(withMarks(JSON.parse(line)))}\n`)
    .join('');
}

function withMarks(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withMarks);
  }
  return typeof value === 'object' && value !== null
    ? {
        ...Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withMarks(each)])),
        zqTitle: `${secret} title`,
        summary: `${secret} summary`,
        customTitle: secret,
      }
    : value;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** In any of the encodings that a file may hold them in. */
function assertFree(folder: string, words: readonly string[]): void {
  const files = filesIn(folder);
  assert.ok(files.length > 0);
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const word of words) {
      for (const encoding of ['utf8', 'utf16le'] as const) {
        const found = bytes.indexOf(Buffer.from(word === guessable ? `"${word}"` : word, encoding));
        assert.equal(found, -1, `${word} in ${file}`);
      }
    }
  }
}

function assertNoHash(...files: readonly string[]): void {
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const text of [guessable, ...allFixtures.map(({ agent }) => firstPrompt(agent))]) {
      const hash = hashText(text);
      assert.equal(bytes.indexOf(String(hash)), -1, `the hash of ${text} in ${file}`);
      assert.equal(bytes.indexOf(Buffer.from(new Float64Array([hash]).buffer)), -1, file);
    }
  }
}
