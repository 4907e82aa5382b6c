import { largest } from '../../src/core/figures/extremes';
import type { RecordCard } from '../../src/core/page/historyProtocol';
import type { DrawnPath, DrawnText, Picture } from '../charts/picture';
import { boxPath } from '../charts/drawn';

/** Colours and font of a picture, resolved. */
export interface CardLook {
  readonly foreground: string;
  readonly background: string;
  readonly bars: string;
  readonly family: string;
}

const width = 480;
const margin = 20;
const columns = 3;
const columnWidth = (width - 2 * margin) / columns;
const figureHeight = 52;
const barRow = 20;
const lineHeight = 18;
const barsLeft = margin + 24;
/** Leaves room for the factor next to the longest bar. */
const longestBar = width - margin - 90 - barsLeft;

/** The card as shapes: title, figures, bars from 0, and what kinds of tasks were left out. */
export function cardPicture(card: RecordCard, look: CardLook): Picture {
  const figuresTop = margin + 56;
  const figureRows = Math.ceil(card.figures.length / columns);
  const barsTop = figuresTop + figureRows * figureHeight;
  const barsBottom = card.bars.length === 0 ? barsTop - 10 : barsTop + 16 + card.bars.length * barRow;
  const text = (
    content: string,
    [x, y]: readonly [number, number],
    size = 11,
    weight = 'normal',
  ): DrawnText => ({
    kind: 'text',
    text: content,
    x,
    y,
    anchor: 'start',
    fill: look.foreground,
    size,
    weight,
    family: look.family,
  });
  const figures = card.figures.flatMap(({ name, text: figure }, index) => {
    const x = margin + (index % columns) * columnWidth;
    const y = figuresTop + Math.floor(index / columns) * figureHeight;
    return [text(figure, [x, y], 20, '600'), text(name, [x, y + 17])];
  });
  const most = Math.max(largest(card.bars.map(({ value }) => value)), Number.MIN_VALUE);
  const bars = card.bars.flatMap(({ label, value, text: factor }, index) => {
    const length = Math.max((value / most) * longestBar, 1);
    const y = barsTop + 12 + index * barRow;
    const box = { x: barsLeft, y, width: length, height: 12 };
    return [
      text(label, [margin, y + 10]),
      bar(boxPath(box), look.bars),
      text(factor, [barsLeft + length + 6, y + 10]),
    ];
  });
  const notes = card.notes.map((note, index) => text(note, [margin, barsBottom + 16 + index * lineHeight]));
  return {
    title: card.title,
    width,
    height: barsBottom + notes.length * lineHeight + margin,
    background: look.background,
    shapes: [
      text(card.title, [margin, margin + 14], 16, '600'),
      ...figures,
      ...(card.bars.length === 0 ? [] : [text(card.barsTitle, [margin, barsTop], 12, '600')]),
      ...bars,
      ...notes,
    ],
  };
}

function bar(d: string, fill: string): DrawnPath {
  return {
    kind: 'path',
    d,
    fill,
    fillOpacity: 1,
    stroke: 'none',
    strokeOpacity: 1,
    strokeWidth: 0,
    dashes: [],
  };
}
