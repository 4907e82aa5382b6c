import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';

const intervalMicroseconds = 200;

/** Keeps a CPU profile of this thread's work in the folder BENCH_PROFILES, if that is set; it costs time of its own. */
export async function profiled<T>(name: string, work: () => Promise<T>): Promise<T> {
  const folder = process.env['BENCH_PROFILES'];
  if (folder === undefined) {
    return work();
  }
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: intervalMicroseconds });
  await session.post('Profiler.start');
  const result = await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  writeFileSync(join(folder, `${name}.cpuprofile`), JSON.stringify(profile));
  return result;
}
