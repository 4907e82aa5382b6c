import * as l10n from '@vscode/l10n';
import { html, nothing, render, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Chart, ChartMark } from './chart';
import type { CopyChart, CopyFormat } from './copyChart';
import { chartTool, copyTools } from './copyTools';
import { boxPath } from './drawn';
import { markAtPoint, markByKey } from './markAt';

export interface ChartUse {
  /** Unique in the page. */
  readonly id: string;
  readonly copy: CopyChart;
  /** Opens the day of a mark. */
  readonly open: (day: string) => void;
  /** The key that opens a mark, in a sentence; '' if no mark opens anything. */
  readonly openHint: () => string;
}

/**
 * A chart to look at, to walk through by keyboard and to copy. It is one stop of the Tab key; the value under the
 * pointer or the keyboard is said above it. It draws itself, so that a step in it doesn't draw the page.
 */
export class ChartView {
  readonly element = document.createElement('figure');
  private chart: Chart | undefined;
  /** Key of the mark where the keyboard was last. */
  private place: string | undefined;
  private hovered: number | undefined;
  private focused = false;
  private tableShown = false;
  /** What came of copying. */
  private outcome = '';

  constructor(private readonly use: ChartUse) {
    this.element.className = 'chart';
  }

  show(chart: Chart): void {
    if (chart !== this.chart) {
      this.chart = chart;
      this.hovered = undefined;
      this.outcome = '';
      this.draw();
    }
  }

  private draw(): void {
    if (this.chart) {
      render(this.figure(this.chart), this.element);
    }
  }

  private figure(chart: Chart): TemplateResult {
    const { id } = this.use;
    const active = this.activeMark(chart);
    return html`<figcaption>
        <h3 id="${id}-title">${chart.title}</h3>
        ${legend(chart)}
      </figcaption>
      <p id="${id}-value" class="value" aria-live=${this.focused ? 'polite' : 'off'} dir="auto">
        ${active ? html`<strong>${active.label}</strong> ${active.figures}` : nothing}
      </p>
      <div
        class="plot"
        role="application"
        tabindex="0"
        aria-roledescription=${l10n.t('chart')}
        aria-labelledby="${id}-title"
        aria-describedby="${id}-value ${id}-keys"
        @keydown=${(event: KeyboardEvent) => this.press(event)}
        @focus=${() => this.setFocused(true)}
        @blur=${() => this.setFocused(false)}
        @pointermove=${(event: PointerEvent) => this.hover(this.markUnder(event))}
        @pointerleave=${() => this.hover(undefined)}
        @click=${(event: MouseEvent) => this.click(event)}
      >
        <svg
          class=${active?.opens ? 'opens' : nothing}
          width=${chart.width}
          height=${chart.height}
          viewBox="0 0 ${chart.width} ${chart.height}"
          aria-hidden="true"
        >
          ${active ? cursor(active) : nothing} ${chart.drawing}
        </svg>
      </div>
      <p id="${id}-keys" class="visually-hidden">
        ${l10n.t('Arrow keys move through the chart; Home and End go to its ends.')} ${this.use.openHint()}
      </p>
      <div class="chart-tools">
        ${chartTool({
          label: l10n.t('Table'),
          accessible: l10n.t('{0}: table', chart.title),
          expanded: this.tableShown,
          run: () => this.toggleTable(),
        })}
        ${copyTools({ title: chart.title, outcome: this.outcome, copy: (format) => this.copy(format) })}
      </div>
      ${this.tableShown ? tableOf(chart, `${id}-title`) : nothing}`;
  }

  private toggleTable(): void {
    this.outcome = '';
    this.tableShown = !this.tableShown;
    this.draw();
  }

  private async copy(format: CopyFormat): Promise<void> {
    const svg = this.element.querySelector<SVGSVGElement>('.plot svg');
    if (svg && this.chart) {
      const { title, width, height } = this.chart;
      const legend = [...this.element.querySelectorAll('.chart-legend li')];
      this.say('');
      this.say(await this.use.copy(format, { title, svg, width, height, legend }));
    }
  }

  /** The same words again are said again: they were gone in between. */
  private say(outcome: string): void {
    this.outcome = outcome;
    this.draw();
  }

  /** Where the pointer is, else where the keyboard is. */
  private activeMark(chart: Chart): ChartMark | undefined {
    if (this.hovered !== undefined) {
      return chart.marks[this.hovered];
    }
    return this.focused ? chart.marks[this.placeIn(chart)] : undefined;
  }

  private placeIn({ marks, start }: Chart): number {
    const found = marks.findIndex(({ key }) => key === this.place);
    if (found >= 0 || start === 'first') {
      return Math.max(found, 0);
    }
    // The axis of time may go on after today.
    const opening = marks.findLastIndex(({ opens }) => opens !== null);
    return opening >= 0 ? opening : marks.length - 1;
  }

  private press(event: KeyboardEvent): void {
    const { chart } = this;
    if (!chart || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const from = this.placeIn(chart);
    const to = markByKey(event.key, from, chart);
    const opens = chart.marks[from]?.opens ?? null;
    if (to !== undefined) {
      event.preventDefault();
      this.outcome = '';
      this.place = chart.marks[to]?.key;
      this.hovered = undefined;
      this.draw();
    } else if (event.key === 'Enter' && opens !== null) {
      event.preventDefault();
      this.use.open(opens);
    }
  }

  private click(event: MouseEvent): void {
    const mark = this.chart?.marks[this.markUnder(event) ?? -1];
    this.place = mark?.key ?? this.place;
    if (mark && mark.opens !== null) {
      this.use.open(mark.opens);
    }
  }

  private markUnder(event: MouseEvent): number | undefined {
    const box = this.element.querySelector('svg')?.getBoundingClientRect();
    return box && this.chart
      ? markAtPoint(this.chart, { x: event.clientX - box.left, y: event.clientY - box.top })
      : undefined;
  }

  private hover(mark: number | undefined): void {
    if (mark !== this.hovered) {
      this.hovered = mark;
      this.draw();
    }
  }

  private setFocused(focused: boolean): void {
    this.focused = focused;
    this.draw();
  }
}

function legend({ legend: entries }: Chart): TemplateResult | typeof nothing {
  return entries.length === 0
    ? nothing
    : html`<ul class="chart-legend">
        ${entries.map(
          ({ name, colour, look }) =>
            html`<li>
              <svg width="22" height="10" aria-hidden="true">
                ${
                  look === 'bar'
                    ? svg`<path class="chart-bars ${colour}" d="M6,0h10v10h-10Z" />`
                    : svg`<path class="chart-line ${look} ${colour}" d="M0,5H22" />`
                }
              </svg>
              ${name}
            </li>`,
        )}
      </ul>`;
}

function cursor({ box }: ChartMark): SVGTemplateResult {
  return svg`<path class="chart-cursor" d=${boxPath(box)} />`;
}

function tableOf({ table: { head, rows } }: Chart, labelledBy: string): TemplateResult {
  return html`<div class="chart-table" role="group" tabindex="0" aria-labelledby=${labelledBy}>
    <table aria-labelledby=${labelledBy}>
      <thead>
        <tr>
          ${head.map((each) => html`<th scope="col">${each}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...more]) =>
            html`<tr>
              <th scope="row" dir="auto">${first}</th>
              ${more.map((each) => html`<td>${each}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
