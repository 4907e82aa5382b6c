import type { DrawnChart } from '../chartPicture';
import { chartCopier, type CopyFormat, type SaveChart } from '../copyChart';

declare global {
  interface HTMLElementTagNameMap {
    'leverage-chart-copier': CopierElement;
  }
}

/** Nothing to see: how a page reaches the script that copies charts. */
export class CopierElement extends HTMLElement {
  /** @returns what came of it, to be said */
  copy(format: CopyFormat, chart: DrawnChart, save: SaveChart): Promise<string> {
    return chartCopier(save)(format, chart);
  }
}
