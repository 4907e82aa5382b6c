import * as l10n from '@vscode/l10n';
import { html, nothing, render, type SVGTemplateResult, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Interval } from '../../../src/core/days/interval';
import { hourTicks, shownHours } from '../../../src/core/timeline/hours';
import type { TimelineView } from '../../../src/core/timeline/timelineView';
import type { CopyChart, CopyFormat } from '../../charts/copyChart';
import { copyTools } from '../../charts/copyTools';
import { commandButton } from '../../commandButton';
import { chartBars, chartFrame, chartLayout, growBars, legend, placeOfBar, type ChartLayout } from './chart';
import { chartRows, type ChartSegment } from './chartRows';
import { findPlace, moveInChart, placeAgain, segmentAt, type ChartPlace } from './moveInChart';
import { segmentText, daySumsText } from './segmentText';
import { withWholeDay } from './timelinePicture';
import { timelineTable } from './timelineTable';

/** What the record's page gives to the timeline. */
export interface TimelineInPage {
  readonly timeline: TimelineView;
  /** The extension's clock when the timeline was made. */
  readonly now: number;
  readonly isInLog: (taskId: string) => boolean;
  readonly goToLog: (taskId: string) => void;
  readonly copy: CopyChart;
}

const largestZoom = 16;
/** What a label of an hour takes, in pixels. */
const tickWidth = 56;
const growsEachMs = 1000;
/** In pixels; in a narrower page, bars are too short to tell them apart elsewhere. */
const leastPictureWidth = 720;

/** The day's sessions and its user side by side. What goes on now grows by itself, without a new state. */
export class TimelineElement extends HTMLElement {
  private given: TimelineInPage | undefined;
  private layout: ChartLayout = { rows: [], height: 0 };
  private shown: Interval | undefined;
  private receivedAt = 0;
  private place: ChartPlace = { row: 0, index: 0 };
  /** The segment under the pointer. */
  private pointed: ChartPlace | undefined;
  private focused = false;
  private zoom = 1;
  private tableShown = false;
  /** What came of copying. */
  private outcome = '';
  private timer: number | undefined;
  private drawnWidth = 0;
  private readonly resizing = new ResizeObserver(() => this.resized());

  set view(given: TimelineInPage) {
    const isNew = given.timeline !== this.given?.timeline;
    this.given = given;
    if (isNew) {
      this.receivedAt = performance.now();
      this.pointed = undefined;
      this.arrange();
    }
    if (this.isConnected) {
      this.draw();
    }
  }

  connectedCallback(): void {
    this.timer = window.setInterval(() => this.tick(), growsEachMs);
    this.resizing.observe(this);
    this.draw();
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
    this.resizing.disconnect();
  }

  /** Not at once: what is drawn may change the height, which would be observed again in the same frame. */
  private resized(): void {
    if (this.clientWidth !== this.drawnWidth) {
      requestAnimationFrame(() => this.draw());
    }
  }

  /** Brings a task's first session into sight. @returns what then takes the keyboard */
  showTask(taskId: string): HTMLElement | null {
    const found = findPlace(this.layout.rows, (each) => each.taskId === taskId);
    this.moveTo(found ?? this.place);
    return this.querySelector<HTMLElement>('[role="application"]');
  }

  private get now(): number {
    return (this.given?.now ?? 0) + Math.floor(performance.now() - this.receivedAt);
  }

  /** Rows are made of what is shown, and the place stays at the segment it was at. */
  private arrange(): void {
    const { given } = this;
    if (!given) {
      return;
    }
    const before = segmentAt(this.place, this.layout.rows);
    this.shown = shownHours(given.timeline, this.now);
    this.layout = chartLayout(this.shown ? chartRows(given.timeline, this.shown) : []);
    const { rows } = this.layout;
    this.place = (before && placeAgain(before, rows)) ?? findPlace(rows, () => true) ?? { row: 0, index: 0 };
  }

  private tick(): void {
    if (document.hidden || !this.given?.timeline.lanes.some(({ growing }) => growing)) {
      return;
    }
    if (this.shown && this.now > this.shown.end) {
      this.arrange();
    }
    this.draw();
  }

  private draw(): void {
    const { given, shown } = this;
    if (!given) {
      return;
    }
    this.drawnWidth = this.clientWidth;
    render(shown ? this.content(given, shown) : nothingMeasured(), this);
    if (shown) {
      growBars(this, this.layout, shown, this.now);
    }
  }

  private content(given: TimelineInPage, shown: Interval): TemplateResult {
    const { timeline } = given;
    const { now } = this;
    return html`<p>${daySumsText(timeline, now)}</p>
      <div class="commands">
        ${legend()}
        ${commandButton({
          label: l10n.t('Zoom In'),
          disabled: this.zoom >= largestZoom,
          run: () => this.zoomTo(this.zoom * 2),
        })}
        ${commandButton({
          label: l10n.t('Zoom Out'),
          disabled: this.zoom <= 1,
          run: () => this.zoomTo(this.zoom / 2),
        })}
      </div>
      <div
        class="chart"
        role="application"
        tabindex="0"
        aria-label=${timelineTitle()}
        aria-describedby="timeline-keys"
        @keydown=${(event: KeyboardEvent) => this.pressKey(event)}
        @focus=${() => this.setFocused(true)}
        @blur=${() => this.setFocused(false)}
      >
        <svg
          width=${`${this.zoom * 100}%`}
          height=${this.layout.height}
          aria-hidden="true"
          @pointermove=${(event: Event) => this.point(placeIn(event))}
          @pointerleave=${() => this.point(undefined)}
          @click=${(event: Event) => this.clicked(event)}
        >
          ${guard([this.layout, shown, this.mostTicks()], () =>
            chartBars(this.layout, shown, hourTicks(shown, timeline, this.mostTicks())),
          )}
          ${this.frame(shown, now)}
        </svg>
      </div>
      <p class="detail" aria-live=${this.focused ? 'polite' : 'off'}>${this.detail(given, now)}</p>
      <p id="timeline-keys" class="visually-hidden">
        ${l10n.t(
          'Arrow keys move between stretches of time and rows. Enter goes to the task in the task log; plus and minus zoom.',
        )}
      </p>
      <div class="chart-tools">
        ${copyTools({
          title: timelineTitle(),
          outcome: this.outcome,
          copy: (format) => this.copy(format, given, shown),
        })}
      </div>
      <details ?open=${this.tableShown} @toggle=${(event: Event) => this.toggleTable(event)}>
        <summary>${l10n.t('As a table')}</summary>
        ${this.tableShown ? timelineTable(timeline, now) : nothing}
      </details>
      <p class="quiet">
        ${l10n.t(
          "An agent waits from when it stops until you have it go on: with a prompt, an answer or a permission. Gaps of more than an hour are breaks and don't count.",
        )}
      </p>`;
  }

  /** The segment that is spoken of. */
  private current(): ChartPlace | undefined {
    return this.pointed ?? (this.focused ? this.place : undefined);
  }

  private frame(shown: Interval, now: number): SVGTemplateResult | typeof nothing {
    const place = this.current();
    const segment = place && segmentAt(place, this.layout.rows);
    const y = place && this.layout.rows[place.row]?.y;
    return segment === undefined || y === undefined ? nothing : chartFrame(segment, shown, y, now);
  }

  private detail({ timeline, isInLog }: TimelineInPage, now: number): string {
    const place = this.current();
    const segment = place && segmentAt(place, this.layout.rows);
    return segment
      ? segmentText(segment, timeline, now, segment.taskId !== null && isInLog(segment.taskId))
      : l10n.t('Select a stretch of time to see what went on.');
  }

  private mostTicks(): number {
    return mostTicksOn(this.clientWidth * this.zoom);
  }

  private async copy(format: CopyFormat, { timeline, copy }: TimelineInPage, shown: Interval): Promise<void> {
    const { layout, now } = this;
    const width = Math.max(leastPictureWidth, this.clientWidth);
    const ticks = hourTicks(shown, timeline, mostTicksOn(width));
    this.say('');
    const outcome = await withWholeDay(this, { layout, shown, ticks, now, width }, (svg) => {
      const legend = [...this.querySelectorAll('.legend li')];
      return copy(format, { title: timelineTitle(), svg, width, height: layout.height, legend });
    });
    this.say(outcome);
  }

  private say(outcome: string): void {
    this.outcome = outcome;
    this.draw();
  }

  private pressKey(event: KeyboardEvent): void {
    const { key, ctrlKey: control, altKey, metaKey } = event;
    if (altKey || metaKey) {
      return;
    }
    const to = moveInChart({ key, control }, this.place, this.layout.rows);
    if (to) {
      this.moveTo(to);
    } else if (key === 'Enter') {
      this.goToLog(segmentAt(this.place, this.layout.rows));
    } else if ((key === '+' || key === '-') && !control) {
      this.zoomTo(key === '+' ? this.zoom * 2 : this.zoom / 2);
    } else {
      return;
    }
    event.preventDefault();
  }

  private moveTo(place: ChartPlace): void {
    this.outcome = '';
    this.place = place;
    this.pointed = undefined;
    this.draw();
    this.showFrame();
  }

  private clicked(event: Event): void {
    const place = placeIn(event);
    if (place) {
      this.place = place;
      this.goToLog(segmentAt(place, this.layout.rows));
    }
  }

  private goToLog(segment: ChartSegment | undefined): void {
    const taskId = segment?.taskId ?? null;
    if (taskId !== null && this.given?.isInLog(taskId)) {
      this.given.goToLog(taskId);
    }
  }

  private point(place: ChartPlace | undefined): void {
    if (place?.row !== this.pointed?.row || place?.index !== this.pointed?.index) {
      this.pointed = place;
      this.draw();
    }
  }

  private setFocused(focused: boolean): void {
    this.focused = focused;
    this.draw();
    if (focused) {
      this.showFrame();
    }
  }

  private showFrame(): void {
    this.querySelector('.frame')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  private zoomTo(zoom: number): void {
    this.zoom = Math.min(largestZoom, Math.max(1, zoom));
    this.draw();
    this.showFrame();
  }

  private toggleTable({ target }: Event): void {
    if (target instanceof HTMLDetailsElement && target.open !== this.tableShown) {
      this.tableShown = target.open;
      this.draw();
    }
  }
}

function timelineTitle(): string {
  return l10n.t('Timeline of the day');
}

function mostTicksOn(pixels: number): number {
  return Math.max(3, Math.floor(pixels / tickWidth));
}

function nothingMeasured(): TemplateResult {
  return html`<p class="quiet">
    ${l10n.t('Nothing was measured on this day. What was imported or entered has no times to show.')}
  </p>`;
}

/** The segment that an event happened on. */
function placeIn({ target }: Event): ChartPlace | undefined {
  return target instanceof SVGElement ? placeOfBar(target) : undefined;
}
