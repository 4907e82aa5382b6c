import { escapeHtml } from '../../src/core/publish/html/markup';
import type { Picture } from './picture';

/** The picture as an SVG file: no script, no style sheet, nothing from elsewhere. */
export function standaloneSvg({ title, width, height, background, shapes }: Picture): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${attributes({ width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' })}>`,
    `<title>${escapeHtml(title)}</title>`,
    `<rect ${attributes({ width, height, fill: background })}/>`,
    ...shapes.map((shape) =>
      shape.kind === 'path'
        ? `<path ${attributes({
            d: shape.d,
            fill: shape.fill,
            'fill-opacity': shape.fillOpacity,
            stroke: shape.stroke,
            'stroke-opacity': shape.strokeOpacity,
            'stroke-width': shape.strokeWidth,
            'stroke-dasharray': shape.dashes.join(' ') || 'none',
          })}/>`
        : `<text ${attributes({
            x: shape.x,
            y: shape.y,
            fill: shape.fill,
            'text-anchor': shape.anchor,
            'font-size': shape.size,
            'font-weight': shape.weight,
            'font-family': shape.family,
          })}>${escapeHtml(shape.text)}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeHtml(String(value))}"`)
    .join(' ');
}
