import type { ReadingRules } from './transcriptReader';

/** What a person wrote, as far as it may be kept. */
export interface Words {
  readonly length: number;
  readonly text?: string;
}

/** As much of a text as the rules let be kept. */
export function wordsOf(written: string, { keepText }: ReadingRules): Words {
  return { length: written.length, ...(keepText ? { text: written } : {}) };
}
