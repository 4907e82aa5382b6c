import { z } from 'zod';
import type { WindowMemory } from './windowMemory';

const bindingsSchema = z.record(
  z.string(),
  z.object({ taskId: z.string(), typedMs: z.number().nonnegative() }),
);
const key = 'promptBindings';

/** Sent prompts stay bound, as they may be written on; only this many, the newest. */
const maxBindings = 200;

interface Binding {
  readonly taskId: string;
  readonly typedMs: number;
}

/** Which task each prompt document belongs to, and what was typed in it before the last reload. */
export class PromptBindings {
  private readonly bindings: Map<string, Binding>;

  constructor(private readonly memory: WindowMemory) {
    this.bindings = new Map(Object.entries(bindingsSchema.safeParse(memory.get(key)).data ?? {}));
  }

  taskOf(uri: string): string | undefined {
    return this.bindings.get(uri)?.taskId;
  }

  typedMs(uri: string): number {
    return this.bindings.get(uri)?.typedMs ?? 0;
  }

  bind(uri: string, taskId: string): PromiseLike<void> {
    const typedMs = this.typedMs(uri);
    this.bindings.delete(uri);
    this.bindings.set(uri, { taskId, typedMs });
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
