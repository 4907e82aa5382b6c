// @ts-check
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * What the figures were measured on, a line each.
 *
 * @param {string} folder that the records lie in
 * @returns {string[]}
 */
export function describeMachine(folder) {
  const cpus = os.cpus();
  return [
    `Processor: ${cpus[0]?.model.trim() ?? 'unknown'}, ${cpus.length} cores`,
    `Memory: ${Math.round(os.totalmem() / 2 ** 30)} GB`,
    `Disk: ${describeDisk(folder)}`,
    `System: ${os.type()} ${os.release()} ${os.arch()}`,
    `Node.js: ${process.version}`,
  ];
}

/** @param {string} folder */
function describeDisk(folder) {
  if (process.platform !== 'linux') {
    return 'unknown';
  }
  try {
    const answer = execFileSync('df', ['--output=source,fstype', folder], { encoding: 'utf8' });
    const [source = '', type = ''] = answer.trim().split('\n').at(-1)?.split(/\s+/u) ?? [];
    const device = path.basename(fs.realpathSync(source)).replace(/(?<=[a-z])\d+$|p\d+$/u, '');
    const rotational = fs.readFileSync(`/sys/block/${device}/queue/rotational`, 'utf8').trim();
    const virtual = device.startsWith('vd') ? ', virtual' : '';
    return `${type} on ${device} (${rotational === '1' ? 'said to be rotating' : 'solid state'}${virtual})`;
  } catch {
    return 'unknown';
  }
}

/** How busy the machine was in the last minute, by itself and with the benchmarks. */
export function loadAverage() {
  return (os.loadavg()[0] ?? 0).toFixed(2);
}
