import { Listeners } from '../../core/listeners';
import type { Disposable } from '../../core/ports';
import type { WindowMemory } from '../../recorder/ports/windowMemory';

const key = 'exampleHidden';

/** Whether an empty record shows what a filled day looks like: until the user hides it, in all windows. */
export class ExampleDay {
  private readonly listeners = new Listeners();

  constructor(private readonly sharedMemory: WindowMemory) {}

  get isWanted(): boolean {
    return this.sharedMemory.get(key) !== true;
  }

  async hide(): Promise<void> {
    await this.sharedMemory.update(key, true);
    this.listeners.tell();
  }

  onDidChange(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }
}
