import { html, render } from 'lit';
import type { Interval } from '../../../src/core/days/interval';
import type { HourTick } from '../../../src/core/timeline/hours';
import { chartBars, growBars, type ChartLayout } from './chart';

interface TimelineDrawing {
  readonly layout: ChartLayout;
  readonly shown: Interval;
  readonly ticks: readonly HourTick[];
  readonly now: number;
  /** In pixels. */
  readonly width: number;
}

/**
 * Draws the whole day at a width of its own for as long as it is used, out of sight but in the colours of the page: the
 * chart on the screen may be zoomed in, with a part of it in sight.
 */
export async function withWholeDay<T>(
  page: Element,
  { layout, shown, ticks, now, width }: TimelineDrawing,
  use: (drawn: SVGSVGElement) => Promise<T>,
): Promise<T> {
  const box = document.createElement('div');
  box.className = 'visually-hidden';
  box.ariaHidden = 'true';
  page.append(box);
  try {
    render(html`<svg viewBox="0 0 ${width} ${layout.height}">${chartBars(layout, shown, ticks)}</svg>`, box);
    growBars(box, layout, shown, now);
    const drawn = box.querySelector('svg');
    if (!drawn) {
      throw new Error('The timeline was not drawn.');
    }
    return await use(drawn);
  } finally {
    box.remove();
  }
}
