/** An expected failure whose message was written for the person using the product: what happened, then what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
