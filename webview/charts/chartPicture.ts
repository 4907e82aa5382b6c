import { shapesIn } from './drawnShapes';
import type { DrawnShape, DrawnText, Picture } from './picture';

/** A chart in the page, to be copied. */
export interface DrawnChart {
  readonly title: string;
  /** Paths, lines, rectangles, circles and texts, without transforms: what copies it can read nothing else. */
  readonly svg: SVGSVGElement;
  /** In pixels of the drawing. */
  readonly width: number;
  readonly height: number;
  /** Entries of its legend, each with a sign and a name. */
  readonly legend: readonly Element[];
}

const margin = 12;
const titleHeight = 24;
const legendHeight = 20;
const signWidth = 28;
const betweenEntries = 16;

/** What is drawn, below its title and legend. */
export function chartPicture({ title, svg, width, height, legend }: DrawnChart): Picture {
  const style = getComputedStyle(document.body);
  const heading: DrawnText = {
    kind: 'text',
    text: title,
    x: margin,
    y: margin + 12,
    anchor: 'start',
    fill: style.color,
    size: 13,
    weight: '600',
    family: style.fontFamily,
  };
  const across = Math.max(width, Math.ceil(textWidth(heading)));
  const named = legendShapes(legend, heading, across);
  const top = margin + titleHeight + named.height;
  return {
    title,
    width: across + 2 * margin,
    height: height + top + margin,
    background: backgroundOf(style),
    shapes: [heading, ...named.shapes, ...shapesIn(svg, margin, top)],
  };
}

/** The pages are transparent: what one sees behind them is the editor. */
export function backgroundOf(style: CSSStyleDeclaration): string {
  const editor = style.getPropertyValue('--vscode-editor-background').trim();
  return editor === '' ? style.backgroundColor : editor;
}

/** Side by side, in as many lines as they need. */
function legendShapes(
  entries: readonly Element[],
  heading: DrawnText,
  across: number,
): { readonly shapes: readonly DrawnShape[]; readonly height: number } {
  let x = 0;
  let line = 0;
  const shapes = entries.flatMap((entry) => {
    const name: DrawnText = { ...heading, text: entry.textContent.trim(), size: 11, weight: 'normal' };
    const width = signWidth + textWidth(name);
    if (x > 0 && x + width > across) {
      [x, line] = [0, line + 1];
    }
    const [left, top] = [margin + x, margin + titleHeight + line * legendHeight];
    x += width + betweenEntries;
    const sign = entry.querySelector('svg');
    return [
      ...(sign ? shapesIn(sign, left, top) : []),
      { ...name, x: Math.round(left + signWidth), y: top + 9 },
    ];
  });
  return { shapes, height: entries.length === 0 ? 0 : (line + 1) * legendHeight };
}

/** In pixels; 0 where the browser can't say. */
function textWidth({ text, weight, size, family }: DrawnText): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) {
    return 0;
  }
  context.font = `${weight} ${size}px ${family}`;
  return context.measureText(text).width;
}
