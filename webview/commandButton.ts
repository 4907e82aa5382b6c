import { html, nothing, type TemplateResult } from 'lit';
import { drawnIcon } from './drawnIcon';
import type { Icon } from './icons';

interface CommandButton {
  readonly label: string;
  readonly icon?: Icon;
  readonly kind?: 'primary' | 'secondary';
  /** The label for screen readers, if the visible one would be ambiguous in a list. */
  readonly accessibleLabel?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

export function commandButton(button: CommandButton): TemplateResult {
  return html`<vscode-button
    appearance=${button.kind ?? 'secondary'}
    aria-label=${button.accessibleLabel ?? nothing}
    ?disabled=${button.disabled ?? false}
    @click=${button.run}
    >${button.icon ? drawnIcon(button.icon, 'start') : nothing}${button.label}</vscode-button
  >`;
}

interface IconButton {
  readonly icon: Icon;
  /** Name and tooltip. */
  readonly label: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

export function iconButton(button: IconButton): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    aria-label=${button.label}
    title=${button.label}
    ?disabled=${button.disabled ?? false}
    @click=${button.run}
    >${drawnIcon(button.icon)}</vscode-button
  >`;
}
