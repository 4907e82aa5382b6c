import type { SessionFields } from './agentSession';
import type { FolderFields } from '../folders/ignoredFolder';
import type { ProposalFields } from './proposal';
import type { DayTextFields } from './dayText';
import type { SpanFields } from './span';
import type { TaskFields } from './task';

interface FieldsByEntity {
  readonly task: TaskFields;
  readonly session: SessionFields;
  readonly span: SpanFields;
  readonly folder: FolderFields;
  readonly proposal: ProposalFields;
  readonly dayText: DayTextFields;
}
export type Entity = keyof FieldsByEntity;

/**
 * A change that a user action or the tracker wants stored. The store stamps it, which makes it an operation.
 * `set` writes the given fields (a first `set` of an id creates it and must give all fields); `delete` hides the
 * entity with its fields kept; `restore` brings it back.
 */
export type Change = {
  [E in Entity]:
    | {
        readonly entity: E;
        readonly id: string;
        readonly kind: 'set';
        readonly fields: Partial<FieldsByEntity[E]>;
      }
    | { readonly entity: E; readonly id: string; readonly kind: 'delete' | 'restore' };
}[Entity];
