import type { Clock } from '../../core/ports';
import type { RecordStore } from '../../core/record/recordStore';
import { typedMsIn, type TrackerState } from '../../core/tracker/trackerState';
import type { HandedPrompt } from '../../core/transcript/inbox/promptComposing';
import type { ComposedPrompt } from '../../core/transcript/source/transcriptSource';
import { HandedPrompts } from './handedPrompts';
import { PromptBindings } from './promptBindings';
import { takesWork } from '../../core/record/takesWork';
import type { WindowMemory } from '../ports/windowMemory';

interface WrittenPromptsPorts {
  readonly store: Pick<RecordStore, 'status' | 'task'>;
  readonly memory: WindowMemory;
  /** The same for all windows. */
  readonly sharedMemory: WindowMemory;
  readonly clock: Clock;
  readonly state: () => TrackerState;
  readonly currentTaskId: () => string | undefined;
}

/** The prompts that are written in this window: which task each is for, how long it was typed, and where it went unseen. */
export class WrittenPrompts {
  private readonly bindings: PromptBindings;
  private readonly handed: HandedPrompts;

  constructor(private readonly ports: WrittenPromptsPorts) {
    this.bindings = new PromptBindings(ports.memory);
    this.handed = new HandedPrompts(ports.sharedMemory);
  }

  bind(uri: string, taskId: string): PromiseLike<void> {
    return this.bindings.bind(uri, taskId, typedMsIn(this.ports.state(), uri));
  }

  /** The task that the prompt was begun for, as long as that takes work. */
  taskOf(uri: string): string | undefined {
    const taskId = this.bindings.taskOf(uri);
    return taskId !== undefined && takesWork(this.ports.store, taskId) ? taskId : undefined;
  }

  /** The task that typing in the document counts for. */
  taskOfTyping(uri: string): string | undefined {
    return this.taskOf(uri) ?? this.ports.currentTaskId();
  }

  typedMs(uri: string): number {
    return this.bindings.typedMs(uri, typedMsIn(this.ports.state(), uri));
  }

  /** Remembers what was typed in this run of the host for the next. */
  keepTyped(): PromiseLike<void> {
    return this.bindings.addTyped(this.ports.state().typedMs);
  }

  /** The prompt goes to an agent that isn't watched. @returns undefined where its typing counts for no task. */
  hand(uri: string, length: number): PromiseLike<void> | undefined {
    const taskId = this.taskOfTyping(uri);
    return taskId === undefined ? undefined : this.handed.add({ at: this.ports.clock(), length, taskId });
  }

  /** The handed-over prompts that may be one of these and whose typing counts for a task. */
  handedPrompts(among: readonly Pick<ComposedPrompt, 'length'>[]): readonly HandedPrompt[] {
    // Transcripts are read again and again, and hardly any prompt is as long as one of these: few tasks are looked up.
    const lengths = new Set(among.map(({ length }) => length));
    return this.handed.all.filter(
      ({ length, taskId }) => lengths.has(length) && this.ports.store.task(taskId) !== undefined,
    );
  }
}
