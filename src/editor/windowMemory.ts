/** What this window keeps over a reload: the part of VS Code's workspaceState that is used. */
export interface WindowMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
