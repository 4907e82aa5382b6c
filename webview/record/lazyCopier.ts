import * as l10n from '@vscode/l10n';
import type { CopyChart, SaveChart } from '../charts/copyChart';
import { loadScript } from '../loadScript';

/** Copies charts by a script of its own, which is loaded for the first copy. */
export function lazyCopier(save: SaveChart): CopyChart {
  let script: Promise<void> | undefined;
  return async (format, chart) => {
    try {
      script ??= loadScript('chartCopier.js');
      await script;
    } catch {
      script = undefined;
      return l10n.t('The chart could not be copied. Reload the window.');
    }
    return document.createElement('leverage-chart-copier').copy(format, chart, save);
  };
}
