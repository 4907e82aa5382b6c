import type { PageName } from '../../src/editor/pages/pageMarkup';

/** In pixels: as narrow as VS Code makes a page, as wide as by itself, and as wide as a screen. */
export const pageWidths: Readonly<Record<PageName, readonly number[]>> = {
  report: [170, 300, 1000],
  record: [170, 800, 2000],
  history: [170, 800, 2000],
};
