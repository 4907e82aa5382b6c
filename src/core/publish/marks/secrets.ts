/** How keys of well-known services begin, and how many characters follow at least. */
const prefixes: readonly (readonly [prefix: string, following: number])[] = [
  ['sk-', 16],
  ['sk_live_', 10],
  ['sk_test_', 10],
  ['rk_live_', 10],
  ['whsec_', 16],
  ['ghp_', 20],
  ['gho_', 20],
  ['ghu_', 20],
  ['ghs_', 20],
  ['ghr_', 20],
  ['github_pat_', 20],
  ['glpat-', 16],
  ['gldt-', 16],
  ['xoxb-', 10],
  ['xoxp-', 10],
  ['xoxa-', 10],
  ['xapp-', 10],
  ['AKIA', 16],
  ['ASIA', 16],
  ['AIza', 30],
  ['ya29.', 20],
  ['npm_', 20],
  ['pypi-', 20],
  ['hf_', 20],
  ['SG.', 20],
  ['dop_v1_', 20],
  ['shpat_', 20],
  ['dckr_pat_', 16],
  ['AGE-SECRET-KEY-', 10],
  ['xai-', 20],
  ['gsk_', 20],
  ['r8_', 20],
  ['tskey-', 10],
  ['lin_api_', 16],
  ['figd_', 16],
  ['eyJ', 40],
];

const longestWord = 2000;
const ofKeys = /[A-Za-z0-9_.+~-]+/gu;
const lettersAndDigits = /^[A-Za-z0-9_-]+$/u;
const hexadecimal = /^[0-9a-fA-F]+$/u;
/** Of a commit in git, which is no secret. */
const hashLength = 40;

/** Whether a word, or a part of it, is made like a key, a token or a password in an address. */
export function isSecret(word: string): boolean {
  const looked = word.slice(0, longestWord);
  return hasPassword(looked) || (looked.match(ofKeys) ?? []).some(isKey);
}

function isKey(part: string): boolean {
  return (
    prefixes.some(
      ([prefix, following]) => part.startsWith(prefix) && part.length >= prefix.length + following,
    ) ||
    isLongHexadecimal(part) ||
    isRandom(part)
  );
}

/** `https://user:password@host`. */
function hasPassword(word: string): boolean {
  const start = word.indexOf('://');
  const at = start === -1 ? -1 : word.indexOf('@', start);
  const path = start === -1 ? -1 : word.indexOf('/', start + 3);
  const user = at === -1 || (path !== -1 && path < at) ? '' : word.slice(start + 3, at);
  return user.includes(':') && !user.endsWith(':');
}

function isLongHexadecimal(part: string): boolean {
  return (
    part.length >= 32 &&
    part.length !== hashLength &&
    hexadecimal.test(part) &&
    /\d/u.test(part) &&
    /[a-fA-F]/u.test(part)
  );
}

const leastRandom = 24;
const leastOfEach = 3;
const leastBits = 3.6;

/** Letters of both cases and digits without a system. */
function isRandom(part: string): boolean {
  return (
    part.length >= leastRandom &&
    lettersAndDigits.test(part) &&
    [/\d/gu, /[a-z]/gu, /[A-Z]/gu].every((kind) => (part.match(kind) ?? []).length >= leastOfEach) &&
    bitsPerLetter(part) >= leastBits
  );
}

function bitsPerLetter(part: string): number {
  const counts = new Map<string, number>();
  for (const letter of part) {
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return [...counts.values()].reduce((bits, count) => {
    const share = count / part.length;
    return bits - share * Math.log2(share);
  }, 0);
}

const namesOfSecrets = new Set(
  'password passwd pwd passphrase secret client_secret api_key apikey api-key access_key token access_token auth_token bearer'.split(
    ' ',
  ),
);
const leastValue = 6;

/** `password=hunter2` as one word. */
export function isNamedSecret(word: string): boolean {
  const looked = word.slice(0, longestWord);
  const [, name = '', value = ''] = /^([^=:]{1,40})[=:](.*)$/su.exec(looked) ?? [];
  return isNameOfSecret(name) && isValue(value);
}

/** `password:` or `Bearer` before a value in a word of its own. */
export function isNameOfSecret(word: string): boolean {
  return namesOfSecrets.has(
    word
      .replace(/[:=]$/u, '')
      .replace(/^-{1,2}/u, '')
      .toLowerCase(),
  );
}

/** Whether a word after the name of a secret can be one: not another word of the sentence. */
export function isValue(word: string): boolean {
  return word.length >= leastValue && /[\d!@#$%^&*+]/u.test(word) && /[^\d.,%x]/u.test(word);
}
