/** What is asked of `node:path`, by the rules of the system that the paths are of. */
export interface PathRules {
  join(...parts: string[]): string;
  isAbsolute(path: string): boolean;
}

/** Where programs look for their folders. */
export interface SystemPlaces {
  readonly platform: string;
  readonly home: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The folder that a variable names. A relative one would be another in each process, so it counts as not set. */
export function namedFolder(
  name: string,
  { variables }: Pick<SystemPlaces, 'variables'>,
  paths: PathRules,
): string | undefined {
  const named = variables[name];
  return named !== undefined && paths.isAbsolute(named) ? named : undefined;
}

/** In which each program has a folder for its settings. */
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

/** In which each program keeps what can be made again. */
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

/** A copy of the environment; Windows does not tell large letters of its variables from small ones. */
export function variablesOf(
  environment: SystemPlaces['variables'],
  platform: string,
): SystemPlaces['variables'] {
  const all = Object.entries(environment);
  return Object.fromEntries(
    platform === 'win32' ? all.map(([name, value]) => [name.toUpperCase(), value]) : all,
  );
}
