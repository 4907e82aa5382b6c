import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { allAgents } from '../../src/agents/allAgents';
import type { LineReader } from '../../src/agents/reading/transcriptReader';
import { takeRecords } from '../../src/agents/reading/wholeRecords';
import type { SkipReason } from '../../src/core/transcript/source/skipReason';
import { scannedAt } from '../fixtures/agents/agentHome';
import { allFixtures } from '../fixtures/agents/allFixtures';
import { Random } from '../fixtures/agents/random';

/** What a crash, another program or chance puts into a line. */
const pieces = [
  '\0',
  '"',
  '\\',
  '{',
  '}',
  ']',
  ' ',
  '\t',
  '\r',
  ',',
  '{"a":1}',
  ',"a":1"b"',
  ',"a":{"b":"c"d}',
  ',"a":1{}',
  `,"a":${'['.repeat(505)}${']'.repeat(505)}`,
  `,"a":${'{"b":'.repeat(600)}1${'}'.repeat(600)}`,
  `,"type":"file-history-snapshot","a":"x"y}`,
];

describe('A line that is read in one walk', () => {
  for (const fixture of allFixtures) {
    for (const kind of fixture.kinds) {
      const reader = allAgents.find(({ agent }) => agent === fixture.agent);
      const format = reader?.format(kind.name);
      if (format?.kind !== 'lines') {
        continue;
      }
      const opened = (skip: (reason: SkipReason) => void): LineReader =>
        format.open(
          { path: kind.name, name: kind.name, modifiedAt: 0 },
          { now: scannedAt, keepText: true },
          skip,
          undefined,
        );
      if (!opened(() => undefined).plainLine) {
        continue;
      }

      it(`says what it says when it is checked first, whatever damaged it (${fixture.agent})`, () => {
        const random = new Random(7);
        const lines = kind.seeds().flatMap((seed) => seed.toString('latin1').split('\n'));
        let plain = 0;
        for (const line of lines.filter((each) => each !== '').slice(0, 24)) {
          for (const damaged of [line, ...damagedCopies(line, random, lines)]) {
            const bytes = Buffer.from(`${damaged}\n{"type":"next"}\n`, 'latin1');
            const end = bytes.indexOf('\n');
            const [counts, countsOfOther]: Partial<Record<SkipReason, number>>[] = [{}, {}];
            const counting =
              (into: Partial<Record<SkipReason, number>> = {}) =>
              (reason: SkipReason): void => {
                into[reason] = (into[reason] ?? 0) + 1;
              };
            const [one, other] = [opened(counting(counts)), opened(counting(countsOfOther))];
            const inOneWalk = takeRecords(
              bytes,
              0,
              end,
              (...record) => one.line(...record),
              counting(counts),
              undefined,
              (...record) => {
                const isTaken = one.plainLine?.(...record) ?? false;
                plain += isTaken ? 1 : 0;
                return isTaken;
              },
            );
            const checked = takeRecords(
              bytes,
              0,
              end,
              (...record) => other.line(...record),
              counting(countsOfOther),
            );
            assert.deepEqual(
              [one.state(), one.part(), counts, inOneWalk],
              [other.state(), other.part(), countsOfOther, checked],
              damaged,
            );
          }
        }
        assert.ok(plain > 200, `${plain} lines were read in one walk`);
      });
    }
  }
});

function damagedCopies(line: string, random: Random, lines: readonly string[]): string[] {
  const copies: string[] = [];
  for (const piece of pieces) {
    for (let count = 0; count < 6; count += 1) {
      const at = random.between(0, line.length);
      copies.push(line.slice(0, at) + piece + line.slice(at));
      copies.push(line.slice(0, at) + piece + line.slice(at + 1));
    }
    const last = line.lastIndexOf('}');
    copies.push(line.slice(0, last) + piece + line.slice(last));
  }
  for (let count = 0; count < 12; count += 1) {
    const at = random.between(0, line.length);
    copies.push(line.slice(0, at), line.slice(0, at) + random.pick(lines), line.slice(at));
  }
  return copies;
}
