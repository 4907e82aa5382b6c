import * as l10n from '@vscode/l10n';
import type { FileText } from '../settings/userFile';
import { managedSwitches, readsAsSettings, switchesOf } from './claudeSwitches';

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
  settings: FileText,
  managedFiles: readonly string[],
): Promise<readonly string[]> {
  const managed = await managedSwitches(managedFiles);
  const obstacles: string[] = [];
  if (!readsAsSettings(settings)) {
    obstacles.push(
      l10n.t(
        'Claude Code ignores the whole file if it contains comments or trailing commas. Remove them, or no hook is called.',
      ),
    );
  }
  if (switchesOf(settings ?? '').disableAllHooks === true) {
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
