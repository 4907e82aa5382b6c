import * as l10n from '@vscode/l10n';
import { basename } from 'node:path';
import { managedSwitches, readsAsSettings } from '../hooks/claudeSwitches';
import type { FileText } from '../settings/userFile';

/** Why Claude Code would ask before each proposal all the same, a sentence per reason; none for another file. */
export async function permissionObstacles(
  file: string,
  settings: FileText,
  managedFiles: readonly string[],
): Promise<readonly string[]> {
  if (basename(file) !== 'settings.json' || settings?.includes('Bash(leverage-record') !== true) {
    return [];
  }
  const managed = await managedSwitches(managedFiles);
  return [
    ...(readsAsSettings(settings)
      ? []
      : [
          l10n.t(
            'Claude Code ignores {0} because of its comments or trailing commas, so it asks before each proposal. Remove them.',
            basename(file),
          ),
        ]),
    ...(managed.some(({ allowManagedPermissionRulesOnly }) => allowManagedPermissionRulesOnly === true)
      ? [
          l10n.t(
            "Your administrator's settings allow only their own permissions, so Claude Code asks before each proposal.",
          ),
        ]
      : []),
  ];
}
