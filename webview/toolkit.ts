import { vsCodeButton } from '@vscode/webview-ui-toolkit/dist/button/index.js';
import { provideVSCodeDesignSystem } from '@vscode/webview-ui-toolkit/dist/vscode-design-system.js';

/**
 * The only module that knows the toolkit, which is no longer maintained: a successor would be used here. We use its
 * button; inputs and tables are plain elements, since an error text cannot be tied to an input in a shadow root and the
 * data grid is slow at a thousand rows.
 */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}
