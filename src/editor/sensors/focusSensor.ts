import * as vscode from 'vscode';
import type { SensorTarget } from '../../recorder/sensors';

/** Reports to the recorder when the window gains or loses the focus. Dispose of it to stop. */
export function watchFocus(target: Pick<SensorTarget, 'observe'>): vscode.Disposable {
  let focused = vscode.window.state.focused;
  return vscode.window.onDidChangeWindowState((state) => {
    if (state.focused !== focused) {
      focused = state.focused;
      target.observe({ kind: focused ? 'focus-gained' : 'focus-lost' });
    }
  });
}
