import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import zlib, { createGunzip, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { codexReader } from '../../src/agents/codex/reader';
import { readCompressed, zstdDecompress } from '../../src/agents/reading/compressedTranscript';
import { readIndex, writeIndex } from '../../src/agents/index/indexFile';
import { TranscriptIndex } from '../../src/agents/index/transcriptIndex';
import { aiMs, transcriptTokens } from '../../src/core/transcript/sessions/agentTranscript';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { CodexTranscript } from '../fixtures/agents/codexTranscript';
import { skipBecause } from '../skipBecause';

/** Another compression in the place of the real one, which not every Node.js has. */
const gunzip = { decompress: (): Duplex => createGunzip() };
const reason = 'compressed file that only Node.js 22.15 or newer can read';

describe('rollouts that Codex compressed', () => {
  let home: AgentHome;
  let session: CodexTranscript;
  let name: string;
  beforeEach(() => {
    home = new AgentHome();
    session = new CodexTranscript().prompt('go').call(3_000, { escalated: true, waitMs: 9_000 }).end();
    name = `.codex/archived_sessions/${session.name.split('/').at(-1)}`;
  });
  afterEach(() => {
    home.remove();
  });

  async function assertRead(index: TranscriptIndex): Promise<void> {
    const { transcripts, skipped } = await index.scan(scannedAt);
    assert.deepEqual(skipped, []);
    assert.deepEqual(
      transcripts.map((each) => [each.externalId, aiMs(each), transcriptTokens(each).output]),
      [[session.id, session.truth.busyMs, session.truth.tokens.output]],
    );
  }

  it('are read like any other, once for each time they change', async () => {
    const index = home.write(`${name}.zst`, gzipSync(session.text())).index(gunzip);
    await assertRead(index);
    assert.equal((await index.scan(scannedAt)).filesRead, 0);
    session.wait(60_000).prompt('and').call(1_000).end();
    home.write(`${name}.zst`, gzipSync(session.text()));
    await assertRead(index);
  });

  it('are read behind a byte order mark', async () => {
    await assertRead(home.write(`${name}.zst`, gzipSync(`\uFEFF${session.text()}`)).index(gunzip));
  });

  it('count once beside the file that they were made of', async () => {
    home.write(name, session.text()).write(`${name}.zst`, gzipSync(session.text()));
    await assertRead(home.index(gunzip));
  });

  it('are read in the compression that Codex uses', async function () {
    const compress: unknown = Reflect.get(zlib, 'zstdCompressSync');
    if (typeof compress !== 'function') {
      skipBecause(this, 'this Node.js has no Zstandard; 22.15 and later have.');
    }
    home.write(`${name}.zst`, compress(session.text()));
    await assertRead(home.index());
  });

  it('are counted with what to do about it where this Node.js can’t, and read once one can', async () => {
    const path = join(home.path, `${name}.zst`);
    home.write(`${name}.zst`, gzipSync(session.text()));
    const found = { reader: codexReader, path, name: `${name}.zst`, size: 9, modifiedAt: 1, identity: '' };
    const rules = { now: scannedAt, keepText: false };
    const left = await readCompressed(found, undefined, rules, undefined);
    assert.deepEqual([left.skipped, left.part], [{ [reason]: 1 }, undefined]);
    if (zstdDecompress() === undefined) {
      const old = home.index();
      assert.deepEqual((await old.scan(scannedAt)).skipped, [{ reason, count: 1 }]);
      assert.equal((await old.scan(scannedAt)).filesRead, 0);
      writeIndex(join(home.path, 'index'), old.known(), false);
      const known = readIndex(join(home.path, 'index'), false);
      await assertRead(new TranscriptIndex(home.settings(gunzip), known));
    }
  });

  it('are counted when damaged, and what was known of them stays', async () => {
    const index = home.write(`${name}.zst`, gzipSync(session.text())).index(gunzip);
    await assertRead(index);
    truncateSync(join(home.path, `${name}.zst`), 200);
    const { transcripts, skipped } = await index.scan(scannedAt);
    assert.deepEqual(skipped, [{ reason: 'unreadable file', count: 1 }]);
    assert.equal(transcripts.length, 1);
  });

  it('that hold what can’t be a line are read apart from it', async () => {
    const odd = Buffer.concat([
      Buffer.from('{"type":"hologram"}\r\n\n   \nnot JSON\n'),
      Buffer.from([0x22, 0xff, 0x0a]),
      Buffer.from(session.text().replace(/\n$/, '')),
    ]);
    home.write(`${name}.zst`, gzipSync(odd));
    const { transcripts, skipped } = await home.scan(gunzip);
    assert.deepEqual(skipped, [
      { reason: 'invalid UTF-8', count: 1 },
      { reason: 'malformed line', count: 1 },
      { reason: 'unknown record', count: 1 },
    ]);
    assert.equal(aiMs(transcripts[0] ?? assert.fail()), session.truth.busyMs);
  });

  it('never are in memory as a whole, and neither is a line too long', async () => {
    const chunk = Buffer.from(
      `${JSON.stringify({ type: 'world_state', payload: 'ü'.repeat(60) })}\n`.repeat(700),
    );
    const chunks = 1_500;
    // What is only not yet collected must not count.
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const held = (): number => {
      collect();
      // What was found to be free is freed by another thread, which the next collection waits for.
      collect();
      return process.memoryUsage().arrayBuffers;
    };
    const before = held();
    let most = 0;
    const look = (count: number): void => {
      most = count % 50 === 0 ? Math.max(most, held() - before) : most;
    };
    function* bytes(): Generator<Buffer> {
      yield Buffer.from(session.text());
      yield Buffer.from('{"type":"');
      for (let count = 0; count < chunks; count += 1) {
        look(count);
        yield Buffer.alloc(chunk.length, 'a');
      }
      yield Buffer.from('"}\n');
      for (let count = 0; count < chunks / 2; count += 1) {
        look(count);
        yield Buffer.from(chunk);
      }
    }
    const decompress = (): Duplex =>
      Duplex.from(async function* (compressed: AsyncIterable<Buffer>) {
        for await (const _ of compressed) {
          yield* bytes();
        }
      });
    home.write(`${name}.zst`, 'x');
    const { transcripts, skipped } = await home.scan({ decompress });
    assert.deepEqual(skipped, [{ reason: 'line too long', count: 1 }]);
    assert.equal(aiMs(transcripts[0] ?? assert.fail()), session.truth.busyMs);
    assert.ok(chunk.length * chunks > 120e6);
    assert.ok(most < 120e6, `${most}`);
  }).timeout(120_000);
});
