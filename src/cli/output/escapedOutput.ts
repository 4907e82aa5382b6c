import type { PlainEnvironment } from '../input/commandEnvironment';
import { escapedFile, escapedJson, escapedLine, withoutControls } from './escapedText';

/** The output streams of a process. */
export interface OutputStreams {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Whether the results are read in a terminal rather than by a program or a file. */
  readonly isTerminal: boolean;
}

/** The only way for a command to print anything, so that no foreign text reaches a terminal unescaped. */
export function escapedOutput({
  write,
  writeError,
  isTerminal,
}: OutputStreams): Pick<PlainEnvironment, 'print' | 'printLines' | 'printFile' | 'printJson' | 'remark'> {
  return {
    print: (line) => write(`${escapedLine(line)}\n`),
    printLines: (lines) => write(lines.map((line) => `${escapedLine(line)}\n`).join('')),
    printFile: (text) => write(withLineEnd(isTerminal ? escapedFile(text) : withoutControls(text))),
    printJson: (json) => write(withLineEnd(escapedJson(json))),
    remark: (line) => writeError(`${escapedLine(line)}\n`),
  };
}

function withLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
