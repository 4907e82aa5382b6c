import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import * as z from 'zod';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';

const root = join(__dirname, '..', '..');
const tokens = z.strictObject({
  input: z.number(),
  output: z.number(),
  cacheRead: z.number(),
  cacheWrite: z.number(),
});
const scanned = z.strictObject({
  sessions: z.array(
    z.strictObject({
      agent: z.string(),
      externalId: z.string(),
      folder: z.string().nullable(),
      start: z.iso.datetime(),
      end: z.iso.datetime(),
      aiMinutes: z.number(),
      waitingMinutes: z.number(),
      turns: z.number(),
      prompts: z.number(),
      tokens,
    }),
  ),
  days: z.array(z.strictObject({ day: z.iso.date(), agent: z.string(), aiMinutes: z.number(), tokens })),
  skipped: z.array(z.strictObject({ reason: z.string(), count: z.number() })),
});

describe('leverage-record scan', function () {
  this.timeout(120_000);
  let built = '';
  let home: AgentHome;

  before(() => {
    built = mkdtempSync(join(tmpdir(), 'leverage-record-scan-'));
    buildSync({
      absWorkingDir: root,
      entryPoints: { cli: 'src/cli.ts', scanWorker: 'src/agents/scanning/scanWorker.ts' },
      outdir: join(built, 'dist'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    });
    copyFileSync(join(root, 'package.json'), join(built, 'package.json'));
    buildSync({ stdin: { contents: '' }, outfile: join(built, 'empty.js'), logLevel: 'error' });
  });
  after(() => rmSync(built, { recursive: true }));
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => home.remove());

  function run(
    args: readonly string[],
    zone = 'UTC',
  ): { code: number | null; stdout: string; stderr: string } {
    const done = spawnSync(process.execPath, [join(built, 'dist', 'cli.js'), 'scan', ...args], {
      env: { PATH: process.env['PATH'], HOME: home.path, TZ: zone },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return { code: done.status, stdout: done.stdout, stderr: done.stderr };
  }

  function json(args: readonly string[] = [], zone = 'UTC'): z.infer<typeof scanned> {
    const { code, stdout, stderr } = run(['--json', ...args], zone);
    assert.equal(stderr, '');
    assert.equal(code, 0);
    return scanned.parse(JSON.parse(stdout));
  }

  function someSessions(): { readonly claude: ClaudeTranscript; readonly codex: CodexTranscript } {
    const claude = new ClaudeTranscript({ start: Date.UTC(2026, 5, 1, 23, 58) })
      .prompt('go')
      .respond(240_000)
      .written();
    const codex = new CodexTranscript({ start: Date.UTC(2026, 5, 3, 8) }).prompt('go').call(60_000).end();
    home.claude(claude.name, claude.text()).write(`.codex/sessions/${codex.name}`, codex.text());
    return { claude, codex };
  }

  it('lists sessions and the sums of each day and agent, in the zone of the process', () => {
    const { claude, codex } = someSessions();
    home.append(`.claude/projects/${claude.name}`, 'not JSON\n');
    const found = json();
    assert.deepEqual(found.skipped, [{ reason: 'malformed line', count: 1 }]);
    assert.deepEqual(
      found.sessions.map((each) => [each.agent, each.externalId, each.turns, each.prompts, each.tokens]),
      [
        ['claude', claude.sessionId, 1, 1, claude.truth.tokens],
        ['codex', codex.id, 1, 1, codex.truth.tokens],
      ],
    );
    assert.equal(found.sessions[0]?.aiMinutes, Math.round((claude.truth.writtenMs / 60_000) * 1e6) / 1e6);
    assert.deepEqual(
      found.days.map((each) => [each.day, each.agent, Math.round(each.aiMinutes)]),
      [
        ['2026-06-01', 'claude', 2],
        ['2026-06-02', 'claude', 2],
        ['2026-06-03', 'codex', 1],
      ],
    );
    assert.deepEqual(
      json([], 'America/New_York').days.map((each) => each.day),
      ['2026-06-01', '2026-06-03'],
    );
  });

  it('only some agents, and only from a day on', () => {
    someSessions();
    assert.deepEqual(
      [...new Set(json(['--agents', 'codex,gemini']).sessions.map((each) => each.agent))],
      ['codex'],
    );
    const since = json(['--since', '2026-06-02']);
    assert.equal(since.sessions.length, 2);
    assert.deepEqual(
      since.days.map((each) => each.day),
      ['2026-06-02', '2026-06-03'],
    );
    assert.equal(json(['--since', '2026-06-03']).sessions.length, 1);
  });

  it('reads for people too, and nothing of a transcript steers their terminal', () => {
    const session = new ClaudeTranscript({ cwd: '/w/\u001b[31mred' }).prompt('go').respond(60_000);
    home.claude(session.name, session.text());
    const { code, stdout } = run([]);
    assert.equal(code, 0);
    assert.match(stdout, /2026-06-01 {2}claude/);
    assert.ok(stdout.includes(session.sessionId));
    assert.ok(!stdout.includes('\u001b'));
  });

  it('says how long a session waited for its person, where it did', () => {
    const asked = new ClaudeTranscript()
      .prompt('go')
      .tool('Edit', { waitMs: 300_000 })
      .respond(60_000)
      .written();
    const unasked = new ClaudeTranscript({ seed: 2 }).prompt('go').respond(60_000);
    home.claude(asked.name, asked.text()).claude(unasked.name, unasked.text());
    const lines = run(['--no-cache']).stdout.split('\n');
    const heading = lines.find((line) => line.includes('Waited')) ?? '';
    const waited = (session: ClaudeTranscript) =>
      lines
        .find((line) => line.includes(session.sessionId))
        ?.slice(heading.indexOf('Waited'), heading.indexOf('Tokens'))
        .trim();
    assert.deepEqual([waited(asked), waited(unasked)], ['5 min', '–']);
    assert.deepEqual(
      json()
        .sessions.map((each) => each.waitingMinutes)
        .sort((a, b) => a - b),
      [0, 5],
    );
  });

  it('says so where there is nothing, and what is wrong with its options', () => {
    assert.equal(run([]).stdout, 'No agent sessions found.\n');
    assert.deepEqual(json(), { sessions: [], days: [], skipped: [] });
    for (const args of [['--since', 'someday'], ['--agents', 'hal'], ['--nothing'], ['file']]) {
      const { code, stderr } = run(args);
      assert.equal(code, 2, args.join(' '));
      assert.notEqual(stderr, '');
    }
  });

  it('remembers what it read, for its owner only, without a word of what was said', () => {
    const session = new ClaudeTranscript().prompt('a very secret sentence').respond(60_000);
    home.claude(session.name, session.text());
    const cold = json();
    const path = join(home.path, '.cache/leverage-record/transcripts.index');
    assert.equal(statSync(path).mode & 0o077, 0);
    assert.deepEqual(json(), cold);
    home.append(
      `.claude/projects/${session.name}`,
      new ClaudeTranscript({ seed: 2, sessionId: session.sessionId }).prompt('more').respond(1_000).text(),
    );
    assert.deepEqual(json(), json(['--no-cache']));
    home.write('.cache/leverage-record/transcripts.index', 'damaged');
    assert.deepEqual(json(), json(['--no-cache']));
  });

  it('does without where it can’t be remembered', () => {
    someSessions();
    home.write('.cache', 'a file where a folder should be');
    assert.equal(json().sessions.length, 2);
    assert.ok(!existsSync(join(home.path, '.cache/leverage-record')));
  });

  it('a second thread changes nothing but the time it takes', async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const session = new ClaudeTranscript({ seed });
      for (let turn = 0; turn < 30; turn += 1) {
        session
          .wait(60_000)
          .prompt(`turn ${turn}`)
          .tool('Read', { content: 'x"\n'.repeat(25_000) });
        session.respond(5_000).written();
      }
      home.claude(session.name, session.text());
      const at = scannedAt / 1_000 - (seed % 2) * 10 * 86_400;
      utimesSync(join(home.path, '.claude/projects', session.name), at, at);
    }
    const two = await home.scan({ helper: { path: join(built, 'dist', 'scanWorker.js') } });
    const one = await home.scan();
    const broken = await home.scan({ helper: { path: join(built, 'empty.js') } });
    const missing = await home.scan({ helper: { path: join(built, 'missing.js') } });
    assert.equal(one.transcripts.length, 12);
    for (const other of [two, broken, missing]) {
      assert.equal(other.filesRead, 12);
      assert.deepEqual(other.transcripts, one.transcripts);
    }
  });

  it('can be stopped between files and gone on with', async () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const session = new ClaudeTranscript({ seed }).prompt('go').respond(1_000);
      home.claude(session.name, session.text());
    }
    const index = home.index();
    const first = await index.scan(scannedAt, ({ files }) => files < 2);
    assert.equal(first.stopped, true);
    assert.equal(first.transcripts.length, 2);
    const rest = await index.scan(scannedAt);
    assert.deepEqual([rest.stopped, rest.filesRead, rest.transcripts.length], [false, 3, 5]);
  });
});
