import * as l10n from '@vscode/l10n';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'jsonc-parser';
import * as z from 'zod/mini';
import type { SettingsText } from './claudeSettings';

/** Each is on where it is `true`; a value of another kind doesn't hide the other one. */
const switchesSchema = z.object({
  disableAllHooks: z.optional(z.unknown()),
  allowManagedHooksOnly: z.optional(z.unknown()),
});

/** Where an administrator puts Claude Code settings. */
export function managedSettingsFiles(platform: NodeJS.Platform): readonly string[] {
  switch (platform) {
    case 'darwin':
      return ['/Library/Application Support/ClaudeCode/managed-settings.json'];
    case 'win32':
      return [
        'C:\\Program Files\\ClaudeCode\\managed-settings.json',
        'C:\\ProgramData\\ClaudeCode\\managed-settings.json',
      ];
    default:
      return ['/etc/claude-code/managed-settings.json'];
  }
}

/** Why Claude Code wouldn't call the hooks in its user settings, one sentence per reason. Never throws. */
export async function hookObstacles(
  settings: SettingsText,
  managedFiles: readonly string[],
): Promise<readonly string[]> {
  const text = (settings ?? '').replace(/^\uFEFF/, '');
  const managed = (await Promise.all(managedFiles.map(managedIn))).flat();
  const obstacles: string[] = [];
  if (text.trim() !== '' && !isStrict(text)) {
    obstacles.push(
      l10n.t(
        'Claude Code ignores the whole file if it contains comments or trailing commas. Remove them, or no hook is called.',
      ),
    );
  }
  if (switchesOf(text).disableAllHooks === true) {
    obstacles.push(
      l10n.t('`disableAllHooks` is on in this file, so no hook is called. Remove it to use them.'),
    );
  }
  if (managed.some(({ disableAllHooks }) => disableAllHooks === true)) {
    obstacles.push(l10n.t("Your administrator's settings turn off all hooks. Ask for them to be allowed."));
  } else if (managed.some(({ allowManagedHooksOnly }) => allowManagedHooksOnly === true)) {
    obstacles.push(
      l10n.t("Your administrator's settings allow only their own hooks. Ask for these to be allowed."),
    );
  }
  return obstacles;
}

/** The file, and those in the folder next to it. */
async function managedIn(file: string): Promise<z.infer<typeof switchesSchema>[]> {
  const folder = join(dirname(file), 'managed-settings.d');
  const names = await readdir(folder).catch((): string[] => []);
  const files = [file, ...names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name))];
  const texts = await Promise.all(files.map((each) => readFile(each, 'utf8').catch(() => '')));
  return texts.map(switchesOf);
}

function switchesOf(text: string): z.infer<typeof switchesSchema> {
  return switchesSchema.safeParse(parse(text.replace(/^\uFEFF/, ''))).data ?? {};
}

function isStrict(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
