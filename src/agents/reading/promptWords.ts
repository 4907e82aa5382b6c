import { firstLine } from '../../core/transcript/source/firstLine';
import type { Prompt, TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import type { ReadingRules } from './transcriptReader';

/** What the user wrote, as far as it may be kept. */
export interface Words {
  readonly length: number;
  /** Its first line. */
  readonly text?: string;
}

/** As much of a text as the rules allow to be kept. */
export function wordsOf(written: string, { keepText }: ReadingRules): Words {
  return { length: written.length, ...(keepText ? { text: firstLine(written) } : {}) };
}

/** The first line of a file's first prompt, if it may be kept. */
export interface FirstPrompt {
  readonly id: string;
  readonly at: number;
  readonly line: string;
}

/** The file's first prompt: the known one if it is still there. */
export function firstPromptOf(
  part: TranscriptPart | undefined,
  known: FirstPrompt | undefined,
): FirstPrompt | undefined {
  let first: Prompt | undefined;
  for (const prompt of part?.prompts ?? []) {
    if (prompt.id === known?.id) {
      return known;
    }
    if (prompt.text !== undefined && prompt.text !== '' && !(first && first.at <= prompt.at)) {
      first = prompt;
    }
  }
  return first?.text === undefined ? undefined : { id: first.id, at: first.at, line: first.text };
}

/** The part with the words of that one prompt, and of no other. */
export function withFirstPrompt<Part extends TranscriptPart | undefined>(
  part: Part,
  first: FirstPrompt | undefined,
): Part {
  if (!part || (first === undefined && part.prompts.every(({ text }) => text === undefined))) {
    return part;
  }
  const prompts = part.prompts.map(({ text: _text, ...prompt }) =>
    prompt.id === first?.id ? { ...prompt, text: first.line } : prompt,
  );
  return { ...part, prompts };
}
