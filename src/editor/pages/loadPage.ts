import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageMarkup, type PageName } from './pageMarkup';

/** Fills a webview with an empty page, which its script draws into once the first state has come. */
export function loadPage(webview: vscode.Webview, extensionUri: vscode.Uri, page: PageName): void {
  const built = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [built] };
  webview.html = pageHtml(webview, built, page, randomBytes(24).toString('base64'));
}

function pageHtml(webview: vscode.Webview, built: vscode.Uri, page: PageName, nonce: string): string {
  const address = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(built, name)).toString();
  return pageMarkup({
    page,
    nonce,
    cspSource: webview.cspSource,
    script: address(`${page}.js`),
    style: address(`${page}.css`),
    language: { tag: vscode.env.language, bundle: vscode.l10n.bundle },
  });
}
