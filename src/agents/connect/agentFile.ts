import type { FileText } from '../settings/userFile';

export interface WithOurs {
  readonly text: FileText;
  /** Keys of what is ours in it now, for taking out exactly that. What was there before is nobody's of ours. */
  readonly added: readonly string[];
  /** Whether something of the user's own has the place of ours, and was left there. */
  readonly taken: boolean;
}

/** A file that connecting an agent changes: one of its settings, or one that is ours as a whole. */
export interface AgentFile {
  readonly path: string;
  readonly isOurs: boolean;
  /**
   * @param noted keys of what connecting added earlier
   * @throws {UserError} if the file isn't in the format that the agent reads.
   */
  with(text: FileText, noted: readonly string[]): WithOurs;
  /** @param noted undefined if nobody knows: then all that looks like ours. @throws {UserError} likewise. */
  without(text: FileText, noted: readonly string[] | undefined): FileText;
}
