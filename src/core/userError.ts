/** An expected failure whose message was written for the user: what happened, then what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** The data to store can't be right, so trying again is no use. */
export class UnstorableError extends UserError {}
