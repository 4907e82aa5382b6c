/** Text that is markup already. Only `markup` makes it, so nothing else reaches a page unescaped. */
export class Markup {
  constructor(readonly source: string) {}
}

type Value = string | number | Markup | readonly Markup[];

/** Markup with values in it: text is escaped, for elements as for quoted attributes; markup stays. */
export function markup(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let source = strings[0] ?? '';
  values.forEach((value, index) => {
    source += sourceOf(value) + (strings[index + 1] ?? '');
  });
  return new Markup(source);
}

function sourceOf(value: Value): string {
  if (value instanceof Markup) {
    return value.source;
  }
  return typeof value === 'object' ? value.map(({ source }) => source).join('') : escapeHtml(String(value));
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for an element or a quoted attribute of HTML. What no document may hold (control characters, halves of
 * surrogates, non-characters) becomes the sign for it.
 */
export function escapeHtml(text: string): string {
  return text
    .replace(/\p{Surrogate}|\p{Noncharacter_Code_Point}|(?![\t\n])\p{Cc}/gu, '\uFFFD')
    .replace(/[&<>"']/gu, (sign) => escapes[sign] ?? sign);
}
