// @ts-check

/** A failure whose text is written for the person at the terminal and says what to do next. */
export class NextStepError extends Error {}

/**
 * Runs a script's main function. A NextStepError prints its text alone, anything else with its stack.
 *
 * @param {() => Promise<void>} main
 */
export async function runScript(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof NextStepError ? error.message : error);
    process.exitCode = 1;
  }
}
