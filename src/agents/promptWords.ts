import { firstLine } from '../core/transcript/firstLine';
import type { Prompt, TranscriptPart } from '../core/transcript/transcriptPart';
import type { ReadingRules } from './transcriptReader';

/** What a person wrote, as far as it may be kept. */
export interface Words {
  readonly length: number;
  /** Its first line. */
  readonly text?: string;
}

/** As much of a text as the rules let be kept. */
export function wordsOf(written: string, { keepText }: ReadingRules): Words {
  return { length: written.length, ...(keepText ? { text: firstLine(written) } : {}) };
}

/** The first line of the first prompt of a file, where it may be kept. */
export interface FirstPrompt {
  readonly id: string;
  readonly at: number;
  readonly line: string;
}

/** What the file begins with: as known where that is still in it. */
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
