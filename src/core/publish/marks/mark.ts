import type { Texts } from '../../texts/texts';

/** What a marked place looks like. `leftOut`: the name of a task that was left out. */
export const markKinds = ['secret', 'email', 'path', 'host', 'client', 'leftOut'] as const;
export type MarkKind = (typeof markKinds)[number];

/** A place in a text that may not be meant for others: [start, end). */
export interface Mark {
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
}

/** Names to look for as they are. */
export interface MarkedNames {
  readonly clients: readonly string[];
  readonly leftOut: readonly string[];
  /** Of this machine. */
  readonly hosts: readonly string[];
}

/** A sentence that begins with the marked text. */
export function markDescription(kind: MarkKind, shown: string, l10n: Texts): string {
  switch (kind) {
    case 'secret':
      return l10n.t('“{0}” looks like a secret.', shown);
    case 'email':
      return l10n.t('“{0}” is an e-mail address.', shown);
    case 'path':
      return l10n.t('“{0}” is a path in a home folder.', shown);
    case 'host':
      return l10n.t('“{0}” is a host name.', shown);
    case 'client':
      return l10n.t('“{0}” is the name of a client.', shown);
    case 'leftOut':
      return l10n.t('“{0}” is the name of a task that was left out.', shown);
  }
}
