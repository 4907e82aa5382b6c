import type { SVGTemplateResult } from 'lit';

/** VS Code's colours for charts; the page's style sheet has a class for each. */
export type ChartColour = 'blue' | 'green' | 'purple' | 'yellow';

/** In pixels of the drawing. */
export interface ChartBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A place in a chart that the keyboard and the pointer go to. */
export interface ChartMark {
  /** The same in the next state, so that the keyboard keeps its place. */
  readonly key: string;
  /** What it stands for, such as a day. */
  readonly label: string;
  /** Its figures in words, or that there is no record. */
  readonly figures: string;
  readonly box: ChartBox;
  /** The day that Enter or a click opens; null if none. */
  readonly opens: string | null;
}

/** The data of a chart in a table; the first cell of each row is its heading. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface LegendEntry {
  readonly name: string;
  readonly colour: ChartColour;
  /** Lines and bars differ in more than their colours. */
  readonly look: 'line' | 'dashes' | 'bar';
}

/** A chart laid out for its width: what is drawn, where one can go in it, and the same as a table. */
export interface Chart {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** Paths and texts only, in pixels, without transforms: what copies it can read nothing else. */
  readonly drawing: SVGTemplateResult;
  readonly legend: readonly LegendEntry[];
  readonly marks: readonly ChartMark[];
  /** How many marks the arrow to the right goes on: 1, or 7 where a column is a week. */
  readonly perColumn: number;
  /** Where the keyboard starts: time is read from its last mark that opens something. */
  readonly start: 'first' | 'last';
  readonly table: ChartTable;
}
