import { isListOf, isNumber, isObjectOf, isText } from '../../core/shapes';
import type { HandedPrompt } from '../../core/transcript/inbox/promptComposing';
import type { WindowMemory } from '../ports/windowMemory';

const areHanded = isListOf(isObjectOf<HandedPrompt>({ at: isNumber, length: isNumber, taskId: isText }));
const key = 'handedPrompts';

/** Sessions are taken from the inbox days later; this only bounds growth over months. */
const mostPrompts = 200;

/**
 * The prompts handed to agents that weren't watched; their times, lengths and tasks, but no text. Any window may read
 * the transcript in which one arrived, so all of them have one memory.
 */
export class HandedPrompts {
  constructor(private readonly memory: WindowMemory) {}

  /** The newest last. Asked of the memory each time, as another window may have added to it. */
  get all(): readonly HandedPrompt[] {
    const remembered = this.memory.get(key);
    return areHanded(remembered) ? remembered : [];
  }

  add(prompt: HandedPrompt): PromiseLike<void> {
    return this.memory.update(key, [...this.all, prompt].slice(-mostPrompts));
  }
}
