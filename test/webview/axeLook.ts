import { readFileSync } from 'node:fs';
import type { Result, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

interface ColourOfAxe {
  r: number;
  g: number;
  b: number;
  alpha: number;
  parseString: (this: ColourOfAxe, text: string) => ColourOfAxe;
}

/** The part of axe that is used here, in the page. */
interface AxeInPage {
  run(context: Document, options: RunOptions): Promise<{ readonly violations: Result[] }>;
  readonly commons: { readonly color: { readonly Color: { readonly prototype: ColourOfAxe } } };
}

declare const axe: AxeInPage;

const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What axe finds in a page without frames. A page that has axe already needs no other. */
export async function axeViolations(tab: Page, options: RunOptions = {}): Promise<Result[]> {
  if (!(await tab.evaluate(() => 'axe' in window))) {
    await tab.evaluate(source);
    await tab.evaluate(rememberColours);
  }
  const settings: RunOptions = {
    ...options,
    resultTypes: ['violations'],
    // Where an element is in the document: its HTML says it.
    selectors: false,
  };
  return tab.evaluate(async (settings) => (await axe.run(document, settings)).violations, settings);
}

/** Axe spends a third of its time on reading the same few colours, which stay what they are. */
function rememberColours(): void {
  const { prototype } = axe.commons.color.Color;
  const { parseString } = prototype;
  const known = new Map<string, Pick<ColourOfAxe, 'r' | 'g' | 'b' | 'alpha'>>();
  prototype.parseString = function (text) {
    const same = known.get(text);
    if (same) {
      return Object.assign(this, same);
    }
    parseString.call(this, text);
    const { r, g, b, alpha } = this;
    known.set(text, { r, g, b, alpha });
    return this;
  };
}
