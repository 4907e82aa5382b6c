import { isZone } from '../../core/days/day';
import { offsetByRule, parsePosixRule } from './posixRule';
import { zoneInFile } from './zoneFile';
import { offsetZone, zoneOfRule } from './zoneOfRule';

export interface ProcessZone {
  /** IANA zone, or a UTC offset such as +05:45. */
  readonly zone: string;
  /** What is wrong with TZ, with the next step; undefined if nothing is. */
  readonly problem: string | undefined;
}

export interface ZoneSurroundings {
  /** The machine's zone according to Node, which may not exist. */
  readonly machineZone: string | undefined;
  readonly dataFolders: readonly string[];
  readonly now: number;
}

/** The zone in TZ, given as a zone, a zone data file or a POSIX rule. Node itself knows only the first. */
export function processZone(text: string | undefined, surroundings: ZoneSurroundings): ProcessZone {
  const { machineZone = '', dataFolders } = surroundings;
  if (text === undefined) {
    return { zone: isZone(machineZone) ? machineZone : 'UTC', problem: undefined };
  }
  const plain = text.replace(/^:/u, '').trim();
  if (plain === '') {
    return { zone: 'UTC', problem: undefined };
  }
  const name = plain.replace(/^(?:posix|right)\//u, '');
  if (/^[A-Za-z]/u.test(name) && isZone(name)) {
    return { zone: name, problem: undefined };
  }
  if (/^(?:[\\/]|[A-Za-z]:[\\/])/u.test(plain)) {
    const found = zoneInFile(plain, dataFolders);
    return found.kind === 'zone'
      ? { zone: found.zone, problem: undefined }
      : found.kind === 'rule'
        ? byRule(found.text, plain, surroundings)
        : unknown(plain);
  }
  return byRule(plain, plain, surroundings);
}

function byRule(rule: string, text: string, { now }: ZoneSurroundings): ProcessZone {
  const parsed = parsePosixRule(rule);
  if (parsed === undefined) {
    return unknown(text);
  }
  const zone = zoneOfRule(parsed, now);
  if (zone !== undefined) {
    return { zone, problem: undefined };
  }
  const current = offsetZone(offsetByRule(parsed, now)) ?? 'UTC';
  return {
    zone: current,
    problem: `TZ is “${shown(text)}”, a rule that matches no known time zone, so days are counted in ${current}, its current UTC offset. Use a zone such as Europe/Berlin.`,
  };
}

function unknown(text: string): ProcessZone {
  return {
    zone: 'UTC',
    problem: `TZ is “${shown(text)}”, which isn't a known time zone, so days are counted in UTC. Use a zone such as Europe/Berlin.`,
  };
}

function shown(text: string): string {
  return text.slice(0, 40);
}
