import { basename, dirname, join } from 'node:path';

/** The folders of Claude Code that `CLAUDE_CONFIG_DIR` names: several with commas between them, `~` for the home. */
export function claudeFolders(
  variables: Readonly<Record<string, string | undefined>>,
  home: string,
): readonly string[] {
  return (variables['CLAUDE_CONFIG_DIR'] ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => (/^~(?=$|[\\/])/.test(each) ? join(home, each.slice(1)) : each))
    .map((each) => (basename(each) === 'projects' ? dirname(each) : each));
}
