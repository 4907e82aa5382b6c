/** A piece of visible text between two cursor movements, as a terminal would show it without colours. */
export interface Segment {
  readonly text: string;
  /** The cursor movements before it, as written. */
  readonly moved: string;
  /** How often the colour or weight changed within it. */
  readonly styles: number;
  /** True if it overwrites existing content: the cursor went up or back, or something was erased. */
  readonly redrawn: boolean;
  /** True if that is above the last line: part of a frame. */
  readonly inFrame: boolean;
  /** True if the cursor went up before it: the beginning of a frame. */
  readonly startsFrame: boolean;
  /** A new line, another movement, or nothing yet: more text may follow. */
  readonly ended: 'line' | 'move' | 'open';
}

type Mode = 'text' | 'escape' | 'charset' | 'sequence' | 'string' | 'string-escape';

/** The state after the last chunk. Escape sequences and text may be cut anywhere. */
export interface TerminalText {
  readonly mode: Mode;
  readonly parameters: string;
  readonly text: string;
  readonly moved: string;
  readonly styles: number;
  readonly styled: boolean;
  /** Rows of the cursor above the lowest one written. */
  readonly above: number;
  /** The current row is being rewritten. */
  readonly again: boolean;
  readonly startsFrame: boolean;
  /** A carriage return whose line feed may still come. */
  readonly returned: boolean;
}

export const emptyTerminalText: TerminalText = {
  mode: 'text',
  parameters: '',
  text: '',
  moved: '',
  styles: 0,
  styled: false,
  above: 0,
  again: false,
  startsFrame: false,
  returned: false,
};

/** Longer lines, sequences and movements are not examined further: a status line is short. */
const maxText = 400;
const maxParameters = 64;
const maxMoved = 64;

/** A cursor positioned absolutely is assumed to be this far above the end. */
const farAbove = 1000;

/** Reads a chunk. The last segment may be open; it is returned again, longer, with the next chunk. */
export function readSegments(
  before: TerminalText,
  chunk: string,
): { readonly after: TerminalText; readonly segments: readonly Segment[] } {
  const reader = new SegmentReader(before);
  for (let at = 0; at < chunk.length; at++) {
    reader.read(chunk.charCodeAt(at));
  }
  return reader.finish();
}

const escape = 0x1b;
const bell = 0x07;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const backspace = 0x08;
const sequenceStart = 0x9b;
const stringEnd = 0x9c;

/** A terminal's state machine, reduced to what distinguishes work from echo. */
class SegmentReader {
  private readonly segments: Segment[] = [];
  private mode: Mode;
  private parameters: string;
  private text: string;
  private moved: string;
  private styles: number;
  private styled: boolean;
  private above: number;
  private again: boolean;
  private startsFrame: boolean;
  private returned: boolean;

  constructor(before: TerminalText) {
    this.mode = before.mode;
    this.parameters = before.parameters;
    this.text = before.text;
    this.moved = before.moved;
    this.styles = before.styles;
    this.styled = before.styled;
    this.above = before.above;
    this.again = before.again;
    this.startsFrame = before.startsFrame;
    this.returned = before.returned;
  }

  read(code: number): void {
    switch (this.mode) {
      case 'text':
        this.readText(code);
        break;
      case 'escape':
        this.readEscape(code);
        break;
      case 'charset':
        this.mode = 'text';
        break;
      case 'sequence':
        this.readSequence(code);
        break;
      case 'string':
        // A title, a link or a shell mark says nothing about work. BEL or ESC \ ends it.
        if (code === bell || code === stringEnd) {
          this.mode = 'text';
        } else if (code === escape) {
          this.mode = 'string-escape';
        }
        break;
      case 'string-escape':
        this.mode = code === 0x5c ? 'text' : 'string';
        break;
    }
  }

  finish(): { readonly after: TerminalText; readonly segments: readonly Segment[] } {
    const { mode, parameters, text, moved, styles, styled, above, again, startsFrame, returned } = this;
    if (!returned) {
      this.push('open');
    }
    return {
      after: { mode, parameters, text, moved, styles, styled, above, again, startsFrame, returned },
      segments: this.segments,
    };
  }

  private readText(code: number): void {
    if (this.returned && code !== lineFeed && code !== carriageReturn) {
      this.returned = false;
      this.move('\r');
      this.again = true;
    }
    if (code === escape) {
      this.mode = 'escape';
    } else if (code === sequenceStart) {
      this.mode = 'sequence';
      this.parameters = '';
    } else if (code === lineFeed) {
      this.returned = false;
      this.nextLine('\n');
    } else if (code === carriageReturn) {
      this.returned = true;
    } else if (code === backspace) {
      this.move('\b');
      this.again = true;
    } else if (code >= 0x20 && code !== 0x7f && this.text.length < maxText) {
      this.text += String.fromCharCode(code);
      this.styles += this.styled ? 1 : 0;
      this.styled = false;
    }
  }

  private readEscape(code: number): void {
    const char = String.fromCharCode(code);
    this.mode = 'text';
    if (char === '[') {
      this.mode = 'sequence';
      this.parameters = '';
    } else if (']PX^_'.includes(char)) {
      this.mode = 'string';
    } else if ('()*+#% '.includes(char)) {
      this.mode = 'charset';
    } else if (char === 'M') {
      this.moveUp('M', 1);
    } else if (char === '8' || char === 'c') {
      this.moveUp(char, farAbove);
    }
  }

  private readSequence(code: number): void {
    if (code === escape) {
      this.mode = 'escape';
    } else if (code >= 0x40 && code <= 0x7e) {
      this.mode = 'text';
      this.endSequence(String.fromCharCode(code));
    } else if (this.parameters.length < maxParameters) {
      this.parameters += String.fromCharCode(code);
    }
  }

  private endSequence(final: string): void {
    const how = this.parameters + final;
    switch (final) {
      case 'm':
        this.styled = true;
        break;
      case 'A':
      case 'F':
        this.moveUp(how, Number.parseInt(this.parameters, 10) || 1);
        break;
      case 'H':
      case 'f':
      case 'd':
        this.moveUp(how, farAbove);
        break;
      case 'J':
        // The whole screen, or everything below.
        this.moveUp(how, /^[23]/.test(this.parameters) ? farAbove : 0);
        this.again = true;
        break;
      case 'B':
      case 'E':
        this.nextLine(how);
        break;
      case 'C':
        // Within a text, a step to the right skips a space that was already there.
        if (this.text.trim() === '') {
          this.move(how);
        } else if (this.text.length < maxText) {
          this.text += ' ';
        }
        break;
      case 'D':
      case 'G':
      case 'K':
      case 'P':
      case 'X':
        this.move(how);
        this.again = true;
        break;
      default:
        // Cursor shown or hidden, modes, queries to the terminal: nothing visible.
        break;
    }
  }

  private moveUp(how: string, rows: number): void {
    this.move(how);
    this.above = Math.min(farAbove, this.above + rows);
    this.startsFrame = true;
  }

  private nextLine(how: string): void {
    this.endText('line');
    this.addMove(how);
    this.above = Math.max(0, this.above - 1);
    this.again = false;
  }

  private move(how: string): void {
    this.endText('move');
    this.addMove(how);
  }

  private endText(ended: 'line' | 'move'): void {
    if (this.text !== '') {
      this.startsFrame = this.push(ended) ? false : this.startsFrame;
      this.moved = '';
    }
    this.text = '';
    this.styles = 0;
  }

  private push(ended: Segment['ended']): boolean {
    if (this.text.trim() === '') {
      return false;
    }
    const { text, moved, styles, startsFrame } = this;
    const inFrame = this.above > 0;
    const redrawn = inFrame || this.again;
    this.segments.push({ text, moved, styles, redrawn, inFrame, startsFrame, ended });
    return true;
  }

  private addMove(how: string): void {
    this.moved = this.moved.length < maxMoved ? this.moved + how : this.moved;
  }
}
