/** An expected failure whose message was written for the user: what happened, then what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** What was to be stored can't be right, so that trying again is no use. */
export class UnstorableError extends UserError {}
