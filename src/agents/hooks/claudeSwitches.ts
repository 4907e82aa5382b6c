import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'jsonc-parser';
import * as z from 'zod/mini';
import type { FileText } from '../settings/userFile';

/** Each is on where it is `true`; a value of another kind doesn't hide the others. */
const switchesSchema = z.object({
  disableAllHooks: z.optional(z.unknown()),
  allowManagedHooksOnly: z.optional(z.unknown()),
  allowManagedPermissionRulesOnly: z.optional(z.unknown()),
});
type Switches = z.infer<typeof switchesSchema>;

/** The switches in each of the administrator's files. Never throws. */
export async function managedSwitches(files: readonly string[]): Promise<readonly Switches[]> {
  return (await Promise.all(files.map(managedIn))).flat();
}

/** The file, and those in the folder next to it. */
async function managedIn(file: string): Promise<Switches[]> {
  const folder = join(dirname(file), 'managed-settings.d');
  const names = await readdir(folder).catch((): string[] => []);
  const files = [file, ...names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name))];
  const texts = await Promise.all(files.map((each) => readFile(each, 'utf8').catch(() => '')));
  return texts.map(switchesOf);
}

/** What is switched on and off in settings of Claude Code. Never throws. */
export function switchesOf(text: string): Switches {
  return switchesSchema.safeParse(parse(text.replace(/^\uFEFF/, ''))).data ?? {};
}

/** Claude Code ignores a file that isn't strict JSON; an empty one is fine. */
export function readsAsSettings(settings: FileText): boolean {
  const text = (settings ?? '').replace(/^\uFEFF/, '');
  try {
    return text.trim() === '' || JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
