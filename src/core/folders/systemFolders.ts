/** The part of `node:path` that is used, by the rules of the system that the paths belong to. */
export interface PathRules {
  join(...parts: string[]): string;
  isAbsolute(path: string): boolean;
}

/** The environment in which programs look for their folders. */
export interface SystemPlaces {
  readonly platform: string;
  readonly home: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The folder in a variable. A relative one would differ between processes, so it counts as not set. */
export function namedFolder(
  name: string,
  { variables }: Pick<SystemPlaces, 'variables'>,
  paths: PathRules,
): string | undefined {
  const named = variables[name];
  return named !== undefined && paths.isAbsolute(named) ? named : undefined;
}

/** The parent of each program's settings folder. */
export function settingsFolder(places: SystemPlaces, paths: PathRules): string {
  const { home, platform } = places;
  switch (platform) {
    case 'darwin':
      return paths.join(home, 'Library', 'Application Support');
    case 'win32':
      return namedFolder('APPDATA', places, paths) ?? paths.join(home, 'AppData', 'Roaming');
    default:
      return namedFolder('XDG_CONFIG_HOME', places, paths) ?? paths.join(home, '.config');
  }
}

/** The parent of each program's cache folder. */
export function cacheFolder(places: SystemPlaces, paths: PathRules): string {
  const { home, platform } = places;
  switch (platform) {
    case 'darwin':
      return paths.join(home, 'Library', 'Caches');
    case 'win32':
      return namedFolder('LOCALAPPDATA', places, paths) ?? paths.join(home, 'AppData', 'Local');
    default:
      return namedFolder('XDG_CACHE_HOME', places, paths) ?? paths.join(home, '.cache');
  }
}

/** A copy of the environment; on Windows the names of variables are case-insensitive. */
export function variablesOf(
  environment: SystemPlaces['variables'],
  platform: string,
): SystemPlaces['variables'] {
  const all = Object.entries(environment);
  return Object.fromEntries(
    platform === 'win32' ? all.map(([name, value]) => [name.toUpperCase(), value]) : all,
  );
}
