import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';

const bundleSchema = z.record(z.string(), z.string());

/** Sets `l10n` to the language of the window, from the texts that the extension put into the page as data. */
export function usePageTexts(): void {
  const data = document.querySelector('#texts')?.textContent;
  if (data) {
    l10n.config({ contents: bundleSchema.parse(JSON.parse(data)) });
  }
}
