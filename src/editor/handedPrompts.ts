import * as z from 'zod';
import type { HandedPrompt } from '../core/transcript/promptComposing';
import type { WindowMemory } from './windowMemory';

const handedSchema = z.array(z.object({ at: z.number(), length: z.number(), taskId: z.string() }));
const key = 'handedPrompts';

/** Sessions are taken from the inbox days later; a bound only against growth over months. */
const mostPrompts = 200;

/** The prompts that left this window for agents that nobody saw; their times, lengths and tasks, but no text. */
export class HandedPrompts {
  private prompts: readonly HandedPrompt[];

  constructor(private readonly memory: WindowMemory) {
    this.prompts = handedSchema.safeParse(memory.get(key)).data ?? [];
  }

  /** The newest last. */
  get all(): readonly HandedPrompt[] {
    return this.prompts;
  }

  add(prompt: HandedPrompt): PromiseLike<void> {
    this.prompts = [...this.prompts, prompt].slice(-mostPrompts);
    return this.memory.update(key, this.prompts);
  }
}
