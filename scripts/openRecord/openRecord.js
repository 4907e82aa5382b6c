// Rides along with the start command, so that VS Code opens with the record and its sidebar to look at.
const vscode = require('vscode');

exports.activate = async () => {
  await vscode.commands.executeCommand('workbench.view.extension.leverageRecord');
  await vscode.commands.executeCommand('leverageRecord.openRecord');
};
