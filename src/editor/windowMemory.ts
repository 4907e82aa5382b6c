/** What a window keeps over a reload, or all of them: the part of VS Code's workspaceState and globalState that is used. */
export interface WindowMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
