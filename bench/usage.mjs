// @ts-check
// Preloaded into a program that is measured: writes what it used when it ends.
import fs from 'node:fs';

process.once('exit', () => {
  const { userCPUTime, maxRSS } = process.resourceUsage();
  fs.writeFileSync(process.env.BENCH_USAGE ?? '', JSON.stringify({ userMs: userCPUTime / 1000, maxRSS }));
});
