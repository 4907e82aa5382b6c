import { Listeners } from '../../core/listeners';
import type { Disposable } from '../../core/ports';

export interface SentPrompt {
  readonly text: string;
  /** Undefined where its typing counted for whatever task was current. */
  readonly taskId: string | undefined;
}

/** The prompt sent last from this window, in case it did not arrive. In memory only: the text of a prompt is never stored. */
export class LastPrompt implements Disposable {
  private prompt: SentPrompt | undefined;
  private readonly listeners = new Listeners();

  get sent(): SentPrompt | undefined {
    return this.prompt;
  }

  keep(prompt: SentPrompt): void {
    this.prompt = prompt;
    this.listeners.tell();
  }

  onDidChange(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  dispose(): void {
    this.prompt = undefined;
    this.listeners.clear();
  }
}
