import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { boundedList, boundedText } from '../../core/bounded';
import type { folderVariables } from './agentFolders';

const path = boundedText(1, 4_000);
const fileSchema = z.object({
  file: path,
  added: boundedList(boundedText(1, 10_000), 0, 100),
  /** Those that were made for it, outermost first. */
  folders: boundedList(path, 0, 100),
  /** The variables that put the agent's folder there; absent in notes of earlier versions. */
  variables: z.optional(
    z.object({
      CLAUDE_CONFIG_DIR: z.optional(path),
      CODEX_HOME: z.optional(path),
      GEMINI_CLI_HOME: z.optional(path),
      COPILOT_HOME: z.optional(path),
    } satisfies Record<(typeof folderVariables)[number], unknown>),
  ),
});
const schema = z.object({ files: boundedList(fileSchema, 0, 1_000) });

/** What a file has of ours. */
export type ConnectedFile = Readonly<z.infer<typeof fileSchema>>;

/** What connecting agents wrote on this machine, so that disconnecting them takes out exactly that. */
export class ConnectedNote {
  private readonly path: string;

  /** @param storage our own */
  constructor(storage: string) {
    this.path = join(storage, 'connected.json');
  }

  /** @returns undefined if nothing is known of the file; never throws. */
  async of(file: string): Promise<ConnectedFile | undefined> {
    return (await this.files()).find((each) => each.file === file);
  }

  /** @throws the file system's error. */
  async keep(entry: ConnectedFile): Promise<void> {
    await this.write([...(await this.files()).filter(({ file }) => file !== entry.file), entry]);
  }

  /** @throws the file system's error. */
  async forget(file: string): Promise<void> {
    const files = await this.files();
    if (files.some((each) => each.file === file)) {
      await this.write(files.filter((each) => each.file !== file));
    }
  }

  /** All of them; never throws. */
  async files(): Promise<readonly ConnectedFile[]> {
    try {
      return schema.safeParse(JSON.parse(await readFile(this.path, 'utf8'))).data?.files ?? [];
    } catch {
      return [];
    }
  }

  private async write(files: readonly ConnectedFile[]): Promise<void> {
    if (files.length === 0) {
      await rm(this.path, { force: true });
      return;
    }
    await mkdir(dirname(this.path), { recursive: true });
    const temporary = `${this.path}.${randomUUID()}.tmp`;
    try {
      await writeFile(temporary, `${JSON.stringify({ files }, undefined, 2)}\n`, { flag: 'wx', mode: 0o600 });
      await rename(temporary, this.path);
    } finally {
      await rm(temporary, { force: true });
    }
  }
}
