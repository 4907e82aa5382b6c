import { largest, smallest } from '../../figures/extremes';
import { isAnySpinnerGlyph, statusLine } from './statusLine';
import { emptyTerminalText, readSegments, type Segment, type TerminalText } from './terminalText';

/** The memory of an agent's output between chunks. Bounded, whatever is printed. */
export interface AgentOutput {
  readonly terminal: TerminalText;
  /** The moving part of the last few status lines, by the constant part. */
  readonly statuses: ReadonlyMap<string, string>;
  /** The last status line in full, for renderers that draw only the difference. */
  readonly statusText: string;
  /** The content of the row written last, for renderers that position every word. */
  readonly row: { readonly number: string; readonly text: string };
  /** The spinner's last glyph, drawn alone. */
  readonly glyph: string | undefined;
  /** The last number drawn alone at a place. */
  readonly figure: { readonly moved: string; readonly text: string };
  /** The last lines written, to recognise mere repeats in a redraw. */
  readonly lines: ReadonlySet<string>;
  /** True once the frame being drawn has shown the input box: the rest of it belongs to the user's input. */
  readonly belowInput: boolean;
}

export const silentOutput: AgentOutput = {
  terminal: emptyTerminalText,
  statuses: new Map(),
  statusText: '',
  row: { number: '', text: '' },
  glyph: undefined,
  figure: { moved: '', text: '' },
  lines: new Set(),
  belowInput: false,
};

export interface Classified {
  readonly output: AgentOutput;
  /** True if the chunk shows that the agent works, rather than that the user types or nothing happens. */
  readonly working: boolean;
}

/** Only the end of a larger chunk is examined, where a frame has its status and its input. */
const maxChunk = 8192;
const frameStarts = ['\u001b[1A', '\u001b[A', '\u001b[H', '\u001b[2J', '\u001b[1;1H'] as const;
const maxStatuses = 8;
const maxLines = 80;

/** This much text at once, without a line end, shows work: a user's keys produce less. */
const streamedLength = 8;

/**
 * Distinguishes work from echo. Work is a status line whose spinner or figures moved since it was last drawn, the
 * spinner or a figure alone in renderers that draw only the difference, or new text. Echo is the input box redrawn with
 * one more character, with any menu below it. A change is judged against the last drawing, never alone, so a single
 * chunk seldom shows work and never makes time: that takes two.
 */
export function classify(previous: AgentOutput, chunk: string): Classified {
  const whole = chunk.length <= maxChunk;
  const before = whole ? previous : skipped(previous, chunk);
  const { after, segments } = readSegments(before.terminal, whole ? chunk : end(chunk));
  const judge = new OutputJudge(before, before.terminal.text.length);
  for (const segment of segments) {
    judge.see(segment);
  }
  return { output: { ...judge.output, terminal: after }, working: judge.working };
}

/** If a frame begins in the skipped part, its end may be an input box of many lines. */
function skipped(previous: AgentOutput, chunk: string): AgentOutput {
  const frameStart = largest(frameStarts.map((each) => chunk.lastIndexOf(each, chunk.length - maxChunk)));
  return {
    ...previous,
    belowInput: frameStart === -1 ? previous.belowInput : true,
    terminal: {
      ...previous.terminal,
      mode: 'text',
      text: '',
      moved: '',
      startsFrame: false,
      returned: false,
    },
  };
}

/** The end of a chunk, from a place where a terminal could start reading. */
function end(chunk: string): string {
  const tail = chunk.slice(-maxChunk);
  const starts = [tail.indexOf('\n'), tail.indexOf('\u001b')].filter((at) => at !== -1);
  return starts.length > 0 ? tail.slice(smallest(starts)) : tail;
}

class OutputJudge {
  working = false;
  /** Newest last. */
  private readonly lines: Set<string>;

  constructor(
    public output: AgentOutput,
    /** How much of the first segment was there before this chunk. */
    private lengthBefore: number,
  ) {
    this.lines = new Set(output.lines);
    this.output = { ...output, lines: this.lines };
  }

  see(segment: Segment): void {
    if (segment.startsFrame && segment.ended !== 'open') {
      this.change({ belowInput: false });
    }
    if (segment.ended === 'open') {
      const grown = segment.text.length - this.lengthBefore;
      this.working ||=
        !segment.redrawn && !this.output.belowInput && grown >= streamedLength && !isInput(segment);
      return;
    }
    this.lengthBefore = 0;
    this.seeRow(segment);
    const judged = this.isStatus(segment) || this.isGlyph(segment) || this.isFigure(segment);
    if (!judged && !this.isShimmer(segment)) {
      this.seeLine(segment);
    }
  }

  private isStatus({ text }: Segment): boolean {
    // Agents show their work above the box; below its first line is the user's input.
    const status = this.output.belowInput || isInputText(text) ? undefined : statusLine(text);
    if (status === undefined) {
      return false;
    }
    const { key, value } = status;
    const before = this.output.statuses.get(key);
    if (before !== value) {
      const statuses = new Map(this.output.statuses);
      statuses.delete(key);
      statuses.set(key, value);
      this.change({ statuses: bounded(statuses, maxStatuses), statusText: text });
      this.found(before !== undefined);
    }
    return true;
  }

  private isGlyph({ text }: Segment): boolean {
    const glyph = text.trim();
    if (!isAnySpinnerGlyph(glyph)) {
      return false;
    }
    if (glyph !== this.output.glyph) {
      this.found(this.output.glyph !== undefined);
      this.change({ glyph });
    }
    return true;
  }

  /** A number changing in place is a clock or a count; one being typed moves with each digit. */
  private isFigure({ text, moved }: Segment): boolean {
    const trimmed = text.trim();
    if (!/^\d{1,6}(?:[smhk%]|ms)?$/.test(trimmed) || !/\d/.test(moved)) {
      return false;
    }
    const { figure } = this.output;
    this.found(figure.moved === moved && figure.text !== trimmed);
    this.change({ figure: { moved, text: trimmed } });
    return true;
  }

  /** A light moving over the status line colours each letter separately. */
  private isShimmer({ text, styles }: Segment): boolean {
    const trimmed = text.trim();
    const shimmers =
      trimmed.length >= 2 &&
      styles >= 2 &&
      styles * 3 >= trimmed.length &&
      this.output.statusText.includes(trimmed);
    this.found(shimmers);
    return shimmers;
  }

  private seeRow({ text, moved }: Segment): void {
    const end = moved.lastIndexOf('H');
    const [, number] = /(\d{1,9});\d{0,9}$/.exec(moved.slice(Math.max(0, end - 20), Math.max(0, end))) ?? [];
    if (number === undefined) {
      return;
    }
    const row = this.output.row;
    const joined = row.number === number ? `${row.text} ${text.trim()}`.slice(-200) : text.trim();
    this.change({ row: { number, text: joined } });
    if (!isInputText(joined) && statusLine(joined)) {
      this.change({ statusText: joined });
    }
  }

  private seeLine(segment: Segment): void {
    if (isInput(segment)) {
      this.change({ belowInput: segment.inFrame || this.output.belowInput });
      return;
    }
    const line = segment.text.trim();
    if (segment.ended !== 'line' || this.output.belowInput || isDecoration(line)) {
      return;
    }
    const repeated = this.lines.delete(line);
    const echo = repeated || (segment.redrawn && resemblesAny(line, this.lines));
    bounded(this.lines.add(line), maxLines);
    this.working ||= !echo;
  }

  /** While a spinner moves, the drawing isn't about the input. */
  private found(work: boolean): void {
    if (work) {
      this.working = true;
      this.change({ belowInput: false });
    }
  }

  private change(part: Partial<AgentOutput>): void {
    this.output = { ...this.output, ...part };
  }
}

function isInput({ text }: Segment): boolean {
  return isInputText(text);
}

/** `> `, `│ > … │`, `❯ `, `› `, `architect> `: a prompt for the user's input. */
function isInputText(text: string): boolean {
  return /^[\s│┃|▌]*(?:[❯›»>]|\w{1,12}>)(?:\s|$)/u.test(text);
}

function isDecoration(line: string): boolean {
  return /^[\s\u2500-\u259f|_=+-]*$/u.test(line);
}

/** True if a line differs from an earlier one by no more than a user types at once. */
function resemblesAny(line: string, lines: ReadonlySet<string>): boolean {
  for (const other of lines) {
    if (Math.abs(other.length - line.length) <= 3 && differing(line, other) <= 3) {
      return true;
    }
  }
  return false;
}

function differing(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let prefix = 0;
  while (prefix < shorter && a.charCodeAt(prefix) === b.charCodeAt(prefix)) {
    prefix++;
  }
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    a.charCodeAt(a.length - 1 - suffix) === b.charCodeAt(b.length - 1 - suffix)
  ) {
    suffix++;
  }
  return Math.max(a.length, b.length) - prefix - suffix;
}

function bounded<T extends Map<string, string> | Set<string>>(kept: T, limit: number): T {
  while (kept.size > limit) {
    const [oldest] = kept.keys();
    kept.delete(oldest ?? '');
  }
  return kept;
}
