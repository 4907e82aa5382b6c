/** Scripts whose letters pull adjacent digits and signs to their side. */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Foreign text for use within a line of ours: right-to-left text keeps its own order and doesn't disturb ours. */
export function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}
