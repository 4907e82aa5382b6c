import { eastAsianWidth } from 'get-east-asian-width';

const plain = /^[\x20-\x7e]*$/u;
/** Characters that are drawn together with their neighbours. */
const joining =
  /[\p{M}\p{Cf}\p{Extended_Pictographic}\p{RI}\p{Emoji_Modifier}\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF]/u;
const emoji = /^(?:\p{RI}\p{RI}|[#*0-9]\uFE0F?\u20E3|\p{Emoji}\uFE0F|\p{Emoji_Presentation})/u;
const drawn = /[^\p{M}\p{Cf}\p{Cc}]/u;
const longestJoined = 500;
const segmenter = new Intl.Segmenter();

/** The width of a line of text in terminal columns. */
export function textWidth(text: string): number {
  return plain.test(text) ? text.length : clusters(text).reduce((sum, each) => sum + clusterWidth(each), 0);
}

/** At most this many columns, ending with a mark if something was cut off. */
export function cutToWidth(text: string, columns: number): string {
  if (text.length <= columns && plain.test(text)) {
    return text;
  }
  let width = 0;
  let fitting = '';
  for (const cluster of clusters(text)) {
    width += clusterWidth(cluster);
    if (width > columns) {
      return `${fitting}…`;
    }
    if (width < columns) {
      fitting += cluster;
    }
  }
  return text;
}

/** Characters as a reader counts them, so that an emoji of several code points is one. */
function clusters(text: string): string[] {
  // Most East Asian text doesn't need the joining rules, which take ten times longer than splitting; on long rows of
  // flags and accents they take quadratic time.
  return text.length <= longestJoined && joining.test(text)
    ? Array.from(segmenter.segment(text), ({ segment }) => segment)
    : Array.from(text);
}

function clusterWidth(cluster: string): number {
  if (emoji.test(cluster)) {
    return 2;
  }
  const character = drawn.exec(cluster)?.[0].codePointAt(0);
  return character === undefined ? 0 : eastAsianWidth(character);
}
