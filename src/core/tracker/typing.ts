/** A change of a document, without its text. */
export interface DocumentEdit {
  readonly at: number;
  /** The window has the focus. */
  readonly focused: boolean;
  /** The document is the one being written in. */
  readonly active: boolean;
  readonly undoOrRedo: boolean;
  /** At one place; if there are several, any one's figures will do. */
  readonly single: boolean;
  /** Numbers of characters. */
  readonly inserted: number;
  readonly removed: number;
}

/** The signs of the user's hand in one document. */
export interface TypingSigns {
  /** When a key last moved its selection. */
  readonly keyboardAt: number;
  /** When an edit came that no key has vouched for yet. */
  readonly pendingAt: number | undefined;
}

export interface TypingJudgement {
  readonly signs: TypingSigns;
  /** True if the user typed or pasted. */
  readonly typed: boolean;
}

export const noSigns: TypingSigns = { keyboardAt: Number.NEGATIVE_INFINITY, pendingAt: undefined };

/** The selection event of a key comes within 3 ms of its edit; on a busy machine it may be late. */
const pairingMs = 250;

/**
 * Backspace and an accepted suggestion move the selection without reporting a key: a key pressed this shortly before
 * vouches for them. Both delete something; an edit that only inserts, if typed, brings a key of its own.
 */
const vouchedMs = 1500;

/** More characters at once are not typed: a paste, or another program's edit. */
const smallEdit = 64;

/**
 * An edit: the user's, if it deletes little and keys were pressed shortly before. Otherwise it waits for the selection
 * event that keys and pastes bring, and agents, formatters, undo and reloads don't.
 */
export function seeEdit(signs: TypingSigns, edit: DocumentEdit): TypingJudgement {
  const { inserted, removed } = edit;
  if (!edit.focused || !edit.active || edit.undoOrRedo || !edit.single) {
    return { signs: { ...signs, pendingAt: undefined }, typed: false };
  }
  const small = inserted <= smallEdit && removed <= smallEdit;
  const sinceKey = edit.at - signs.keyboardAt;
  const paired = Math.abs(sinceKey) <= pairingMs;
  const vouched = small && removed > 0 && sinceKey >= 0 && sinceKey <= vouchedMs;
  return paired || vouched
    ? { signs: { ...signs, pendingAt: undefined }, typed: true }
    : { signs: { ...signs, pendingAt: edit.at }, typed: false };
}

/** A key moved the selection: it vouches for the edit that came just before. */
export function seeKeyboardSelection(signs: TypingSigns, at: number): TypingJudgement {
  const typed = signs.pendingAt !== undefined && Math.abs(at - signs.pendingAt) <= pairingMs;
  return { signs: { keyboardAt: at, pendingAt: undefined }, typed };
}

/** The chat input has no selection events: small insertions there are typed. */
export function isTypedInChat({ focused, undoOrRedo, single, inserted }: DocumentEdit): boolean {
  return focused && !undoOrRedo && single && inserted <= smallEdit;
}
