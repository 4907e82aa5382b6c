import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { putAwayIndex, takeUpIndex } from '../../src/agents/index/putAway';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';
import { GeminiTranscript } from '../fixtures/agents/geminiTranscript';
import { Random } from '../fixtures/agents/random';

/** FLIPS for more. */
const flips = Number(process.env['FLIPS'] ?? 300);

describe('An index with a single bit that is another', function () {
  this.timeout(120_000 + flips * 100);
  let home: AgentHome;
  let path: string;
  let whole: Buffer;
  let wanted: unknown;

  before(async () => {
    home = new AgentHome();
    path = join(home.path, 'data', 'transcripts.index');
    const claude = new ClaudeTranscript().prompt('go').tool('Read').respond(4_000).written();
    const settled = new ClaudeTranscript({ seed: 2, start: Date.UTC(2026, 3, 1) })
      .prompt('go')
      .respond(9_000);
    const codex = new CodexTranscript().prompt('go').call(1_000).end();
    const gemini = new GeminiTranscript().prompt('go').respond(3_000);
    home
      .claude(claude.name, claude.text())
      .claude(settled.name, settled.text())
      .write(`.codex/sessions/${codex.name}`, codex.text())
      .write(`.gemini/tmp/${gemini.name}`, gemini.text());
    const index = takeUpIndex(path, home.settings());
    wanted = plain((await index.scan(scannedAt)).transcripts);
    assert.ok(putAwayIndex(path, index, false));
    whole = readFileSync(path);
  });
  after(() => home.remove());

  it('shows the same figures and fails nobody, wherever the bit is', async () => {
    const random = new Random(7);
    const again = takeUpIndex(path, home.settings());
    assert.equal((await again.scan(scannedAt)).filesRead, 0, 'whole it is used');
    for (let flip = 0; flip < flips; flip += 1) {
      const bit = Math.floor(random.next() * whole.length * 8);
      const damaged = Buffer.from(whole);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(path, damaged);
      const found = await takeUpIndex(path, home.settings()).scan(scannedAt);
      assert.equal(found.filesRead, 4, `bit ${bit}`);
      assert.deepEqual(plain(found.transcripts), wanted, `bit ${bit}`);
      assert.deepEqual(
        readdirSync(join(home.path, 'data')),
        ['installation.key'],
        'what is of no use is gone',
      );
    }
  });

  it('and one cut off, doubled, empty or a pipe, neither', async () => {
    for (const bytes of [
      whole.subarray(0, whole.length / 2),
      Buffer.concat([whole, whole]),
      Buffer.alloc(0),
    ]) {
      writeFileSync(path, bytes);
      const found = await takeUpIndex(path, home.settings()).scan(scannedAt);
      assert.deepEqual(plain(found.transcripts), wanted);
    }
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [path]);
      const found = await takeUpIndex(path, home.settings()).scan(scannedAt);
      assert.deepEqual(plain(found.transcripts), wanted);
    }
  });
});

function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) => (each instanceof Float64Array ? [...each] : each)),
  );
}
