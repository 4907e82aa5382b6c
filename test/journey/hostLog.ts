import fs from 'node:fs';
import path from 'node:path';
import type { Profile } from './profile';

export interface HostLog {
  readonly file: string;
  readonly lines: readonly string[];
}

/** The logs of the extension host and the extension, window by window. */
export function hostLogs({ userData }: Profile): readonly HostLog[] {
  const logs = path.join(userData, 'logs');
  if (!fs.existsSync(logs)) {
    return [];
  }
  return fs
    .readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(remoteexthost|exthost)\.log$|Leverage Record\.log$/.test(file))
    .map((file) => ({ file, lines: fs.readFileSync(path.join(logs, file), 'utf8').trimEnd().split('\n') }));
}

/** Errors in which the extension has a part, each with its stack. */
export function loggedErrors(profile: Profile): readonly string[] {
  return hostLogs(profile).flatMap((log) =>
    errorsIn(log).filter((entry) => isOwn(log) || entry.includes('leverage-record')),
  );
}

/** Rejections and exceptions of the extension that nobody handled: the host notes them, the extension can't. */
export function unhandledErrors(profile: Profile): readonly string[] {
  return hostLogs(profile).flatMap((log) =>
    isOwn(log) ? [] : errorsIn(log).filter((entry) => entry.includes('leverage-record')),
  );
}

function errorsIn({ lines }: HostLog): readonly string[] {
  return lines
    .join('\n')
    .split(/\n(?=\d{4}-\d\d-\d\d )/u)
    .filter((entry) => entry.includes('[error]'));
}

function isOwn({ file }: HostLog): boolean {
  return file.endsWith('Leverage Record.log');
}
