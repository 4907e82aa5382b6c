import { KnownNames } from './knownNames';
import type { Mark, MarkedNames, MarkKind } from './mark';
import { homePathIn, hostIn, isEmailAddress } from './places';
import { isNamedSecret, isNameOfSecret, isSecret, isValue } from './secrets';

const words = /[^\s"'`<>()[\]{},;|“”„‘’«»]+/gu;
const leastOfLeftOut = 4;
const leastOfHost = 3;

/** Places in a text that may not be meant for others, in order and apart from each other. */
export function findMarks(text: string, { clients, leftOut, hosts }: MarkedNames): readonly Mark[] {
  const names = new KnownNames<MarkKind>();
  names.add(clients, 'client', 0);
  names.add(leftOut, 'leftOut', leastOfLeftOut);
  names.add(hosts, 'host', leastOfHost);
  return apart([...privateKeys(text), ...marksOfWords(text), ...names.in(text)]);
}

function* marksOfWords(text: string): Generator<Mark> {
  let isNamed = false;
  let wasName = false;
  for (const { 0: whole, index: start } of text.matchAll(words)) {
    if (whole === '=' || whole === ':') {
      isNamed = wasName;
      continue;
    }
    const word = whole.replace(/[.!?:…]{1,8}$/u, '');
    const mark = (kind: MarkKind, from = 0, to = word.length): Mark => ({
      kind,
      start: start + from,
      end: start + to,
    });
    if (isSecret(word) || isNamedSecret(word) || (isNamed && isValue(word))) {
      yield mark('secret');
    } else if (isEmailAddress(word)) {
      yield mark('email');
    } else {
      const path = homePathIn(word);
      const host = hostIn(word);
      if (path !== -1) {
        yield mark('path', path);
      } else if (host !== undefined) {
        yield mark('host', host.start, host.end);
      }
    }
    wasName = isNameOfSecret(whole);
    isNamed = wasName && (/[:=]$/u.test(whole) || whole.toLowerCase() === 'bearer');
  }
}

const beginning = '-----BEGIN ';
const end = '-----END ';
const longestLabel = 60;
const longestKey = 10_000;

/** A private key in the form that programs keep it in. */
function* privateKeys(text: string): Generator<Mark> {
  for (let at = text.indexOf(beginning); at !== -1; at = text.indexOf(beginning, at + 1)) {
    if (text.slice(at, at + longestLabel).includes('PRIVATE KEY')) {
      const close = text.slice(at, at + longestKey).indexOf(end);
      const length = close === -1 ? longestLabel : close + end.length;
      yield { kind: 'secret', start: at, end: Math.min(at + length, text.length) };
    }
  }
}

/** Of marks that overlap, the one that begins first and reaches furthest. */
function apart(marks: readonly Mark[]): readonly Mark[] {
  const kept: Mark[] = [];
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start >= (kept.at(-1)?.end ?? 0)) {
      kept.push(mark);
    }
  }
  return kept;
}
