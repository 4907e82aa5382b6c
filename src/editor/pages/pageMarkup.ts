import * as l10n from '@vscode/l10n';

export type PageName = 'report' | 'record' | 'history';

interface PageContent {
  readonly page: PageName;
  readonly nonce: string;
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  readonly language: PageLanguage;
}

/** The language of the window, as VS Code hands it to the extension. */
export interface PageLanguage {
  /** Such as `de` or `pt-br`. */
  readonly tag: string;
  /** Translations by English text; undefined where there are none for the language. */
  readonly bundle: Readonly<Record<string, string>> | undefined;
}

/** Apart from pageHtml, so that the tests load the pages in a browser under the very same policy. */
export function pageMarkup({ page, nonce, cspSource, script, style, language }: PageContent): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language.bundle ? language.tag : 'en'}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <!-- Where the toolkit looks for a nonce, for the one style element it makes. -->
    <meta property="csp-nonce" content="${nonce}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${pageTitle(page)}</title>
    <link rel="stylesheet" nonce="${nonce}" href="${style}" />
    ${language.bundle ? data(language.bundle) : ''}
    <script nonce="${nonce}" src="${script}" defer></script>
  </head>
  <body class="${page}"></body>
</html>`;
}

/** As in its tab. */
export function pageTitle(page: PageName): string {
  switch (page) {
    case 'report':
      return l10n.t('Daily Report');
    case 'record':
      return 'Leverage Record';
    case 'history':
      return l10n.t('Leverage History');
  }
}

/** A block of data, which no browser executes; nothing in it can end the block. */
function data(bundle: Readonly<Record<string, string>>): string {
  return `<script id="texts" type="application/json">${JSON.stringify(bundle).replaceAll('<', String.raw`\u003c`)}</script>`;
}
