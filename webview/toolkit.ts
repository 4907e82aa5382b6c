import { FASTElementDefinition } from '@microsoft/fast-element';
import {
  buttonTemplate,
  type ButtonOptions,
  type ElementDefinitionContext,
} from '@microsoft/fast-foundation';
import { buttonStyles } from '@vscode/webview-ui-toolkit/dist/button/button.styles.js';
import { Button } from '@vscode/webview-ui-toolkit/dist/button/index.js';

const name = 'vscode-button';

/** A template may ask its design system for other elements and for services; a button's asks for nothing. */
const context: ElementDefinitionContext = {
  name,
  type: Button,
  willDefine: true,
  shadowRootMode: undefined,
  get container(): never {
    throw new Error('There is no container here.');
  },
  defineElement() {},
  definePresentation() {},
  tagFor: () => name,
};

const options: ButtonOptions = { baseName: 'button' };

/**
 * The only module that knows the toolkit, which is no longer maintained: a successor would be used here. We use its
 * button, without the design system that would register it; inputs and tables are plain elements, since an error text
 * cannot be tied to an input in a shadow root and the data grid is slow at a thousand rows.
 */
export function registerToolkit(): void {
  new FASTElementDefinition(Button, {
    name,
    template: buttonTemplate(context, options),
    styles: buttonStyles(context, options),
    shadowOptions: { delegatesFocus: true },
  }).define();
}
