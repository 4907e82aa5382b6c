import { inBackground } from '../core/inBackground';
import type { Log } from '../core/ports';
import type { HandedPrompt } from '../core/transcript/inbox/promptComposing';
import type { ComposedPrompt } from '../core/transcript/source/transcriptSource';
import type { LiveTracker } from './live/liveTracker';
import type { WrittenPrompts } from './prompts/writtenPrompts';
import type { SensorTarget } from './sensors';

/** The prompt documents of this window. A document is named by its URI as text. */
export interface Prompts {
  /** Makes typing in a new prompt document count for a task, also after a reload. */
  bind(uri: string, taskId: string): void;
  taskOf(uri: string): string | undefined;
  /** Milliseconds of typing measured in that document so far. */
  typedMs(uri: string): number;
  /** Ends the typing span of a document (it was sent or closed). */
  finish(uri: string): void;
  /** The prompt goes to an agent that isn't watched; its length in characters identifies it when it arrives. */
  hand(uri: string, length: number): void;
  /** The handed-over prompts that may be one of these and whose typing counts for a task. */
  handed(among: readonly Pick<ComposedPrompt, 'length'>[]): readonly HandedPrompt[];
}

interface PromptDeps {
  readonly tracker: LiveTracker;
  readonly written: WrittenPrompts;
  readonly sensors: Pick<SensorTarget, 'promptHanded'>;
  readonly log: Log;
}

export function prompts({ tracker, written, sensors, log }: PromptDeps): Prompts {
  return Object.freeze<Prompts>({
    bind: (uri, taskId) => {
      inBackground(written.bind(uri, taskId), log, 'The task of a prompt could not be remembered.');
      tracker.observeNextKey();
    },
    taskOf: (uri) => written.taskOf(uri),
    typedMs: (uri) => written.typedMs(uri),
    finish: (uri) => tracker.observe({ kind: 'prompt-finished', document: uri }),
    hand: (uri, length) => sensors.promptHanded(uri, length),
    handed: (among) => written.handedPrompts(among),
  });
}
