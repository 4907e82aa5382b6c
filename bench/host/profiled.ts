import { writeFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector/promises';
import { join } from 'node:path';

const intervalMicroseconds = 500;

/** Profiles this thread while the work goes on. The profile is also kept in the folder BENCH_PROFILES, if that is set. */
export async function profiled(name: string, work: () => Promise<void>): Promise<Profiler.Profile> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: intervalMicroseconds });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const folder = process.env['BENCH_PROFILES'];
  if (folder !== undefined) {
    writeFileSync(join(folder, `${name}.cpuprofile`), JSON.stringify(profile));
  }
  return profile;
}
