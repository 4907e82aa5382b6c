import type { Random } from '../fixtures/agents/random';
import { hostileJson, hostileText } from './hostileValues';

const longestBytes = 64 * 1024;

/** A changed copy of a seed: a few changes of its bytes, its lines or the JSON values in it, in any mixture. */
export function mutated(random: Random, seeds: readonly Buffer[]): Buffer {
  let bytes: Buffer = Buffer.from(random.pick(seeds));
  for (let changes = 1 + Math.floor(random.next() ** 3 * 8); changes > 0; changes -= 1) {
    bytes = random.pick(changesOfBytes)(bytes, random, seeds);
  }
  return bytes.subarray(0, longestBytes);
}

type ChangeOfBytes = (bytes: Buffer, random: Random, seeds: readonly Buffer[]) => Buffer;

const changesOfBytes: readonly ChangeOfBytes[] = [
  flipBit,
  insertText,
  cutOut,
  truncate,
  doubleSpan,
  spliceSeeds,
  swapLines,
  doubleLine,
  replaceValue,
  replaceValue,
  replaceValue,
  replaceKey,
];

function flipBit(bytes: Buffer, random: Random): Buffer {
  if (bytes.length > 0) {
    const at = random.between(0, bytes.length - 1);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7));
  }
  return bytes;
}

function insertText(bytes: Buffer, random: Random): Buffer {
  const at = random.between(0, bytes.length);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(random.pick(hostileText)), bytes.subarray(at)]);
}

function span(bytes: Buffer, random: Random): readonly [number, number] {
  const start = random.between(0, bytes.length);
  return [start, Math.min(bytes.length, start + random.between(0, Math.ceil(bytes.length / 4)))];
}

function cutOut(bytes: Buffer, random: Random): Buffer {
  const [start, end] = span(bytes, random);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
}

function truncate(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, random.between(0, bytes.length));
}

function doubleSpan(bytes: Buffer, random: Random): Buffer {
  const [start, end] = span(bytes, random);
  return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
}

function spliceSeeds(bytes: Buffer, random: Random, seeds: readonly Buffer[]): Buffer {
  const other = random.pick(seeds);
  return Buffer.concat([
    bytes.subarray(0, random.between(0, bytes.length)),
    other.subarray(random.between(0, other.length)),
  ]);
}

function swapLines(bytes: Buffer, random: Random): Buffer {
  const lines = linesOf(bytes);
  const a = random.between(0, lines.length - 1);
  const b = random.between(0, lines.length - 1);
  const swapped = lines.map((line, at) => (at === a ? lines[b] : at === b ? lines[a] : line) ?? '');
  return Buffer.from(swapped.join('\n'), 'latin1');
}

function doubleLine(bytes: Buffer, random: Random): Buffer {
  const lines = linesOf(bytes);
  const line = random.pick(lines);
  lines.splice(random.between(0, lines.length), 0, line);
  return Buffer.from(lines.join('\n'), 'latin1');
}

/** Of bytes that need be no text: each character is one of them. */
function linesOf(bytes: Buffer): string[] {
  return bytes.toString('latin1').split('\n');
}

const jsonValue = /([:,[]\s*)("(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/g;
const jsonKey = /([{,]\s*)("(?:[^"\\\n]|\\.)*")(?=\s*:)/g;

function replaceValue(bytes: Buffer, random: Random): Buffer {
  return replaceOne(bytes, random, jsonValue, random.pick(hostileJson));
}

function replaceKey(bytes: Buffer, random: Random): Buffer {
  const other = nextOf(bytes.toString('latin1'), random, jsonKey)?.[2] ?? '"type"';
  return replaceOne(
    bytes,
    random,
    jsonKey,
    random.pick(['"__proto__"', '"constructor"', other, other, other]),
  );
}

function replaceOne(bytes: Buffer, random: Random, pattern: RegExp, value: string): Buffer {
  const text = bytes.toString('latin1');
  const found = nextOf(text, random, pattern);
  if (!found) {
    return bytes;
  }
  const start = found.index + (found[1]?.length ?? 0);
  const end = found.index + found[0].length;
  return Buffer.from(text.slice(0, start) + value + text.slice(end), 'latin1');
}

/** The first match behind some place in the text: finding them all first would be most of a run's time. */
function nextOf(text: string, random: Random, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = random.between(0, text.length);
  return pattern.exec(text);
}
