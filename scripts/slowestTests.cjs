// @ts-check
// Mocha's dots, and below them the ten tests that took longest.
const { reporters, Runner } = require('mocha');

class SlowestTests extends reporters.Dot {
  /**
   * @param {import('mocha').Runner} runner
   * @param {import('mocha').MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    /** @type {{ title: string, duration: number }[]} */
    const tests = [];
    runner.on(Runner.constants.EVENT_TEST_PASS, (test) => {
      tests.push({ title: test.fullTitle(), duration: test.duration ?? 0 });
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const slowest = tests.sort((a, b) => b.duration - a.duration).slice(0, 10);
      console.log('  slowest:');
      for (const { title, duration } of slowest) {
        console.log(`  ${(duration / 1000).toFixed(1).padStart(6)} s  ${title.slice(0, 120)}`);
      }
      console.log();
    });
  }
}

module.exports = SlowestTests;
