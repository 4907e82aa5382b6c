// @ts-check
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Builds the toolkit's button without the container that it would look its template up in (a seventh of a page), since
 * `webview/toolkit.ts` gives it the template itself, and with tokens that are the theme's variables themselves.
 *
 * @type {import('esbuild').Plugin}
 */
export const plainElements = {
  name: 'plain elements',
  setup(build) {
    const ours = (/** @type {string} */ name) => ({
      path: path.resolve(import.meta.dirname, '../../webview', name),
    });
    build.onResolve({ filter: /\/design-system\/component-presentation\.js$/ }, () =>
      ours('plainPresentation.ts'),
    );
    build.onResolve({ filter: /\/utilities\/design-tokens\/create\.js$/ }, () => ours('themeTokens.ts'));
    // The indentation of a template would be sent with it; lines stay, for whoever reads a trace.
    build.onLoad({ filter: /[\\/]webview[\\/].*\.ts$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replaceAll(/\n[ \t]+/g, '\n'),
      loader: 'ts',
    }));
    // Those of the elements that no page has can then be left out.
    build.onLoad(
      { filter: /webview-ui-toolkit[\\/]dist[\\/]design-tokens\.js$/ },
      async ({ path: file }) => ({
        contents: (await readFile(file, 'utf8')).replaceAll('= create(', '= /* @__PURE__ */ create('),
      }),
    );
  },
};
