import { isMapOf, isNumber, isObjectOf, isText } from '../../core/shapes';
import type { WindowMemory } from '../ports/windowMemory';

const key = 'promptBindings';

/** Sent prompts stay bound, as they may be written on; only this many, the newest. */
const maxBindings = 200;

interface Binding {
  readonly taskId: string;
  /** Without the time this run of the host measured in the document and will add. */
  readonly typedMs: number;
}

const areBindings = isMapOf(isObjectOf<Binding>({ taskId: isText, typedMs: isNumber }));

/** Which task each prompt document belongs to, and what was typed in it before the last reload. */
export class PromptBindings {
  private readonly bindings: Map<string, Binding>;

  constructor(private readonly memory: WindowMemory) {
    const remembered = memory.get(key);
    this.bindings = new Map(areBindings(remembered) ? Object.entries(remembered) : []);
  }

  taskOf(uri: string): string | undefined {
    return this.bindings.get(uri)?.taskId;
  }

  /** @param measured in the document by this run of the host */
  typedMs(uri: string, measured: number): number {
    return Math.max(0, (this.bindings.get(uri)?.typedMs ?? 0) + measured);
  }

  /** @param measured before, in a document that had the same name: VS Code gives names of closed documents again */
  bind(uri: string, taskId: string, measured: number): PromiseLike<void> {
    this.bindings.delete(uri);
    this.bindings.set(uri, { taskId, typedMs: -measured });
    return this.save();
  }

  /** Adds what was typed in this run of the host; only bound documents are remembered. */
  addTyped(typedMs: ReadonlyMap<string, number>): PromiseLike<void> {
    for (const [uri, ms] of typedMs) {
      const binding = this.bindings.get(uri);
      if (binding) {
        this.bindings.set(uri, { ...binding, typedMs: binding.typedMs + ms });
      }
    }
    return this.save();
  }

  private save(): PromiseLike<void> {
    for (const uri of [...this.bindings.keys()].slice(0, -maxBindings)) {
      this.bindings.delete(uri);
    }
    return this.memory.update(key, Object.fromEntries(this.bindings));
  }
}
