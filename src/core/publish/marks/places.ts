import { smallest } from '../../figures/extremes';

/** Beginnings of a home folder's path, in the letters that systems write them in. */
const homes = [
  '/home/',
  '/users/',
  '/root/',
  '~/',
  '~\\',
  '$home',
  '%userprofile%',
  ':\\users\\',
  ':/users/',
];
/** What comes before a path within a word: `file:///home/…`, `--data=~/x`, `C:\Users\…`. */
const before = /[=:(@/]/u;

/** Where a path in somebody's home folder begins in a word; -1 if there is none. */
export function homePathIn(word: string): number {
  const plain = word.toLowerCase();
  const found = homes
    .map((home) => {
      const at = plain.indexOf(home);
      const start = home.startsWith(':') && at > 0 ? at - 1 : at;
      const isPath = start === 0 || (start > 0 && before.test(word[start - 1] ?? ''));
      // `https://example.com/home/page` has a host before it.
      return isPath && plain.length > start + home.length && !isInAddress(plain, start) ? start : -1;
    })
    .filter((at) => at !== -1);
  return found.length === 0 ? -1 : smallest(found);
}

function isInAddress(word: string, at: number): boolean {
  const scheme = word.indexOf('://');
  return scheme !== -1 && scheme + 3 < at && !word.startsWith('file:');
}

/** `name@host.example`, as a whole word. */
export function isEmailAddress(word: string): boolean {
  const parts = word.replace(/^mailto:/iu, '').split('@');
  const [name = '', host = ''] = parts;
  return parts.length === 2 && name !== '' && name.length <= 64 && !name.includes('/') && isHostName(host, 2);
}

const internal = new Set('local internal intranet lan corp localdomain onion'.split(' '));
/** Last labels that files and libraries rarely end in. */
const commonEndings = new Set('com org edu gov mil biz de eu uk ch'.split(' '));
/** Those that count where a host is named below a domain: `Array.at` and `ASP.NET` are none. */
const rarerEndings = new Set(
  'net int info at fr nl be dk se no fi pl cz it es pt ie us ca mx br ar au nz jp kr cn in io dev app ai cloud'.split(
    ' ',
  ),
);

/** The host in a word: of an address, an internal name, a numeric address or a name under a common ending. */
export function hostIn(word: string): { readonly start: number; readonly end: number } | undefined {
  const scheme = word.indexOf('://');
  const start = scheme === -1 ? 0 : scheme + 3;
  const rest = word.slice(start, start + 300);
  const [host = ''] = rest.split(/[/?#:]/u);
  const isHost = scheme > 0 ? isHostName(host, 1) && host !== '' : isBareHost(host);
  return isHost && !word.startsWith('file:') ? { start, end: start + host.length } : undefined;
}

function isBareHost(host: string): boolean {
  if (isNumericAddress(host)) {
    return true;
  }
  const last = host.slice(host.lastIndexOf('.') + 1).toLowerCase();
  return (
    (isHostName(host, 2) && (internal.has(last) || commonEndings.has(last))) ||
    (isHostName(host, 3) && rarerEndings.has(last))
  );
}

function isNumericAddress(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/u.test(part) && Number(part) <= 255);
}

function isHostName(text: string, leastLabels: number): boolean {
  const labels = text.split('.');
  const last = labels.at(-1) ?? '';
  return (
    labels.length >= leastLabels &&
    text.length <= 253 &&
    labels.every(
      (label) => /^[\p{L}\p{N}-]{1,63}$/u.test(label) && !label.startsWith('-') && !label.endsWith('-'),
    ) &&
    (leastLabels === 1 || /^\p{L}{2,}$/u.test(last))
  );
}
