import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { build } from 'esbuild';
import { plainElements } from '../../scripts/build/plainElements.mjs';
import { pageMarkup, type PageLanguage, type PageName } from '../../src/editor/pages/pageMarkup';

const nonce = 'nonceOfTheTests';

/** The built pages, behind the policy the extension gives them, at an address of this machine. */
export interface PageServer {
  readonly server: Server;
  readonly origin: string;
}

/** @param language of the page that is asked for next */
export async function servePages(language: () => PageLanguage): Promise<PageServer> {
  const built = await build({
    entryPoints: {
      report: 'webview/report/main.ts',
      record: 'webview/record/main.ts',
      timeline: 'webview/record/timeline/main.ts',
      chartCopier: 'webview/charts/copier/main.ts',
      history: 'webview/history/main.ts',
    },
    bundle: true,
    minify: true,
    write: false,
    outdir: 'built',
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
    plugins: [plainElements],
  });
  const files = new Map(
    built.outputFiles.map((file) => [file.path.replace(/^.*[\\/]/, '/'), Buffer.from(file.contents)]),
  );
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const file = files.get(path);
    const page = (['report', 'record', 'history'] as const).find((name) => path === `/${name}`);
    if (page) {
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end(html(page, request.headers.host ?? '', language()));
    } else if (file) {
      const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
      response.setHeader('content-type', `${type}; charset=utf-8`).end(file);
    } else if (path === '/blank') {
      response.setHeader('content-type', 'text/html; charset=utf-8').end('<!doctype html>');
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert(address !== null && typeof address === 'object');
  return { server, origin: `http://127.0.0.1:${address.port}` };
}

function html(page: PageName, host: string, language: PageLanguage): string {
  const origin = `http://${host}`;
  return pageMarkup({
    page,
    nonce,
    cspSource: origin,
    script: `${origin}/${page}.js`,
    style: `${origin}/${page}.css`,
    language,
  });
}
