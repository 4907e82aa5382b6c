import type { Log } from '../../core/ports';

/** The part of VS Code's workspaceState and globalState that is used: one window's, or all windows', over a reload. */
export interface WindowMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/**
 * The same memory, but `update` never rejects: a window that is closing keeps nothing more, and all that can be done
 * about it is to say so in the log.
 */
export function forgivingMemory(memory: WindowMemory, log: Pick<Log, 'warn'>): WindowMemory {
  return {
    get: (key) => memory.get(key),
    update: async (key, value) => {
      try {
        await memory.update(key, value);
      } catch (error) {
        log.warn(`Could not remember ${key} for a reload.`, error);
      }
    },
  };
}
