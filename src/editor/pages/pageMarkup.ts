export type PageName = 'report' | 'record';

interface PageParts {
  readonly page: PageName;
  readonly nonce: string;
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
}

const titles: Readonly<Record<PageName, string>> = { report: 'Daily Report', record: 'Leverage Record' };

/** Apart from pageHtml, so that the tests load the pages in a browser under the very same policy. */
export function pageMarkup({ page, nonce, cspSource, script, style }: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <!-- Where the toolkit looks for a nonce, for the one style element it makes. -->
    <meta property="csp-nonce" content="${nonce}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${titles[page]}</title>
    <link rel="stylesheet" nonce="${nonce}" href="${style}" />
    <script nonce="${nonce}" src="${script}" defer></script>
  </head>
  <body class="${page}"></body>
</html>`;
}
