import type { Chart } from './chart';

export interface DrawnPath {
  readonly kind: 'path';
  readonly d: string;
  readonly fill: string;
  readonly fillOpacity: number;
  readonly stroke: string;
  readonly strokeOpacity: number;
  readonly strokeWidth: number;
  readonly dashes: readonly number[];
}

export interface DrawnText {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly fill: string;
  readonly size: number;
  readonly weight: string;
  readonly family: string;
}

type DrawnShape = DrawnPath | DrawnText;

/** A chart as it is drawn at the moment, its colours resolved: complete without the page and its theme. */
export interface Picture {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly shapes: readonly DrawnShape[];
}

const margin = 12;
const titleHeight = 24;
const legendHeight = 20;

/** What is drawn, below its title and legend, without the mark of the keyboard or pointer. */
export function chartPicture(drawn: SVGSVGElement, chart: Chart): Picture {
  const style = getComputedStyle(document.body);
  const top = margin + titleHeight + (chart.legend.length > 0 ? legendHeight : 0);
  const heading: DrawnText = {
    kind: 'text',
    text: chart.title,
    x: margin,
    y: margin + 12,
    anchor: 'start',
    fill: style.color,
    size: 13,
    weight: '600',
    family: style.fontFamily,
  };
  return {
    title: chart.title,
    width: chart.width + 2 * margin,
    height: chart.height + top + margin,
    background: backgroundOf(style),
    shapes: [heading, ...legendShapes(drawn, heading), ...shapesIn(drawn, margin, top)],
  };
}

/** The pages are transparent: what one sees behind them is the editor. */
export function backgroundOf(style: CSSStyleDeclaration): string {
  const editor = style.getPropertyValue('--vscode-editor-background').trim();
  return editor === '' ? style.backgroundColor : editor;
}

function legendShapes(drawn: SVGSVGElement, heading: DrawnText): DrawnShape[] {
  let x = margin;
  const y = margin + titleHeight;
  return [...(drawn.closest('figure')?.querySelectorAll('.chart-legend li') ?? [])].flatMap((entry) => {
    const sign = entry.querySelector('svg');
    const text = entry.textContent.trim();
    const at = x;
    x += 28 + text.length * 7 + 16;
    return [
      ...(sign ? shapesIn(sign, at, y) : []),
      { ...heading, text, x: at + 28, y: y + 9, size: 11, weight: 'normal' },
    ];
  });
}

function shapesIn(drawn: SVGSVGElement, left: number, top: number): DrawnShape[] {
  const elements = [...drawn.querySelectorAll<SVGElement>('path:not(.chart-cursor), text')];
  return elements.flatMap((element): readonly DrawnShape[] => {
    const style = getComputedStyle(element);
    return element.localName === 'path'
      ? pathOf(element, style, left, top)
      : [textOf(element, style, left, top)];
  });
}

function pathOf(element: SVGElement, style: CSSStyleDeclaration, left: number, top: number): DrawnPath[] {
  const d = element.getAttribute('d') ?? '';
  return d === ''
    ? []
    : [
        {
          kind: 'path',
          d: movedPath(d, left, top),
          fill: style.fill,
          fillOpacity: Number(style.fillOpacity),
          stroke: style.stroke,
          strokeOpacity: Number(style.strokeOpacity),
          strokeWidth: Number.parseFloat(style.strokeWidth),
          dashes: style.strokeDasharray.split(/[, ]+/u).flatMap((each) => {
            const dash = Number.parseFloat(each);
            return Number.isFinite(dash) ? [dash] : [];
          }),
        },
      ];
}

function textOf(element: SVGElement, style: CSSStyleDeclaration, left: number, top: number): DrawnText {
  return {
    kind: 'text',
    text: element.textContent,
    x: Number(element.getAttribute('x')) + left,
    y: Number(element.getAttribute('y')) + top,
    anchor: anchorOf(element.getAttribute('text-anchor')),
    fill: style.fill,
    size: Number.parseFloat(style.fontSize),
    weight: style.fontWeight,
    family: style.fontFamily,
  };
}

function anchorOf(attribute: string | null): DrawnText['anchor'] {
  return attribute === 'middle' || attribute === 'end' ? attribute : 'start';
}

/** Our paths have absolute places only after M, L, H and V. */
export function movedPath(d: string, left: number, top: number): string {
  return d.replaceAll(
    /([MLHV])\s*(-?[\d.]+)(?:[ ,](-?[\d.]+))?/gu,
    (_, command: string, first: string, second: string | undefined) => {
      const moved = (text: string, by: number): number => Math.round((Number(text) + by) * 100) / 100;
      if (command === 'H') {
        return `H${moved(first, left)}`;
      }
      return command === 'V'
        ? `V${moved(first, top)}`
        : `${command}${moved(first, left)},${moved(second ?? '0', top)}`;
    },
  );
}
