import { boxPath } from './drawn';
import type { ChartBox } from './chart';
import { hatchPath } from './hatching';
import type { DrawnPath, DrawnShape, DrawnText } from './picture';

/** What an SVG draws at the moment in its computed colours, moved; without the mark of the keyboard or pointer. */
export function shapesIn(drawn: SVGSVGElement, left: number, top: number): DrawnShape[] {
  const elements = drawn.querySelectorAll<SVGElement>(
    ':is(path, line, rect, circle, text):not(.chart-cursor, pattern *)',
  );
  return [...elements].flatMap((element): readonly DrawnShape[] => {
    const style = getComputedStyle(element);
    return element instanceof SVGTextElement
      ? [textOf(element, style, left, top)]
      : pathsOf(element, style, left, top);
  });
}

function pathsOf(element: SVGElement, style: CSSStyleDeclaration, left: number, top: number): DrawnPath[] {
  const d = pathData(element, left, top);
  if (d === '') {
    return [];
  }
  const pattern = patternOf(style.fill);
  const path = pathIn(style, d);
  return pattern && element instanceof SVGRectElement
    ? [...hatchesOf(pattern, boxOf(element, left, top)), { ...path, fill: 'none' }]
    : [element instanceof SVGLineElement ? { ...path, fill: 'none' } : path];
}

function pathIn(style: CSSStyleDeclaration, d: string): DrawnPath {
  return {
    kind: 'path',
    d,
    fill: style.fill,
    fillOpacity: Number(style.fillOpacity),
    stroke: style.stroke,
    strokeOpacity: Number(style.strokeOpacity),
    strokeWidth: Number.parseFloat(style.strokeWidth),
    dashes: style.strokeDasharray.split(/[, ]+/u).flatMap((each) => {
      const dash = Number.parseFloat(each);
      return Number.isFinite(dash) ? [dash] : [];
    }),
  };
}

/** Where it is in pixels: a share of the width is one of the drawing's. */
function pathData(element: SVGElement, left: number, top: number): string {
  if (element instanceof SVGRectElement) {
    return boxPath(boxOf(element, left, top));
  }
  if (element instanceof SVGLineElement) {
    const [x1, y1, x2, y2] = [element.x1, element.y1, element.x2, element.y2].map(
      ({ baseVal }) => baseVal.value,
    );
    return movedPath(`M${x1},${y1}L${x2},${y2}`, left, top);
  }
  if (element instanceof SVGCircleElement) {
    const [x = 0, y = 0, r = 0] = [element.cx, element.cy, element.r].map(({ baseVal }) => baseVal.value);
    const half = (across: number): string => `a${r},${r},0,1,0,${across},0`;
    return movedPath(`M${x - r},${y}${half(2 * r)}${half(-2 * r)}Z`, left, top);
  }
  return movedPath(element.getAttribute('d') ?? '', left, top);
}

function boxOf(element: SVGRectElement, left: number, top: number): ChartBox {
  const [x = 0, y = 0, width = 0, height = 0] = [element.x, element.y, element.width, element.height].map(
    ({ baseVal }) => baseVal.value,
  );
  return { x: x + left, y: y + top, width, height };
}

function patternOf(fill: string): SVGPatternElement | undefined {
  const id = /^url\("?#([\w-]+)"?\)/u.exec(fill)?.[1];
  const pattern = id === undefined ? null : document.getElementById(id);
  return pattern instanceof SVGPatternElement ? pattern : undefined;
}

/** A pattern of ours has one line from its top to its bottom, and may be turned. */
function hatchesOf(pattern: SVGPatternElement, box: ChartBox): DrawnPath[] {
  const line = pattern.querySelector('line');
  const turned = pattern.patternTransform.baseVal;
  return line === null
    ? []
    : [
        {
          ...pathIn(
            getComputedStyle(line),
            hatchPath(box, {
              angle: turned.numberOfItems === 0 ? 0 : turned.getItem(0).angle,
              period: pattern.width.baseVal.value,
              offset: line.x1.baseVal.value,
            }),
          ),
          fill: 'none',
        },
      ];
}

function textOf(element: SVGTextElement, style: CSSStyleDeclaration, left: number, top: number): DrawnText {
  const at = ({ baseVal }: SVGAnimatedLengthList): number =>
    baseVal.numberOfItems === 0 ? 0 : baseVal.getItem(0).value;
  return {
    kind: 'text',
    text: element.textContent.trim(),
    x: at(element.x) + left,
    y: at(element.y) + top,
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
