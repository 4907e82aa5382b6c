/** The command line itself is wrong; its message says what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
