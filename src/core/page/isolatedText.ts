/** Scripts whose letters take the digits and signs beside them along to their side. */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A text that anyone wrote, as part of a line of ours: from right to left, it keeps its order and leaves ours alone. */
export function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}
