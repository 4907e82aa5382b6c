// Rides along with the start command, so that VS Code opens with the record and its sidebar to look at.
const vscode = require('vscode');

exports.activate = async () => {
  if (vscode.env.uiKind === vscode.UIKind.Web) {
    await oneWebviewLoaded();
  }
  await vscode.commands.executeCommand('workbench.view.extension.leverageRecord');
  await vscode.commands.executeCommand('leverageRecord.openRecord');
};

/**
 * The first webview in a browser installs the service worker of all. Another that loads meanwhile can wait for it for
 * good and stay blank.
 *
 * @returns {Promise<void>}
 */
function oneWebviewLoaded() {
  return new Promise((resolve) => {
    const panel = vscode.window.createWebviewPanel(
      'openRecord.first',
      'Opening …',
      vscode.ViewColumn.Active,
      {
        enableScripts: true,
      },
    );
    panel.webview.onDidReceiveMessage(() => {
      panel.dispose();
      resolve();
    });
    panel.webview.html = '<!DOCTYPE html><script>acquireVsCodeApi().postMessage("loaded")</script>';
  });
}
