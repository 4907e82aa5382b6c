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

export type DrawnShape = DrawnPath | DrawnText;

/** A chart as it is drawn at the moment, its colours resolved: complete without the page and its theme. */
export interface Picture {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly shapes: readonly DrawnShape[];
}
