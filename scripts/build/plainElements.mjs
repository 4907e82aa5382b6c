// @ts-check
import path from 'node:path';

/**
 * Builds the toolkit's button without the container that it would look its template up in (a seventh of a page):
 * `webview/toolkit.ts` gives it the template itself.
 *
 * @type {import('esbuild').Plugin}
 */
export const plainElements = {
  name: 'plain elements',
  setup(build) {
    const plain = path.resolve(import.meta.dirname, '../../webview/plainPresentation.ts');
    build.onResolve({ filter: /\/design-system\/component-presentation\.js$/ }, () => ({ path: plain }));
  },
};
