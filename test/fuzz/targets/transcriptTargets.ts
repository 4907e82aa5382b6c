import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { allAgents } from '../../../src/agents/allAgents';
import { AppendedLines } from '../../../src/agents/reading/appendedLines';
import { readTranscript, type ResumableReading } from '../../../src/agents/reading/readTranscript';
import { TranscriptFamilies } from '../../../src/agents/index/transcriptFamilies';
import { scannedAt } from '../../fixtures/agents/agentHome';
import { allFixtures } from '../../fixtures/agents/allFixtures';
import { checkingFirst } from '../../fixtures/agents/checkingFirst';
import { expectThat, type FuzzTarget } from '../fuzzTarget';
import { expectPlausiblePart, expectPlausibleTranscript } from '../plausible';

/** Reading on costs as much as reading: a quarter of the inputs has to do. */
function isSampled(input: Buffer): boolean {
  return input.length % 4 === 0;
}

/** Every agent's reader, over each kind of file it reads. @param folder where the input is put */
export function transcriptTargets(folder: string): readonly FuzzTarget[] {
  const lines = new AppendedLines();
  const kinds = allAgents.flatMap((reader) =>
    allFixtures
      .filter(({ agent }) => agent === reader.agent)
      .flatMap((fixture) => fixture.kinds.map((kind) => ({ reader, ...kind }))),
  );
  return kinds.map(({ reader, name, seeds }) => {
    const path = join(folder, reader.agent, name);
    mkdirSync(dirname(path), { recursive: true });
    return {
      name: `${reader.agent} ${reader.format(name)?.kind ?? 'unread'}`,
      seeds,
      run(input): void {
        const read = (bytes: Buffer, known?: ResumableReading, by = reader): ResumableReading => {
          writeFileSync(path, bytes);
          const { size, mtimeMs, ino, dev } = statSync(path);
          const found = { reader: by, path, name, size, modifiedAt: mtimeMs, identity: `${dev}:${ino}` };
          return readTranscript(found, known, lines, { now: scannedAt, keepText: false });
        };
        const reading = read(input);
        const checked = read(input, undefined, checkingFirst(reader));
        expectThat(
          isDeepStrictEqual([checked.part, checked.skipped], [reading.part, reading.skipped]),
          'read in one walk it says something else than with each line checked first',
        );
        // A whole file that can't be read any more says what it said before.
        if (reader.format(name)?.kind === 'lines' && isSampled(input)) {
          const half = read(input.subarray(0, Math.floor(input.length / 2)));
          expectThat(
            isDeepStrictEqual(read(input, half).part, reading.part),
            'read in two goes it says something else than read at once',
          );
        }
        expectThat(
          reading.skipped['unreadable file'] === undefined,
          'the reader gave up on the whole file, which is there and readable',
        );
        if (reading.part) {
          expectPlausiblePart(reading.part, scannedAt);
          const merged = new TranscriptFamilies();
          merged.set(path, reading.part);
          for (const transcript of merged.transcripts()) {
            expectPlausibleTranscript(transcript, scannedAt);
          }
        }
      },
    };
  });
}
