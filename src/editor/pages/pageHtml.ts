import * as vscode from 'vscode';
import { pageMarkup, type PageName } from './pageMarkup';

/** The empty page: its script draws everything from the first state. @param nonce unguessable, new each time. */
export function pageHtml(
  webview: Pick<vscode.Webview, 'asWebviewUri' | 'cspSource'>,
  extensionUri: vscode.Uri,
  page: PageName,
  nonce: string,
): string {
  const built = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString();
  return pageMarkup({
    page,
    nonce,
    cspSource: webview.cspSource,
    script: built(`${page}.js`),
    style: built(`${page}.css`),
  });
}
