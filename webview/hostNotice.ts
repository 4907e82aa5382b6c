import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { NoStateMessage } from '../src/core/page/protocol';

type Said = Pick<NoStateMessage, 'message' | 'nextStep'>;

/** The page doesn't understand the state: usually the page is from before an update, and the extension is not. */
export function unreadable(): Said {
  return {
    message: l10n.t("This page can't read what Leverage Record sent it, so it may not be up to date."),
    nextStep: l10n.t('Run “Developer: Reload Window”. Everything recorded is kept.'),
  };
}

export function undrawable(): Said {
  return {
    message: l10n.t("This page can't show what Leverage Record sent it, so it may not be up to date."),
    nextStep: l10n.t('Run “Developer: Reload Window”. Everything recorded is kept.'),
  };
}

/** Shows above the content why there is no state, until one comes. */
export class HostNotice {
  private readonly place = document.createElement('div');

  /** @param root may still be empty */
  constructor(root: HTMLElement) {
    root.prepend(this.place);
  }

  say({ message, nextStep }: Said): void {
    render(
      html`<div class="banner failing" role="alert">
        <strong>${message}</strong>
        ${nextStep === '' ? nothing : html`<span>${nextStep}</span>`}
      </div>`,
      this.place,
    );
  }

  clear(): void {
    render(nothing, this.place);
  }
}
