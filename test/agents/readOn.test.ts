import assert from 'node:assert/strict';
import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TranscriptIndex } from '../../src/agents/index/transcriptIndex';
import { transcriptTokens } from '../../src/core/transcript/sessions/agentTranscript';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { allFixtures } from '../fixtures/agents/allFixtures';
import { GeminiTranscript } from '../fixtures/agents/geminiTranscript';
import type { Truth } from '../fixtures/agents/truth';

describe('what was read is not read again', () => {
  let home: AgentHome;
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(() => {
    home.remove();
  });

  async function assertSays(index: TranscriptIndex, truth: Truth): Promise<void> {
    const { transcripts, skipped } = await index.scan(scannedAt);
    assert.deepEqual(skipped, []);
    const [found] = transcripts;
    assert.ok(found);
    assert.deepEqual(
      { prompts: found.prompts.length, output: transcriptTokens(found).output },
      { prompts: truth.prompts, output: truth.tokens.output },
    );
  }

  for (const { agent, begin } of allFixtures) {
    it(`${agent}: of a file that grew only what is new is read`, async () => {
      const session = begin();
      session.turn('go', 2_000);
      session.turn('go', 2_000);
      const index = home.write(session.path, session.text()).index();
      await assertSays(index, session.truth);
      const before = session.text();
      // Whoever read this again would stumble: only the ends are looked at, to know the file by.
      overwrite(join(home.path, session.path), 128, before.length - 256);
      session.turn('go', 2_000);
      home.append(session.path, session.text().slice(before.length));
      await assertSays(index, session.truth);
    });

    it(`${agent}: a file written anew in its place is read anew, and what it doesn’t tell any more stays`, async () => {
      const session = begin();
      session.turn('go', 2_000);
      session.turn('go', 2_000);
      const index = home.write(session.path, session.text()).index();
      await assertSays(index, session.truth);
      const other = begin();
      other.turn('go', 2_000);
      home.write(session.path, other.text());
      // It tells the same with less: nothing of it is told twice.
      await assertSays(index, session.truth);
      for (let turn = 0; turn < 5; turn += 1) {
        other.turn('go', 2_000);
      }
      home.write(session.path, other.text());
      await assertSays(index, other.truth);
    });
  }

  describe('a file that is rewritten as a whole', () => {
    const chat = new GeminiTranscript().prompt('go').respond(2_000);
    const name = `.gemini/tmp/${chat.name.slice(0, -1)}`;

    it('is read once for each time it changes', async () => {
      const index = home.write(name, chat.document()).index();
      assert.equal((await index.scan(scannedAt)).filesRead, 1);
      assert.equal((await index.scan(scannedAt)).filesRead, 0);
      const { mtimeMs } = statSync(join(home.path, name));
      chat.prompt('and').respond(1_000);
      home.write(name, chat.document());
      const grown = await index.scan(scannedAt);
      assert.equal(grown.filesRead, 1);
      assert.equal(grown.transcripts[0]?.prompts.length, 2);
      // As long as before, but from another moment.
      utimesSync(join(home.path, name), mtimeMs / 1_000, mtimeMs / 1_000);
      assert.equal((await index.scan(scannedAt)).filesRead, 1);
      assert.equal((await index.scan(scannedAt)).filesRead, 0);
    });

    it('is read when another took its name, be it as large and as old', async () => {
      const index = home.write(name, chat.document()).index();
      await index.scan(scannedAt);
      const path = join(home.path, name);
      const { mtimeMs } = statSync(path);
      home.write(`${name}.new`, readFileSync(path));
      utimesSync(`${path}.new`, mtimeMs / 1_000, mtimeMs / 1_000);
      renameSync(`${path}.new`, path);
      assert.equal((await index.scan(scannedAt)).filesRead, 1);
    });

    it('that is caught half written says what it said before', async () => {
      const index = home.write(name, chat.document()).index();
      const { transcripts: before } = await index.scan(scannedAt);
      home.write(name, chat.document().slice(0, -40));
      const half = await index.scan(scannedAt);
      assert.deepEqual(half.skipped, [{ reason: 'malformed line', count: 1 }]);
      assert.deepEqual(half.transcripts, before);
      home.write(name, chat.document());
      assert.deepEqual((await index.scan(scannedAt)).skipped, []);
    });

    it('is counted and left alone when it is too large to be read at once', async () => {
      const path = join(home.path, name);
      const index = home.write(name, chat.document()).index();
      await index.scan(scannedAt);
      truncateSync(path, 128 * 1024 * 1024 + 1);
      const scan = await index.scan(scannedAt);
      assert.deepEqual(scan.skipped, [{ reason: 'file too large', count: 1 }]);
      assert.equal(scan.transcripts.length, 1);
      assert.equal((await index.scan(scannedAt)).filesRead, 0);
      writeFileSync(path, chat.document());
      assert.deepEqual((await index.scan(scannedAt)).skipped, []);
    });
  });
});

/** Bytes that are no JSON, in the place of what was there; the length stays. */
function overwrite(path: string, start: number, end: number): void {
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.alloc(end - start, '#'), 0, end - start, start);
  closeSync(descriptor);
}
