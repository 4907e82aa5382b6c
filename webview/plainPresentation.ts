import type { ElementStyles, ElementViewTemplate } from '@microsoft/fast-element';

/** In place of FAST's module of that name, which looks presentations up in a container: none is looked up. */
export const ComponentPresentation = Object.freeze({ forTag: () => null });

/** Only a design system makes any. */
export class DefaultComponentPresentation {
  constructor(
    readonly template?: ElementViewTemplate,
    readonly styles?: ElementStyles,
  ) {}
}
