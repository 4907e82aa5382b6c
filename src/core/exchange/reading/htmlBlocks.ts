/** What of a page may belong to a record, in order. */
export type HtmlBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'table' }
  | { readonly kind: 'row'; readonly line: number; readonly cells: readonly string[] };

/** Elements whose content isn't text of the page. */
const unseen = new Set(['script', 'style', 'template', 'svg', 'head', 'noscript', 'textarea']);
const nameOfTag = /^<(\/?)([a-z][a-z0-9]{0,20})/iu;
const longestTag = 22;

/** Headings, tables and rows of a page, in one walk over its tags, however broken it is. */
export function* htmlBlocks(text: string): Generator<HtmlBlock> {
  let heading: string | undefined;
  let cell: string | undefined;
  let cells: string[] | undefined;
  let [line, counted, rowLine] = [1, 0, 1];
  const endCell = (): void => {
    if (cell !== undefined) {
      cells?.push(textOfHtml(cell));
      cell = undefined;
    }
  };
  for (let at = 0; at < text.length;) {
    const open = text.indexOf('<', at);
    const words = text.slice(at, open === -1 ? text.length : open);
    cell = cell === undefined ? undefined : cell + words;
    heading = heading === undefined ? undefined : heading + words;
    if (open === -1) {
      break;
    }
    const [, slash, written = ''] = nameOfTag.exec(text.slice(open, open + longestTag + 1)) ?? [];
    const name = written.toLowerCase();
    const isEnd = slash === '/';
    const end = text.startsWith('<!--', open) ? text.indexOf('-->', open) + 2 : text.indexOf('>', open);
    if (end < open) {
      break;
    }
    at = end + 1;
    for (; counted < open; counted += 1) {
      line += text.charCodeAt(counted) === newLine ? 1 : 0;
    }
    if (unseen.has(name) && !isEnd) {
      const close = text.indexOf(`</${name}`, at);
      at = close === -1 ? text.length : close;
    } else if (name === 'td' || name === 'th') {
      endCell();
      cell = isEnd ? undefined : '';
    } else if (name === 'tr' || name === 'table') {
      endCell();
      if (cells !== undefined && cells.length > 0) {
        yield { kind: 'row', line: rowLine, cells };
      }
      cells = name === 'tr' && !isEnd ? [] : undefined;
      rowLine = line;
      if (name === 'table' && !isEnd) {
        yield { kind: 'table' };
      }
    } else if (/^h[1-6]$/u.test(name)) {
      if (heading !== undefined) {
        yield { kind: 'heading', text: textOfHtml(heading) };
      }
      heading = isEnd ? undefined : '';
    } else if (name === 'br' && cell !== undefined) {
      cell += ' ';
    }
  }
  endCell();
  if (cells !== undefined && cells.length > 0) {
    yield { kind: 'row', line: rowLine, cells };
  }
}

const newLine = 0x0a;
const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['mdash', '—'],
  ['times', '×'],
  ['hellip', '…'],
]);

function textOfHtml(source: string): string {
  return source.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,6}));/gu, entityText).trim();
}

function entityText(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) {
    return entities.get(name) ?? whole;
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}
